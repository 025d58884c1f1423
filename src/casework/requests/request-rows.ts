import { type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { LADDER_ROLES } from '../clocks/clock-schema.ts';
import { ADDRESSEES } from '../clocks/request-facts.ts';
import type { Tables } from '../tables.ts';

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
  ownDate: z.string().nullable().describe("The holder's own next date."),
  standing: z.enum(STANDINGS),
  nextOn: z.string().nullable().describe('When somebody must look next; null when it has ended.'),
  because: z.enum(['own_date', 'step', 'end']).nullable(),
  escalatedTo: z.enum(LADDER_ROLES).nullable(),
  silentSince: z.string().nullable(),
  protectionEndsOn: z
    .string()
    .nullable()
    .describe('Last day of the protection that ends first, while it runs: a preservation, a freeze.'),
  passedOn: z.string().nullable().describe('Last day of the term that passed first and that nothing has settled.'),
  notSent: z.boolean().describe('Nothing says that it went out.'),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

/** What rows are wanted of those that the member may see. */
export interface WantedRows {
  readonly request?: string;
  readonly ofCase?: string;
  readonly unit?: string;
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
const TURNED_TO_ME = sql`(s.escalated_to is not null and (r.holder_id = vigie.me() or exists (
  select from casework.case_member part where part.case_id = r.case_id and part.member_id = vigie.me() and part.ended_at is null
    and array_position(${RUNGS}, part.role) <= array_position(${RUNGS}, s.escalated_to))))`;

/** A term that passed comes before dates that lie ahead, and does not sink under them. */
const PLACE = sql`coalesce(least(s.next_on, s.passed_on), 'infinity')`;

/** What `PLACE` is of a row. */
export function placeOf({ nextOn, passedOn }: RequestRow): string {
  return [nextOn, passedOn].flatMap((each) => each ?? []).sort()[0] ?? 'infinity';
}

/**
 * Each table is read once and by itself: the policy of each asks for the parts of the member at once then, and not again for every row, which of
 * many cases takes seconds.
 */
export function requestsWanted({ request, ofCase, unit, country, holder }: WantedRows): RawBuilder<unknown> {
  const all = [
    ...(request === undefined ? [] : [sql`id = ${request}::uuid`]),
    ...(ofCase === undefined ? [] : [sql`case_id = ${ofCase}::uuid`]),
    ...(unit === undefined ? [] : [sql`unit_id = ${unit}::uuid`]),
    ...(country === undefined ? [] : [sql`country = ${country}`]),
    ...(holder === undefined ? [] : [sql`holder_id = ${holder}`]),
  ];
  return sql`select id, case_id, reference, kind, addressee_kind, addressee, country, own_country, urgent, holder_id, next_on
    from casework.request where ${sql.join([sql`true`, ...all], sql` and `)}`;
}

export function standingsWanted({
  request,
  ofCase,
  standing,
  open,
  protectedUntil,
  notSent,
}: WantedRows): RawBuilder<unknown> {
  const all = [
    ...(request === undefined ? [] : [sql`request_id = ${request}::uuid`]),
    ...(ofCase === undefined ? [] : [sql`case_id = ${ofCase}::uuid`]),
    ...(standing === undefined ? [] : [sql`standing = ${standing}`]),
    ...(open === true ? [sql`standing <> 'ended'`] : []),
    ...(protectedUntil === undefined ? [] : [sql`protection_ends_on <= ${protectedUntil}::date`]),
    ...(notSent === true ? [sql`not_sent and standing <> 'ended'`] : []),
  ];
  return sql`select request_id, standing, next_on, because, escalated_to, silent_since, protection_ends_on, passed_on, not_sent
    from casework.request_standing where ${sql.join([sql`true`, ...all], sql` and `)}`;
}

/** Requests as rows, those that must be looked at first before the others. */
export async function requestRows(
  transaction: Transaction<Tables>,
  wanted: WantedRows,
): Promise<readonly RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    with r as materialized (${requestsWanted(wanted)}), s as materialized (${standingsWanted(wanted)}), page as materialized (
      select r.*, s.standing, s.next_on as look_on, s.because, s.escalated_to, s.silent_since, s.protection_ends_on, s.passed_on, s.not_sent,
        ${PLACE} as place from r join s on s.request_id = r.id
      where (not ${wanted.forMe ?? false} or ${TURNED_TO_ME})
        and (${wanted.after?.[0] ?? null}::date is null
          or (${PLACE}, r.id) > (${wanted.after?.[0] ?? null}::date, ${wanted.after?.[1] ?? null}::uuid))
      order by ${PLACE}, r.id limit ${wanted.limit ?? 1000})
    select page.id, page.case_id as "caseId", page.reference, page.kind, page.addressee_kind as "addresseeKind", page.addressee, page.country,
      page.country <> page.own_country as abroad, page.urgent, jsonb_build_object('id', holder.id, 'name', holder.name) as holder,
      page.next_on::text as "ownDate", page.standing, page.look_on::text as "nextOn", page.because, page.escalated_to as "escalatedTo",
      page.silent_since::text as "silentSince", page.protection_ends_on::text as "protectionEndsOn",
      page.passed_on::text as "passedOn", page.not_sent as "notSent"
    from page join vigie.member holder on holder.id = page.holder_id
    order by page.place, page.id`.execute(transaction);
  return rows;
}
