import { Link } from '@tanstack/react-router';
import type { Person } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

/** The cases in which a person stands, as far as the reader works on them, and as what. */
export function PersonCases({ person }: { readonly person: Person }) {
  const say = useSay();
  return (
    <section aria-labelledby="cases">
      <div className="section-head">
        <h2 id="cases">{say('person.cases')}</h2>
      </div>
      <ul className="people-list">
        {person.cases.map(({ id, reference, title, capacity, actReference, ended }) => (
          <li key={`${id} ${capacity} ${ended}`}>
            <span>
              <Link to="/cases/$id" params={{ id }}>
                <ShownText text={title} longest={200} />
              </Link>{' '}
              <span className="meta code">{reference}</span>
            </span>
            <span className="meta">
              {say(`capacity.${capacity}`)}
              {actReference === null ? '' : ` · ${actReference}`}
              {ended ? ` · ${say('person.ended')}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
