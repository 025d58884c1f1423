import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { PersonOfCases } from '../api/schema.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

/** The server searches for no less. */
const FEWEST = 2;

/** Looks for people of the member's cases by the words of their names, and by the beginning of what else is said of them; each search is in the log. */
export function PeopleSearch({
  onFound,
}: {
  readonly onFound: (text: string, found: readonly PersonOfCases[]) => void;
}) {
  const say = useSay();
  const how = useId();
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: (wanted: string) =>
      bodyOf(api.GET('/api/people', { params: { query: { text: wanted } }, headers: purposeHeaders() })),
    onSuccess: ({ items }, wanted) => onFound(wanted, items),
  });
  const wanted = text.trim();
  return (
    <div className="column">
      <form
        className="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.length >= FEWEST) search.mutate(wanted);
        }}
      >
        <input
          type="search"
          aria-label={say('peopleSearch.what')}
          aria-describedby={how}
          placeholder={say('peopleSearch.what')}
          value={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="button" disabled={wanted.length < FEWEST || search.isPending}>
          {say('peopleSearch.do')}
        </button>
      </form>
      <p className="meta" id={how}>
        {say('peopleSearch.how')}
      </p>
      {search.error === null ? null : <ProblemNotice error={search.error} />}
    </div>
  );
}

/** People whom a search found, each with what can be done about it. */
export function FoundPeople({
  people,
  act,
}: {
  readonly people: readonly PersonOfCases[];
  readonly act: (person: PersonOfCases) => ReactNode;
}) {
  const say = useSay();
  return (
    <ul className="found">
      {people.map((person) => (
        <li key={person.id}>
          <p>
            <b>
              <ShownText text={person.workingName} />
            </b>{' '}
            <span className="meta">
              {say(`population.${person.population}`)} · {person.cases.map(({ reference }) => reference).join(' · ')}
            </span>
          </p>
          {act(person)}
        </li>
      ))}
    </ul>
  );
}
