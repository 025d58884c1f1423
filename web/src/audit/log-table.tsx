import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PURPOSES } from '../api/purpose.ts';
import type { LogEntry, LogNames } from '../api/schema.ts';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { knownAct } from './acts.ts';
import type { AuditSearch } from './audit-search.ts';
import { briefDetail } from './brief-detail.ts';
import { OBJECT_KINDS } from './object-kinds.ts';

interface Props {
  readonly entries: readonly LogEntry[];
  readonly names: LogNames;
}

export function LogTable({ entries, names: { members, units } }: Props) {
  const say = useSay();
  const formats = useFormats();
  const nameOf = (wanted: string | null): string | undefined =>
    wanted === null ? undefined : [...members, ...units].find(({ id }) => id === wanted)?.name;
  return (
    <Records
      caption={say('audit.caption')}
      rows={entries}
      keyOf={({ seq }) => seq}
      columns={[
        {
          id: 'at',
          head: say('audit.at'),
          cell: ({ at, seq }) => (
            <>
              {/* As the log writes it, to the second: entries are compared with other logs. */}
              {formats.day(at)}, {at.slice(11, 19)}
              <span className="under">{say('audit.number', { number: formats.whole(seq) })}</span>
            </>
          ),
        },
        {
          id: 'by',
          head: say('audit.member'),
          cell: ({ member }) =>
            member === null ? (
              <span className="soft">{say('audit.server')}</span>
            ) : (
              <Only search={{ member: member.id }} what={say('audit.onlyMember')}>
                <ShownText text={member.name === '' ? member.id : member.name} longest={48} />
              </Only>
            ),
        },
        { id: 'act', head: say('audit.act'), names: true, cell: (entry) => <ActOf entry={entry} /> },
        {
          id: 'object',
          head: say('audit.object'),
          cell: ({ objectKind, objectId, unit }) => (
            <>
              <ObjectOf kind={objectKind} id={objectId} name={nameOf(objectId)} />
              {unit === null || unit === objectId ? null : <span className="under">{nameOf(unit)}</span>}
            </>
          ),
        },
        { id: 'purpose', head: say('audit.purpose'), cell: (entry) => <PurposeOf entry={entry} /> },
        { id: 'detail', head: say('audit.detail'), cell: ({ detail }) => <Detail detail={detail} /> },
      ]}
    />
  );
}

/** A value by which the log can be narrowed. */
function Only({
  search,
  what,
  children,
}: {
  readonly search: AuditSearch;
  readonly what: string;
  readonly children: ReactNode;
}) {
  return (
    <Link to="/audit" search={(before) => ({ ...before, ...search })} title={what} resetScroll={false}>
      {children}
    </Link>
  );
}

function ActOf({ entry }: { readonly entry: LogEntry }) {
  const say = useSay();
  const act = knownAct(entry.act);
  return act === null ? <span className="code">{entry.act}</span> : <span>{say(`act.${act}`)}</span>;
}

function ObjectOf({
  kind,
  id,
  name,
}: {
  readonly kind: string | null;
  readonly id: string | null;
  readonly name: string | undefined;
}) {
  const say = useSay();
  if (kind === null) return null;
  const known = OBJECT_KINDS.find((each) => each === kind);
  const queue = id === 'investigation' || id === 'safeguarding' ? id : null;
  const label = queue === null ? name : say(`queue.${queue}`);
  return (
    <>
      {known === undefined ? kind : say(`audit.kind.${known}`)}{' '}
      {id === null ? null : (
        <Only search={{ object: id }} what={say('audit.onlyObject')}>
          {label === undefined ? (
            <span className="under code">
              <ShownText text={id} longest={40} />
            </span>
          ) : (
            <ShownText text={label} longest={48} />
          )}
        </Only>
      )}
    </>
  );
}

function PurposeOf({ entry: { purpose, reference } }: { readonly entry: LogEntry }) {
  const say = useSay();
  if (purpose === null) return null;
  const known = PURPOSES.find((each) => each === purpose);
  return (
    <>
      {known === undefined ? purpose : say(`purpose.${known}`)}
      {reference === null ? null : (
        <span className="under">
          <ShownText text={reference} longest={80} />
        </span>
      )}
    </>
  );
}

/** In the words of the log itself: a translation would not be what is sealed. */
function Detail({ detail }: { readonly detail: LogEntry['detail'] }) {
  const say = useSay();
  if (detail === null) return null;
  const { lines, isWhole } = briefDetail(detail);
  return (
    <div className="audit-detail">
      {lines.map((line) => (
        <span key={line} className="code">
          {line}
        </span>
      ))}{' '}
      {isWhole ? null : (
        <details>
          <summary>{say('audit.whole')}</summary>
          <pre className="code">{JSON.stringify(detail, null, 1)}</pre>
        </details>
      )}
    </div>
  );
}
