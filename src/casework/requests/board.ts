import { sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { refusal } from '../field-refusals.ts';
import { cursorText, readCursor } from '../leads/cursor.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { keepStandingsForPage } from './keep-standings.ts';
import { placeOf, type RequestRow, requestRowSchema, requestRows, STANDINGS } from './request-rows.ts';

export const boardQuerySchema = z.object({
  unit: z.uuid(),
  standing: z.enum(STANDINGS).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, refusal('country_form'))
    .optional(),
  holder: z.string().max(100).optional(),
  open: z.stringbool().optional().describe('Only what has not ended.'),
  runsOut: z.stringbool().optional().describe('Only what is protected for no longer than thirty days.'),
  notSent: z.stringbool().optional().describe('Only what is open and was never sent.'),
  forMe: z.stringbool().optional().describe('Only what the ladder has come to the member with.'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** From the first warning on. */
const RUNS_OUT_WITHIN = { days: 30 };

/** Days of silence, from the first to before the next. */
const AGES = ['0', '30', '90', '180', '365'] as const;

export const boardSchema = z.object({
  open: z.number().int().describe('Of all that the member may see in the unit, those that have not ended.'),
  counts: z
    .record(z.enum(STANDINGS), z.number().int())
    .describe(
      'Of all that the member may see in the unit. `overdue` is all that is: silent ones among it are counted there too, so that the sum is more than there are.',
    ),
  silentAbroad: z
    .array(z.object({ country: z.string(), fromDays: z.enum(AGES), requests: z.number().int() }))
    .describe('Requests to another country of which nothing was ever heard, by country and days since they were sent.'),
  runsOut: z.number().int().describe('Of all open ones, those whose protection ends within thirty days.'),
  notSent: z.number().int().describe('Of all open ones, those that were never sent.'),
  countries: z.array(z.string()).describe('Where there are open ones.'),
  holders: z.array(z.object({ id: z.string(), name: z.string() })).describe('Who holds open ones.'),
  items: z.array(requestRowSchema),
  next: z.string().nullable(),
});

interface Tally {
  standing: (typeof STANDINGS)[number];
  country: string;
  abroad: boolean;
  /** Of what is silent alone. */
  fromDays: (typeof AGES)[number] | null;
  holder: string;
  name: string;
  requests: number;
  overdue: number;
  runs_out: number;
  not_sent: number;
}

/** Where the requests of a unit stand, of those that the member may see: counts too. What may have become another is reckoned first. */
export async function requestBoard(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, standing, country, holder, open, runsOut, notSent, forMe, cursor, limit }: z.infer<typeof boardQuerySchema>,
  now: Temporal.Instant,
): Promise<z.infer<typeof boardSchema>> {
  await keepStandingsForPage(transaction, now);
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const protectedUntil = today.add(RUNS_OUT_WITHIN).toString();
  const ages = sql.lit(`{${AGES.join()}}`);
  // What is counted is short first: so many rows are put together by hashes in memory, and not sorted.
  const tallies = await sql<Tally>`
    with s as materialized (
        select standing, country, abroad, holder_id, protection_ends_on <= ${protectedUntil}::date as runs_out, not_sent, overdue,
          case when standing = 'silent' then width_bucket(greatest(0, ${today.toString()}::date - silent_since), ${ages}::int[]) end as age
        from casework.request_standing where unit_id = ${unit}::uuid),
      tally as materialized (
        select standing, country, abroad, holder_id, age, count(*)::int as requests,
          (count(*) filter (where runs_out))::int as runs_out, (count(*) filter (where not_sent))::int as not_sent,
          (count(*) filter (where overdue))::int as overdue
        from s group by 1, 2, 3, 4, 5)
    select standing, country, abroad, holder_id as holder, (${ages}::text[])[age] as "fromDays", requests, overdue, runs_out, not_sent, m.name
    from tally join vigie.member m on m.id = tally.holder_id`.execute(transaction);
  const from = cursor === undefined ? null : readCursor(cursor);
  const after = from === null ? null : ([String(from[0]), from[1]] as const);
  const rows = await requestRows(transaction, {
    ...{ unit, standing, country, holder, open, notSent, forMe, after, limit: limit + 1 },
    protectedUntil: runsOut === true ? protectedUntil : undefined,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  await tell({
    act: 'requests.board',
    objectId: unit,
    unitId: unit,
    detail: { standing: standing ?? null, requests: page.map(({ id }) => id) },
  });
  return {
    ...talliesOf(tallies.rows),
    silentAbroad: silentAbroad(tallies.rows),
    items: [...page],
    next: rows.length > limit && last ? cursorText([placeOf(last), last.id]) : null,
  };
}

/** The longest silence first. */
function silentAbroad(tallies: readonly Tally[]): z.infer<typeof boardSchema>['silentAbroad'] {
  const silent = new Map<string, z.infer<typeof boardSchema>['silentAbroad'][number]>();
  for (const { country, abroad, fromDays, requests } of tallies) {
    if (!abroad || fromDays === null) continue;
    const key = `${fromDays} ${country}`;
    silent.set(key, { country, fromDays, requests: (silent.get(key)?.requests ?? 0) + requests });
  }
  return [...silent.values()].sort(
    (a, b) => Number(b.fromDays) - Number(a.fromDays) || (a.country < b.country ? -1 : 1),
  );
}

function talliesOf(tallies: readonly Tally[]) {
  const counts = Object.fromEntries(STANDINGS.map((each) => [each, 0])) as Record<(typeof STANDINGS)[number], number>;
  for (const { standing, requests, overdue } of tallies) {
    if (standing !== 'overdue') counts[standing] += requests;
    counts.overdue += overdue;
  }
  const open = tallies.filter(({ standing }) => standing !== 'ended');
  return {
    open: open.reduce((sum, { requests }) => sum + requests, 0),
    counts,
    runsOut: open.reduce((sum, { runs_out }) => sum + runs_out, 0),
    notSent: open.reduce((sum, { not_sent }) => sum + not_sent, 0),
    countries: [...new Set(open.map(({ country }) => country))].sort(),
    holders: [...new Map(open.map(({ holder, name }) => [holder, { id: holder, name }])).values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  };
}

export const caseRequestsSchema = z.object({ items: z.array(requestRowSchema) });

/** The requests of a case, those that must be looked at first before the others. Throws Missing. */
export async function requestsOfCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  now: Temporal.Instant,
): Promise<{ items: RequestRow[] }> {
  const found = await transaction
    .selectFrom('casework.case_file')
    .select('unit_id')
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!found) throw new Missing();
  await keepStandingsForPage(transaction, now);
  const items = await requestRows(transaction, { ofCase: caseId });
  const detail = { requests: items.map(({ id }) => id) };
  await tell({ act: 'requests.list', objectId: caseId, unitId: found.unit_id, detail });
  return { items: [...items] };
}
