import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { cursorText, readCursor } from '../leads/cursor.ts';
import type { Tables } from '../tables.ts';
import { STAGES, type Stage } from './stages.ts';

export const caseListSchema = z.object({
  unit: z.uuid().optional().describe('Left out: of every unit.'),
  elsewhere: z
    .stringbool()
    .optional()
    .describe('true: of units in which the member has no role, who is on them by name.'),
  stage: z.enum(STAGES).optional(),
  search: z.string().trim().max(200).optional().describe('Beginning of the reference, or words of the title.'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const caseRowSchema = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  country: z.string(),
  stage: z.enum(STAGES),
  openedAt: z.string(),
  children: z.object({
    known: z.number().int(),
    identified: z.number().int(),
    safe: z.number().int(),
    inCare: z.number().int(),
  }),
  search: z.object({
    holder: z.object({ id: z.string(), name: z.string() }),
    holderReads: z.boolean().describe('Whether the case still opens to the holder.'),
    nextStep: z.string(),
    nextOn: z.string().nullable().describe('Null: given up by two people.'),
  }),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

interface Row {
  id: string;
  reference: string;
  title: string;
  country: string;
  stage: Stage;
  opened_at: Date;
  holder_id: string;
  holder_name: string;
  holder_reads: boolean;
  next_step: string;
  next_on: string | null;
  known: number;
  identified: number;
  safe: number;
  in_care: number;
}

/** Children and search of each case of a page at once. */
const ROWS = sql`
  select c.id, c.reference, c.title, c.country, c.stage, c.opened_at, search.holder_id, holder.name as holder_name,
    casework.reads(c.id, search.holder_id) as holder_reads, search.next_step,
    search.next_on::text as next_on, children.*
  from casework.case_file c
  cross join lateral (select * from casework.child_search s where s.case_id = c.id order by s.seq desc limit 1) search
  join vigie.member holder on holder.id = search.holder_id
  cross join lateral (
    select count(distinct p.person_id)::int as known,
      count(*) filter (where s.track = 'identification' and s.state = 'identified')::int as identified,
      count(*) filter (where s.track = 'protection' and s.state = 'safe')::int as safe,
      count(*) filter (where s.track = 'care' and s.state in ('in_care', 'completed'))::int as in_care
    from (select distinct p.person_id from casework.person_in_case p where p.case_id = c.id and p.population = 'child' and p.ended_at is null
      and not exists (select from casework.merged_in_case m where m.case_id = c.id and m.record_id = p.person_id)) p
    cross join lateral (select distinct on (of.track) of.track, of.state from casework.child_status of where of.person_id = p.person_id order by of.track, of.seq desc) s) children`;

/** Cases on which the member works, newest first. */
export async function listCases(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, elsewhere, stage, search, cursor, limit }: z.infer<typeof caseListSchema>,
): Promise<{ items: CaseRow[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const { rows } = await sql<Row>`${ROWS}
    where (${unit ?? null}::uuid is null or c.unit_id = ${unit ?? null}::uuid)
      and (not ${elsewhere ?? false} or not exists (select from vigie.membership own
        where own.unit_id = c.unit_id and own.member_id = vigie.me() and own.ended_at is null))
      and (${stage ?? null}::text is null or c.stage = ${stage ?? null})
      and (${search ?? ''} = '' or starts_with(c.reference, upper(${search ?? ''})) or strpos(lower(c.title), lower(${search ?? ''})) > 0)
      and (${after?.[0] ?? null}::timestamptz is null or (c.opened_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by c.opened_at desc, c.id desc limit ${limit + 1}`.execute(transaction);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  await tell({
    act: 'cases.list',
    objectId: unit ?? null,
    unitId: unit ?? null,
    detail: { stage: stage ?? null, search: search ?? null, cases: page.map(({ id }) => id) },
  });
  return {
    items: page.map(caseRow),
    next: rows.length > limit && last ? cursorText([last.opened_at.toISOString(), last.id]) : null,
  };
}

/** One case as a row of the list; null when it is not there for the member. */
export async function caseRowOf(transaction: Transaction<Tables>, id: string): Promise<CaseRow | null> {
  const { rows } = await sql<Row>`${ROWS} where c.id = ${id}::uuid`.execute(transaction);
  const [row] = rows;
  return row ? caseRow(row) : null;
}

function caseRow(row: Row): CaseRow {
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    country: row.country,
    stage: row.stage,
    openedAt: row.opened_at.toISOString(),
    children: { known: row.known, identified: row.identified, safe: row.safe, inCare: row.in_care },
    search: {
      holder: { id: row.holder_id, name: row.holder_name },
      holderReads: row.holder_reads,
      nextStep: row.next_step,
      nextOn: row.next_on,
    },
  };
}
