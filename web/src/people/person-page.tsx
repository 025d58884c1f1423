import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Person } from '../api/schema.ts';
import { BackToCase } from '../casework/back-to-case.tsx';
import { personQuery } from '../casework/casework-query.ts';
import { Merges } from '../casework/merges.tsx';
import { PersonCases } from '../casework/person-cases.tsx';
import { RecordPage } from '../casework/record-page.tsx';
import { StatementDialog } from '../casework/statement-dialog.tsx';
import { Statements } from '../casework/statements.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { Notice } from '../look/notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

export const route = createLazyRoute('/member/people/$id')({ component: PersonPage });

function PersonPage() {
  const { id } = route.useParams();
  const { case: caseId } = route.useSearch();
  const say = useSay();
  const found = useQuery(personQuery(id));
  // A child has a page of its own.
  if (found.data?.population === 'child')
    return (
      <Navigate to="/children/$id" params={{ id }} search={caseId === undefined ? {} : { case: caseId }} replace />
    );
  return (
    <RecordPage found={found} back={<BackToCase caseId={caseId} />} notShown={say('person.notShown')}>
      {(person) => <Shown key={id} person={person} caseId={caseId ?? null} />}
    </RecordPage>
  );
}

/** What is said of a person, statement beside statement, each with its source. */
function Shown({ person, caseId }: { readonly person: Person; readonly caseId: string | null }) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  usePageTitle(person.workingName.slice(0, 96));
  const writable = person.cases.filter(({ mayWrite }) => mayWrite).map(({ id }) => id);
  return (
    <>
      <div className="case-head">
        <p className="meta">{say(`population.${person.population}`)}</p>
        <h1>
          <ShownText text={person.workingName} longest={200} />
        </h1>
      </div>
      {person.mergedInto === null ? null : (
        <Notice title={say('person.merged')}>
          <p>
            <Link
              to="/people/$id"
              params={{ id: person.mergedInto.id }}
              search={caseId === null ? {} : { case: caseId }}
            >
              <ShownText text={person.mergedInto.workingName} />
            </Link>
          </p>
        </Notice>
      )}
      <section aria-labelledby="statements">
        <div className="section-head">
          <h2 id="statements">{say('person.said')}</h2>
          {writable.length > 0 ? (
            <button type="button" className="button on-screen" onClick={() => setAdding(true)}>
              {say('statement.add')}
            </button>
          ) : null}
        </div>
        <p className="soft">{say('person.saidWhat')}</p>
        {person.statements.length === 0 ? <p>{say('person.nothingSaid')}</p> : null}
        <Statements
          personId={person.id}
          population={person.population}
          statements={person.statements}
          mayJudge={({ caseId: of }) => writable.includes(of)}
        />
      </section>
      <PersonCases person={person} />
      <Merges person={person} sealed={null} mayWrite={writable.length > 0} />
      {adding ? (
        <StatementDialog person={person} caseId={caseId ?? writable[0] ?? ''} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}
