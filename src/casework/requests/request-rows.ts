import { type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { LADDER_ROLES, MEANINGS } from '../clocks/clock-schema.ts';
import { ADDRESSEES } from '../clocks/request-facts.ts';
import type { Tables } from '../tables.ts';

/** How a request can end: what happened to it, or given up although nothing did. */
export const REQUEST_ENDS = ['answered', 'refused', 'dropped'] as const;

export const STANDINGS = ['due', 'overdue', 'silent', 'refused', 'answered', 'ended'] as const;

export const requestRowSchema = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  kind: z.string(),
  addresseeKind: z.enum(ADDRESSEES),
  addressee: z.string(),
  country: z.string(),
  abroad: z.boolean(),
  urgent: z.boolean(),
  holder: z.object({ id: z.string(), name: z.string() }),
  holderReads: z.boolean().describe('Whether the case still opens to the holder.'),
  ownDate: z.string().nullable().describe("The holder's own next date."),
  standing: z.enum(STANDINGS),
  overdue: z
    .boolean()
    .describe(
      "A term, or the holder's own date, has passed: whatever the standing says of the addressee, while it is open.",
    ),
  endedAs: z.enum(REQUEST_ENDS).nullable().describe('As what two people ended it; null while it is open.'),
  nextOn: z.string().nullable().describe('When somebody must look next; null when it has ended.'),
  because: z.enum(['own_date', 'step', 'end']).nullable(),
  escalatedTo: z.enum(LADDER_ROLES).nullable(),
  silentSince: z.string().nullable(),
  protectionEndsOn: z
    .string()
    .nullable()
    .describe('Last day of the protection that ends first, while it runs: a preservation, a freeze.'),
  passedOn: z.string().nullable().describe('Last day of the term that passed first and that nothing has settled.'),
  termOn: z
    .string()
    .nullable()
    .describe('Last day of the term that ends first of those that run; a protection is no term.'),
  termMeans: z.enum(MEANINGS).nullable().describe('What that term is for.'),
  notSent: z.boolean().describe('Nothing says that it went out.'),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

/** What rows are wanted of those that the member may see. */
export interface WantedRows {
  readonly request?: string;
  readonly ofCase?: string;
  readonly unit?: string;
  /** `overdue` is all that is, silent or not. */
  readonly standing?: (typeof STANDINGS)[number] | undefined;
  readonly country?: string | undefined;
  readonly holder?: string | undefined;
  /** Only what has not ended. */
  readonly open?: boolean | undefined;
  /** Only what is protected until this day at the latest. */
  readonly protectedUntil?: string | undefined;
  /** Only what is open and was never sent. */
  readonly notSent?: boolean | undefined;
  /** Only what the ladder has come to the acting member with: as holder, or by the part in the case. */
  readonly forMe?: boolean | undefined;
  /** Place and id of the last row of the page before. */
  readonly after?: readonly [string, string] | null;
  readonly limit?: number;
}

const RUNGS = sql`array['holder', 'deputy', 'head', 'magistrate']`;

/** Who was turned to before stays turned to when the next one up is. */
const TURNED_TO_ME = sql`(escalated_to is not null and (holder_id = (select vigie.me()) or exists (
  select from casework.case_member part where part.case_id = request_standing.case_id and part.member_id = (select vigie.me()) and part.ended_at is null
    and array_position(${RUNGS}, part.role) <= array_position(${RUNGS}, escalated_to))))`;

/** `place` of a row: a term that passed comes before dates that lie ahead, and does not sink under them. */
export function placeOf({ nextOn, passedOn }: RequestRow): string {
  return [nextOn, passedOn].flatMap((each) => each ?? []).sort()[0] ?? 'infinity';
}

function standingsWanted(wanted: WantedRows): RawBuilder<unknown> {
  const { request, ofCase, unit, country, holder, standing, open, protectedUntil, notSent, forMe, after } = wanted;
  const all = [
    ...(request === undefined ? [] : [sql`request_id = ${request}::uuid`]),
    ...(ofCase === undefined ? [] : [sql`case_id = ${ofCase}::uuid`]),
    ...(unit === undefined ? [] : [sql`unit_id = ${unit}::uuid`]),
    ...(country === undefined ? [] : [sql`country = ${country}`]),
    ...(holder === undefined ? [] : [sql`holder_id = ${holder}`]),
    ...(standing === undefined ? [] : [standing === 'overdue' ? sql`overdue` : sql`standing = ${standing}`]),
    ...(open === true ? [sql`standing <> 'ended'`] : []),
    ...(protectedUntil === undefined ? [] : [sql`protection_ends_on <= ${protectedUntil}::date`]),
    ...(notSent === true ? [sql`not_sent and standing <> 'ended'`] : []),
    ...(forMe === true ? [TURNED_TO_ME] : []),
    ...(after ? [sql`(place, request_id) > (${after[0]}::date, ${after[1]}::uuid)`] : []),
  ];
  return sql.join([sql`true`, ...all], sql` and `);
}

/** Requests as rows, those that must be looked at first before the others: found by where they stand, and then read, these alone. */
export async function requestRows(
  transaction: Transaction<Tables>,
  wanted: WantedRows,
): Promise<readonly RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    with page as materialized (
      select * from casework.request_standing where ${standingsWanted(wanted)} order by place, request_id limit ${wanted.limit ?? 1000})
    select r.id, r.case_id as "caseId", r.reference, r.kind, r.addressee_kind as "addresseeKind", r.addressee, r.country,
      page.abroad, r.urgent, jsonb_build_object('id', holder.id, 'name', holder.name) as holder, r.ended_at is not null or casework.reads(r.case_id, r.holder_id) as "holderReads",
      r.next_on::text as "ownDate", page.standing, page.overdue, page.term_on::text as "termOn", page.term_means as "termMeans",
      (select a.content ->> 'how' from casework.agreement a where a.id = r.agreement_id) as "endedAs", page.next_on::text as "nextOn", page.because, page.escalated_to as "escalatedTo",
      page.silent_since::text as "silentSince", page.protection_ends_on::text as "protectionEndsOn",
      page.passed_on::text as "passedOn", page.not_sent as "notSent"
    from page join casework.request r on r.id = page.request_id join vigie.member holder on holder.id = r.holder_id
    order by page.place, page.request_id`.execute(transaction);
  return rows;
}
