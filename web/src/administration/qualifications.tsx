import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { KnownQualification } from '../api/schema.ts';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useInLanguage, useSay } from '../messages/say.ts';
import { QualificationDialog } from './qualification-dialog.tsx';
import { WrittenVersions } from './written-versions.tsx';

const knownQualificationsQuery = queryOptions({
  queryKey: ['casework', 'known-qualifications'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/qualifications', { signal })),
});

/** What can be offered as a candidate, element by element, each with its version, its marks and where it comes from. */
export function QualificationsPart() {
  const say = useSay();
  const known = useQuery(knownQualificationsQuery);
  const [writing, setWriting] = useState<string | null>(null);
  const items = known.data?.items ?? [];
  const changed = items.find(({ id }) => id === writing) ?? null;
  return (
    <section className="column" aria-labelledby="qualifications">
      <h2 id="qualifications">{say('admin.qualifications')}</h2>
      <p>{say('qualifications.what')}</p>
      <p className="on-screen">
        <button type="button" className="button" onClick={() => setWriting(NEW)}>
          {say('qualifications.new')}
        </button>
      </p>
      <Loaded query={known} />
      {known.data === undefined ? null : <QualificationsTable items={items} onChange={setWriting} />}
      {writing === NEW || changed !== null ? (
        <QualificationDialog key={writing} known={changed} onClose={() => setWriting(null)} />
      ) : null}
    </section>
  );
}

/** No id of a qualification is empty. */
const NEW = '';

function QualificationsTable({
  items,
  onChange,
}: {
  readonly items: readonly KnownQualification[];
  readonly onChange: (id: string) => void;
}) {
  const say = useSay();
  const inLanguage = useInLanguage();
  return (
    <Records
      caption={say('qualifications.caption', { count: items.length })}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'qualification',
          head: say('qualifications.qualification'),
          names: true,
          cell: ({ id, qualification }) => (
            <>
              {inLanguage(qualification.name)}
              <span className="under">{inLanguage(qualification.instrument)}</span>
              <span className="under code">{id}</span>
            </>
          ),
        },
        {
          id: 'elements',
          head: say('qualifications.elements'),
          cell: ({ qualification: { elements } }) => (
            <details>
              <summary>{say('qualifications.count', { count: elements.length })}</summary>
              <ol className="log">
                {elements.map(({ id, words, trust }) => (
                  <li key={id}>
                    <p>{inLanguage(words)}</p>
                    <p className="meta">{say(`candidate.trust.${trust}`)}</p>
                  </li>
                ))}
              </ol>
            </details>
          ),
        },
        {
          id: 'source',
          head: say('rules.source'),
          cell: ({ qualification: { source } }) => (
            <>
              {say(`candidate.trust.${source.trust}`)}
              <span className="under">
                <ShownText text={source.document} longest={160} />
              </span>
            </>
          ),
        },
        { id: 'version', head: say('rules.version'), cell: (known) => <WrittenVersions {...known} /> },
        {
          id: 'manage',
          head: say('rules.change'),
          unseenHead: true,
          cell: ({ id, qualification }) => (
            <button
              type="button"
              className="button on-screen"
              aria-label={say('qualifications.changeOf', { name: inLanguage(qualification.name) })}
              onClick={() => onChange(id)}
            >
              {say('rules.change')}
            </button>
          ),
        },
      ]}
    />
  );
}
