import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LeadRow, Queue } from '../api/schema.ts';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { type MessageId, useInLanguage, useSay } from '../messages/say.ts';

/** In the order in which they stand. The subject is always there. */
export const COLUMNS = [
  'rank',
  'subject',
  'tier',
  'score',
  'headline',
  'indicators',
  'transfers',
  'amount',
  'countries',
  'last',
  'handling',
] as const;
export type Column = (typeof COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly Column[] = [
  'rank',
  'subject',
  'tier',
  'score',
  'headline',
  'transfers',
  'last',
  'handling',
];

/** How the address writes the order; figures begin with the largest. */
const SORT_OF: Partial<Record<Column, readonly [string, string]>> = {
  rank: ['rank', '-rank'],
  transfers: ['-transfers', 'transfers'],
  amount: ['-amount', 'amount'],
  last: ['-last_transfer', 'last_transfer'],
};

/** By what a list can be ordered; only possible victims are listed by when to reach them. */
export function sortOf(column: Column, queue: Queue): readonly [string, string] | undefined {
  return column === 'tier' && queue === 'safeguarding' ? ['reach', '-reach'] : SORT_OF[column];
}

/** Each queue speaks of its people in its own words. */
export function headOf(column: Column, queue: Queue): MessageId {
  if (
    queue === 'safeguarding' &&
    (column === 'subject' || column === 'tier' || column === 'score' || column === 'headline' || column === 'last')
  )
    return `column.safeguarding.${column}`;
  return `column.${column}`;
}

export function isFigure(column: Column): boolean {
  return column === 'rank' || column === 'score' || column === 'transfers' || column === 'amount';
}

interface OfCell {
  readonly column: Column;
  readonly row: LeadRow;
}

export function Cell(given: OfCell) {
  return <>{useCell(given)}</>;
}

function useCell({ column, row }: OfCell): ReactNode {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  switch (column) {
    case 'rank':
      return formats.whole(row.rankInQueue);
    case 'subject':
      return <Subject row={row} />;
    case 'tier':
      return say(row.urgency === null ? `tier.${row.tier}` : `urgency.${row.urgency}`);
    case 'score':
      return formats.decimal(row.score, 2, 2);
    case 'headline':
      return inLanguage(row.headline);
    case 'indicators':
      return <span className="code">{row.indicators.join(' ')}</span>;
    case 'transfers':
      return formats.whole(row.transfers);
    case 'amount':
      return row.amountEur === null ? say('unknown') : formats.amount(row.amountEur);
    case 'countries':
      return row.payeeCountries.length > 3
        ? say('countries.many', {
            first: formats.country(row.payeeCountries[0] ?? ''),
            count: row.payeeCountries.length - 1,
          })
        : row.payeeCountries.map(formats.country).join(', ');
    case 'last':
      return (
        <>
          {formats.day(row.lastActiveAt)}
          <span className="under">{say('last.before', { duration: formats.duration(row.daysSinceActive) })}</span>
        </>
      );
    case 'handling':
      return <HandlingOf row={row} />;
  }
}

function Subject({ row }: { readonly row: LeadRow }) {
  const say = useSay();
  const name = nameOf({ name: row.subjectName, id: row.subjectId });
  return (
    <>
      <Link
        to="/leads/$queue/$id"
        params={{ queue: row.queue, id: row.id }}
        search={(search) => (search.unit === undefined ? {} : { unit: search.unit })}
        data-lead={row.id}
      >
        <ShownText text={name} longest={48} />
      </Link>
      <span className="under">
        {say(`role.${row.role}`)}
        {name === row.subjectId ? null : (
          <>
            {' · '}
            <span className="code">
              <ShownText text={row.subjectId} longest={28} />
            </span>
          </>
        )}
      </span>
    </>
  );
}

/** Where the work stands: the decision, whether something is new since, until when it sleeps, who holds it. */
function HandlingOf({ row }: { readonly row: LeadRow }) {
  const say = useSay();
  const formats = useFormats();
  return (
    <>
      {say(`state.${row.state}`)}
      {row.changed === null ? null : <span className="under strong">{say('handling.changed')}</span>}
      {row.gone ? <span className="under">{say('handling.gone')}</span> : null}
      {row.restricted ? <span className="under">{say('handling.restricted')}</span> : null}
      {row.snoozedUntil === null ? null : (
        <span className="under">{say('handling.snoozed', { date: formats.day(row.snoozedUntil) })}</span>
      )}
      {row.holder === null ? null : <span className="under">{row.holder.name}</span>}
    </>
  );
}
