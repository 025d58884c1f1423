import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Act } from '../audit/acts.ts';
import { refusal } from '../field-refusals.ts';
import { Conflict } from '../refusals.ts';
import { POWERS, STAFF_ROLES } from '../staff-roles.ts';
import type { Tables } from '../tables.ts';
import type { Queue } from './lead-words.ts';
import { lockLead } from './read-lead.ts';

/** Who puts a lead off for longer has decided about it, and says so in a decision. */
const MOST_DAYS_OFF = 366;
const DAY_MS = 86_400_000;

export const snoozeSchema = z.object({
  until: z.iso
    .datetime()
    .refine((text) => !(Date.parse(text) <= Date.now()), {
      message: refusal('back_at_once'),
    })
    .refine((text) => !(Date.parse(text) > Date.now() + MOST_DAYS_OFF * DAY_MS), {
      message: refusal('put_off_longest', MOST_DAYS_OFF),
    })
    .describe(`Instant in UTC until which it is out of the list: one to come, within ${MOST_DAYS_OFF} days.`),
});

/** What is done to a lead, apart from a decision about it. */
export type Handling =
  | { readonly kind: 'claim' }
  | { readonly kind: 'release' }
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'snooze'; readonly until: string }
  | { readonly kind: 'wake' };

const ACT_OF = {
  claim: 'lead.claim',
  release: 'lead.release',
  assign: 'lead.assign',
  snooze: 'lead.snooze',
  wake: 'lead.wake',
} as const satisfies Record<Handling['kind'], Act>;

/**
 * Claims, releases, assigns, puts off or takes up a lead; gives its new version. `expected`: the version that the member saw, null
 * when it does not matter. Throws Missing, or Conflict when somebody else holds it or has written meanwhile.
 */
export async function handleLead(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  handling: Handling,
  memberId: string,
  expected: number | null,
): Promise<number> {
  const lead = await lockLead(transaction, id);
  if (expected !== null && lead.version !== expected) throw new Conflict('changed_meanwhile');
  if (handling.kind === 'assign') await requireHandler(transaction, lead, handling.to);
  const change = changeOf(handling, lead.holder_id, memberId);
  const version = await writeHandling(transaction, id, { ...change, version: lead.version + 1 });
  await tell({ act: ACT_OF[handling.kind], objectId: id, unitId: lead.unit_id, detail: detailOf(handling) });
  return version;
}

function changeOf(handling: Handling, holder: string | null, memberId: string) {
  switch (handling.kind) {
    case 'claim':
      if (holder !== null && holder !== memberId) throw new Conflict('held_by_another');
      return { holder_id: memberId, held_since: new Date() };
    case 'release':
      if (holder === null) throw new Conflict('not_held');
      return { holder_id: null, held_since: null };
    case 'assign':
      return { holder_id: handling.to, held_since: new Date() };
    case 'snooze':
      return { snoozed_until: new Date(handling.until) };
    case 'wake':
      return { snoozed_until: null };
  }
}

/** Whoever shall hold a lead must be able to open it. Throws Conflict. */
async function requireHandler(
  transaction: Transaction<Tables>,
  lead: { readonly id: string; readonly unit_id: string; readonly queue: Queue },
  memberId: string,
): Promise<void> {
  const handles = STAFF_ROLES.filter((role) => (POWERS[role].handles as readonly Queue[]).includes(lead.queue));
  const { rows } = await sql`
    select from vigie.membership join vigie.member on member.id = member_id
    where member_id = ${memberId} and unit_id = ${lead.unit_id}::uuid and role = any(${handles}) and ended_at is null and disabled_at is null
      and (select vigie.may_read(
        coalesce(bool_or(effect = 'deny' and member_id = ${memberId}), false), coalesce(bool_or(effect = 'restrict'), false),
        coalesce(bool_or(effect = 'grant' and member_id = ${memberId}), false), true)
        from vigie.access_rule where lead_id = ${lead.id}::uuid and ended_at is null)`.execute(transaction);
  if (rows.length === 0) throw new Conflict('cannot_hold');
}

/** A lead that may be read but not written to is, for the writer, not there. */
export async function writeHandling(
  transaction: Transaction<Tables>,
  id: string,
  change: Readonly<Record<string, unknown>> & { readonly version: number },
): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.lead')
    .set(change)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('A locked lead could not be written.');
  return change.version;
}

function detailOf(handling: Handling): Record<string, string> {
  if (handling.kind === 'assign') return { to: handling.to };
  return handling.kind === 'snooze' ? { until: handling.until } : {};
}
