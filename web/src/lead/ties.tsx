import type { Lead, Tie } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';

/** Who shares a phone, an account or a device with the subject, with the rows that show it; and which ties were undone. */
export function Ties({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const { ties, tiesTotal, tiesUnnamed, undoneTies } = lead;
  const names = (shared: Tie['shared']): string =>
    shared.map(({ identifier }) => say(`identifier.${identifier}`)).join(', ');
  const columns: readonly Column<Tie>[] = [
    { head: say('people.person'), kind: 'row-head', cell: ({ id }) => <ShownText text={id} longest={32} /> },
    { head: say('ties.shares'), cell: ({ shared }) => names(shared) },
    {
      head: say('ties.through'),
      cell: ({ through }) => (through === null ? '' : <ShownText text={through} longest={32} />),
    },
    { head: say('ties.rows'), kind: 'code', cell: ({ shared }) => heldRows(shared) },
  ];
  return (
    <>
      {ties.length === 0 ? null : (
        <DataTable
          caption={say('ties.caption', { shown: ties.length, total: tiesTotal })}
          columns={columns}
          rows={ties}
          keyOf={({ id }) => id}
        />
      )}
      {tiesUnnamed === 0 ? null : <p>{say('ties.unnamed', { count: tiesUnnamed })}</p>}
      {undoneTies.length === 0 ? null : (
        <ul className="plain-list">
          {undoneTies.map((tie) => (
            <li key={`${tie.identifier} ${tie.line}`}>
              {say('ties.undone', {
                identifier: say(`identifier.${tie.identifier}`),
                about: say(`undone.${tie.about}`),
                line: tie.line,
              })}{' '}
              {[tie.source, tie.date].filter((part) => part !== null).join(', ')}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The rows in which the one held what is shared, then those of the other. */
function heldRows(shared: Tie['shared']): string {
  return [shared.map(({ heldByThis }) => heldByThis), shared.map(({ heldByOther }) => heldByOther)]
    .map((each) =>
      [...new Set(each.map(({ sourceFile, sourceRow }) => `${sourceFile.slice(0, 8)}:${sourceRow}`))].join(', '),
    )
    .join('; ');
}

/** From whom the exposure of the household comes. */
export function Paths({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  if (lead.paths.length === 0) return null;
  const columns: readonly Column<Lead['paths'][number]>[] = [
    {
      head: say('side.payer'),
      kind: 'row-head',
      cell: ({ payerId }) => (payerId === null ? say('paths.notNamed') : <ShownText text={payerId} longest={32} />),
    },
    { head: say('side.payee'), cell: ({ payeeIds }) => <ShownText text={payeeIds.join(', ')} longest={64} /> },
    { head: say('column.score'), kind: 'number', cell: ({ score }) => score.toFixed(2) },
  ];
  return (
    <details>
      <summary>{say('paths.title', { shown: lead.paths.length, total: lead.pathsTotal })}</summary>
      <DataTable
        caption={say('paths.caption')}
        columns={columns}
        rows={lead.paths}
        keyOf={({ payerId }, index) => payerId ?? String(index)}
      />
    </details>
  );
}
