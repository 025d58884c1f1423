import { sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { type Entry, fallenAway } from '../clocks/fallen-away.ts';
import type { RequestEventKind } from '../clocks/request-facts.ts';
import type { Tables } from '../tables.ts';
import { instantText, knownRequest } from './keep-standings.ts';
import type { RulesInForce } from './rules-in-force.ts';

/** A step of which somebody was told. */
export interface ToldStep {
  readonly key: string;
  readonly rule: string;
  readonly kind: 'warning' | 'escalation';
  readonly to: 'holder' | 'deputy' | 'head' | 'magistrate';
  readonly on: string;
  readonly toldAt: string;
  /** The entry since which it is void: what it says happened before the step; null while the step stands. */
  readonly voidSince: Entry | null;
}

/** Every step of a request that was ever told, in the order in which they came. None is deleted; one that is void says since which entry. */
export async function toldSteps(
  transaction: Transaction<Tables>,
  id: string,
  { pack, calendars }: RulesInForce,
  now: Temporal.Instant,
): Promise<readonly ToldStep[]> {
  const rows = await transaction
    .selectFrom('casework.request_notice')
    .select(['key', 'rule', 'kind', 'to_role', 'told_at'])
    .select(({ cast, ref }) => cast<string>(ref('due_on'), 'text').as('on'))
    .where('request_id', '=', id)
    .orderBy('due_at')
    .orderBy('key')
    .execute();
  const request = rows.length === 0 ? null : await knownRequest(transaction, id);
  const told = rows.map(({ told_at, to_role, ...row }) => ({ ...row, to: to_role, toldAt: told_at.toISOString() }));
  if (request === null) return told.map((each) => ({ ...each, voidSince: null }));
  const entries = await entriesOf(transaction, id);
  const fallen = fallenAway(told, request.facts, entries, { pack, calendars, now });
  return told.map((each) => ({ ...each, voidSince: fallen.get(each.key) ?? null }));
}

/** How many of the steps that were told are void since each entry, by its id. */
export async function voidSteps(
  transaction: Transaction<Tables>,
  id: string,
  rules: RulesInForce,
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { voidSince } of await toldSteps(transaction, id, rules, now))
    if (voidSince !== null) counts.set(voidSince.id, (counts.get(voidSince.id) ?? 0) + 1);
  return counts;
}

async function entriesOf(transaction: Transaction<Tables>, id: string): Promise<readonly Entry[]> {
  const rows = await transaction
    .selectFrom('casework.request_event')
    .select(['id', 'kind', 'strikes', 'entered_at', instantText('at_instant').as('instant')])
    .select([sql<string | null>`at_date::text`.as('on'), sql<string | null>`until_on::text`.as('until')])
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ id: entry, kind, instant, strikes, entered_at, on, until }): Entry[] => {
    const enteredAt = entered_at.toISOString();
    if (strikes !== null) return [{ id: entry, enteredAt, event: null, strikes }];
    if (!isEvent(kind)) return [];
    const at = instant === null ? { date: on ?? '' } : { instant };
    return [{ id: entry, enteredAt, event: { kind, at, ...(until === null ? {} : { until }) }, strikes: null }];
  });
}

function isEvent(kind: RequestEventKind | 'struck'): kind is RequestEventKind {
  return kind !== 'struck';
}
