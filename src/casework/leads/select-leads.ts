import { type Expression, expressionBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { type Cursor, cursorText, readCursor } from './cursor.ts';
import type { LeadFilter, LeadList, Sort } from './lead-query.ts';
import type { LeadRow } from './lead-row.ts';

const SORT_COLUMNS = {
  rank: { column: 'lead.rank_in_queue', type: 'int' },
  reach: { column: 'ARRAY[lead.reach, lead.rank_in_queue]', type: 'int[]' },
  last_transfer: { column: 'lead.last_active_at', type: 'timestamptz' },
  first_transfer: { column: 'lead.first_transfer_at', type: 'timestamptz' },
  amount: { column: 'coalesce(lead.amount_eur, -1)', type: 'numeric' },
  transfers: { column: 'lead.transfers', type: 'int' },
} as const satisfies Record<Sort, { column: string; type: string }>;

/** Leads that the acting member may read, as rows of the list. */
export function selectLeads(transaction: Transaction<Tables>) {
  return transaction
    .selectFrom('vigie.lead as lead')
    .leftJoin('vigie.member as holder', 'holder.id', 'lead.holder_id')
    .select([
      'lead.id',
      'lead.lead_id',
      'lead.unit_id',
      'lead.queue',
      'lead.tier',
      'lead.role',
      'lead.subject_kind',
      'lead.subject_id',
      'lead.subject_name',
      'lead.country',
      'lead.score',
      'lead.rank_in_queue',
      'lead.transfers',
      'lead.amount_eur',
      'lead.first_transfer_at',
      'lead.last_active_at',
      'lead.urgency',
      'lead.as_of',
      'lead.payee_countries',
      'lead.indicators',
      'lead.headline',
      'lead.state',
      'lead.holder_id',
      'holder.name as holder_name',
      'lead.held_since',
      'lead.snoozed_until',
      'lead.changed',
      'lead.gone',
      'lead.restricted',
      'lead.version',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectLeads>['execute']>>[number];

export function leadRow(selected: Selected): LeadRow {
  const { holder_id, holder_name } = selected;
  return {
    id: selected.id,
    leadId: selected.lead_id,
    unitId: selected.unit_id,
    queue: selected.queue,
    tier: selected.tier,
    role: selected.role,
    subjectKind: selected.subject_kind,
    subjectId: selected.subject_id,
    subjectName: selected.subject_name,
    country: selected.country,
    score: selected.score,
    rankInQueue: selected.rank_in_queue,
    transfers: selected.transfers,
    amountEur: selected.amount_eur,
    firstTransferAt: selected.first_transfer_at.toISOString(),
    lastActiveAt: selected.last_active_at.toISOString(),
    daysSinceActive: daysBetween(selected.last_active_at, selected.as_of),
    urgency: selected.urgency,
    payeeCountries: selected.payee_countries,
    indicators: selected.indicators,
    headline: selected.headline,
    state: selected.state,
    holder: holder_id === null ? null : { id: holder_id, name: holder_name ?? '' },
    heldSince: selected.held_since?.toISOString() ?? null,
    snoozedUntil: selected.snoozed_until?.toISOString() ?? null,
    changed:
      selected.changed === null
        ? null
        : {
            ...selected.changed,
            newReasons: [...selected.changed.newReasons],
            strongerReasons: [...selected.changed.strongerReasons],
          },
    gone: selected.gone,
    restricted: selected.restricted,
    version: selected.version,
  };
}

const DAY = 86_400_000;
function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY));
}

/** Narrows to what the filter asks for. `memberId`: whose leads `holder: me` means. */
export function matching(filter: LeadFilter, memberId: string): Expression<SqlBool> {
  const where = expressionBuilder<{ lead: Tables['vigie.lead'] }, 'lead'>();
  const { unit, queue, tier, urgency, role, state, holder, activeWithin, country, indicator, search } = filter;
  const all: Expression<SqlBool>[] = [
    where('lead.unit_id', '=', unit),
    where('lead.queue', '=', queue),
    where('lead.gone', '=', filter.gone ?? false),
  ];
  if (urgency?.length) all.push(where('lead.urgency', 'in', urgency));
  if (tier?.length) all.push(where('lead.tier', 'in', tier));
  if (role?.length) all.push(where('lead.role', 'in', role));
  if (state?.length) {
    const inState = where('lead.state', 'in', state);
    all.push(filter.orChanged ? where.or([inState, where('lead.has_changed', '=', true)]) : inState);
  }
  if (holder === 'me') all.push(where('lead.holder_id', '=', memberId));
  if (holder === 'nobody') all.push(where('lead.holder_id', 'is', null));
  if (holder === 'somebody') all.push(where('lead.holder_id', 'is not', null));
  if (activeWithin) all.push(sql<boolean>`lead.last_active_at >= lead.as_of - make_interval(days => ${activeWithin})`);
  if (country?.length) all.push(sql<boolean>`lead.payee_countries && ${country}::text[]`);
  if (indicator?.length) all.push(sql<boolean>`lead.indicators && ${indicator}::text[]`);
  const snoozed = sql<boolean>`coalesce(lead.snoozed_until > now(), false)`;
  all.push(filter.snoozed ? snoozed : sql<boolean>`not ${snoozed}`);
  if (filter.changed) all.push(where('lead.has_changed', '=', true));
  if (search) {
    const part = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
    all.push(where.or([where('lead.subject_name', 'ilike', part), where('lead.subject_id', 'ilike', part)]));
  }
  return where.and(all);
}

/** One page of the list; `next` is null on the last. An unreadable cursor begins at the beginning. */
export async function listLeads(
  transaction: Transaction<Tables>,
  list: LeadList,
  memberId: string,
): Promise<{ items: LeadRow[]; next: string | null }> {
  const { column, type } = SORT_COLUMNS[list.sort];
  const direction = list.descending ? 'desc' : 'asc';
  const order = sql.raw(column);
  const from = list.cursor === undefined ? null : readCursor(list.cursor);
  let query = selectLeads(transaction)
    .select(sql<string>`(${order})::text`.as('ordered_by'))
    .where(matching(list, memberId))
    .orderBy(order, direction)
    .orderBy('lead.id', direction)
    .limit(list.limit + 1);
  if (from) query = query.where(after(order, type, list.descending, from));
  const found = await query.execute();
  const page = found.slice(0, list.limit);
  const last = page.at(-1);
  return {
    items: page.map(leadRow),
    next: found.length > list.limit && last ? cursorText([last.ordered_by, last.id]) : null,
  };
}

function after(order: ReturnType<typeof sql.raw>, type: string, descending: boolean, [value, id]: Cursor) {
  const sign = sql.raw(descending ? '<' : '>');
  return sql<boolean>`(${order}, lead.id) ${sign} (${value}::text::${sql.raw(type)}, ${id}::uuid)`;
}
