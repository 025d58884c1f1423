import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { quietTimes } from '../clocks/grace.ts';
import type { RequestEventKind, RequestFacts } from '../clocks/request-facts.ts';
import type { Tables } from '../tables.ts';
import { type Reckoned, reckon } from './reckon.ts';
import { rulesInForce, shippedName } from './rules-in-force.ts';

/** An instant as clocks read it: a step is known again by the very text of the instant that its clock began with. */
export function instantText(column: string): RawBuilder<string | null> {
  return sql<string | null>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** What clocks go by, as the database has it: nothing of what is asked, nor of whom. */
const FACTS = sql`
  select r.id, r.version, r.kind, r.addressee_kind, r.country, r.region, r.own_country, r.urgent, r.traits, r.next_on::text as next_on, r.ended_at,
    coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'instant', ${instantText('e.at_instant')},
        'date', e.at_date, 'until', e.until_on, 'entered', ${instantText('e.entered_at')}) order by e.seq)
      from casework.request_event e
      where e.request_id = r.id and e.kind <> 'struck' and not exists (select from casework.request_event s where s.request_id = r.id and s.strikes = e.id)), '[]') as events,
    coalesce((select jsonb_agg(${instantText('e.entered_at')} order by e.seq) from casework.request_event e where e.request_id = r.id), '[]') as entered
  from casework.request r`;

interface FactsRow {
  id: string;
  version: number;
  kind: string;
  addressee_kind: RequestFacts['addressee'];
  country: string;
  region: string | null;
  own_country: string;
  urgent: boolean;
  traits: string[];
  next_on: string | null;
  ended_at: Date | null;
  events: {
    kind: RequestEventKind;
    instant: string | null;
    date: string | null;
    until: string | null;
    entered: string;
  }[];
  /** When anything was entered, struck or not. */
  entered: string[];
}

/** A request as its clocks see it, and the version that was read. */
export interface Known {
  readonly id: string;
  readonly version: number;
  readonly facts: RequestFacts;
}

export async function knownRequest(transaction: Transaction<Tables>, id: string): Promise<Known | null> {
  const { rows } = await sql<FactsRow>`${FACTS} where r.id = ${id}::uuid`.execute(transaction);
  return rows[0] ? known(rows[0]) : null;
}

/** Reckons one request and keeps what came out. */
export async function keepStanding(transaction: Transaction<Tables>, id: string, now: Temporal.Instant): Promise<void> {
  const request = await knownRequest(transaction, id);
  if (request === null) return;
  await keep(transaction, request, reckon(request.facts, await rulesInForce(transaction), now));
}

/** At once, in one transaction. */
const AT_ONCE = 200;

/**
 * Reckons the open requests that the transaction sees and whose standing may have become another, at most two hundred; gives how many
 * there were and how many notices are new. Who does it a second time, or at the same time, changes nothing.
 */
export async function keepDueStandings(
  transaction: Transaction<Tables>,
  now: Temporal.Instant,
): Promise<{ readonly requests: number; readonly notices: number; readonly more: boolean }> {
  const at = now.toString();
  return keepThose(
    transaction,
    now,
    sql`select r.id from casework.request r left join casework.request_standing s on s.request_id = r.id
      where r.ended_at is null and (s.request_id is null or s.look_at <= ${at}::timestamptz or s.reckoned_at > ${at}::timestamptz
        or not starts_with(s.rules, ${shippedName()}))`,
  );
}

/**
 * The same for a page, which waits for it: those alone that an index finds. What never was reckoned, or by the rules of an earlier program, the
 * sweeper finds within a minute; in practice, where nothing is swept, the page looks for it too.
 */
export async function keepStandingsForPage(transaction: Transaction<Tables>, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  await keepThose(
    transaction,
    now,
    sql`select request_id from casework.request_standing where look_at <= ${at}::timestamptz
      union select request_id from casework.request_standing where reckoned_at > ${at}::timestamptz
      union select request_id from casework.request_standing where (select vigie.in_practice()) and not starts_with(rules, ${shippedName()})`,
  );
}

async function keepThose(
  transaction: Transaction<Tables>,
  now: Temporal.Instant,
  ids: RawBuilder<unknown>,
): Promise<{ readonly requests: number; readonly notices: number; readonly more: boolean }> {
  const rules = await rulesInForce(transaction);
  const { rows } = await sql<FactsRow>`with due (id) as materialized (${ids})
    ${FACTS} where r.ended_at is null and r.id in (select id from due) order by r.id limit ${AT_ONCE}`.execute(
    transaction,
  );
  let notices = 0;
  for (const row of rows) {
    const request = known(row);
    notices += Math.max(0, await keep(transaction, request, reckon(request.facts, rules, now)));
  }
  return { requests: rows.length, notices, more: rows.length === AT_ONCE };
}

async function keep(transaction: Transaction<Tables>, { id, version }: Known, reckoned: Reckoned): Promise<number> {
  const { notices, ...standing } = reckoned;
  const { rows } = await sql<{ told: number }>`select casework.keep_standing(${id}::uuid, ${version}, ${JSON.stringify(
    standing,
  )}::jsonb, ${JSON.stringify(notices)}::jsonb) as told`.execute(transaction);
  return rows[0]?.told ?? 0;
}

function known(row: FactsRow): Known {
  const quiet = quietTimes(row.entered);
  const facts = {
    kind: row.kind,
    addressee: row.addressee_kind,
    country: row.country,
    region: row.region,
    ownCountry: row.own_country,
    urgent: row.urgent,
    traits: row.traits,
    events: row.events.map(({ kind, instant, date, until, entered }) => ({
      kind,
      at: instant === null ? { date: date ?? '' } : { instant },
      quietUntil: quiet.get(entered) ?? entered,
      ...(until === null ? {} : { until }),
    })),
  };
  return { id: row.id, version: row.version, facts: { ...facts, ...openOrEnded(row) } };
}

function openOrEnded({ id, next_on, ended_at }: FactsRow) {
  if (ended_at !== null) return { nextOn: next_on, endedAt: ended_at.toISOString() };
  // The database keeps it so: see open_has_next_date.
  if (next_on === null) throw new Error(`The open request ${id} has no next date.`);
  return { nextOn: next_on, endedAt: null };
}
