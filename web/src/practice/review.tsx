import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Missed } from '../api/schema.ts';
import { Loaded } from '../look/loaded.tsx';
import { useSay } from '../messages/say.ts';
import { reviewQuery } from './practice-query.ts';

/** What the learner missed, beside what the synthetic case holds: by kind, each with where to look again. */
export function Review() {
  const say = useSay();
  const query = useQuery(reviewQuery);
  const missed = query.data?.missed;
  const kinds = [...Map.groupBy(missed ?? [], ({ kind }) => kind)];
  return (
    <section className="practice-review">
      <h2>{say('practice.review')}</h2>
      <p className="soft">{say('practice.reviewIs')}</p>
      <Loaded query={query} />
      {missed?.length === 0 ? <p>{say('practice.nothingMissed')}</p> : null}
      {kinds.map(([kind, all]) => (
        <div key={kind}>
          <h3>
            {say(`practice.missed.${kind}`)} ({all.length})
          </h3>
          <p>{say(`practice.because.${kind}`)}</p>
          <ul>
            {all.map((one) => (
              <li key={one.id}>
                <Again one={one} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** The record to look at again. */
function Again({ one: { on, id, queue, name } }: { readonly one: Missed }) {
  if (on === 'lead' && queue !== null)
    return (
      <Link to="/leads/$queue/$id" params={{ queue, id }}>
        {name}
      </Link>
    );
  const to = { case: '/cases/$id', child: '/children/$id', person: '/people/$id', request: '/requests/$id' } as const;
  return (
    <Link to={to[on === 'lead' ? 'case' : on]} params={{ id }}>
      {name}
    </Link>
  );
}
