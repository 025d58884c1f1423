import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import { lockLead } from './leads/read-lead.ts';
import { Missing, notEnded } from './refusals.ts';
import type { Tables } from './tables.ts';

const reason = z.string().trim().min(1).max(2000);

/** An exception for one record: opened to a member by name, shut to one, or kept to those who are named. */
export const accessRuleSchema = z.discriminatedUnion('effect', [
  z.object({ effect: z.literal('grant'), memberId: z.string().min(1).max(100), reason }),
  z.object({ effect: z.literal('deny'), memberId: z.string().min(1).max(100), reason }),
  z.object({ effect: z.literal('restrict'), reason }),
]);
export type NewAccessRule = z.infer<typeof accessRuleSchema>;

/**
 * Adds an exception. Who restricts a record is named in the same act, or nobody could lift it again.
 * Throws Missing when the lead is not there for the member, or the named one is no colleague.
 */
export async function addAccessRule(
  transaction: Transaction<Tables>,
  tell: Tell,
  leadId: string,
  rule: NewAccessRule,
  memberId: string,
): Promise<void> {
  const lead = await lockLead(transaction, leadId);
  const named = rule.effect === 'restrict' ? null : rule.memberId;
  if (named !== null) await requireColleague(transaction, named);
  const made = { lead_id: leadId, reason: rule.reason, made_by: memberId };
  if (rule.effect === 'restrict')
    await transaction
      .insertInto('vigie.access_rule')
      .values({ ...made, effect: 'grant', member_id: memberId })
      .execute();
  await transaction
    .insertInto('vigie.access_rule')
    .values({ ...made, effect: rule.effect, member_id: named })
    .execute();
  await tell({ act: `access.${rule.effect}`, objectId: leadId, unitId: lead.unit_id, detail: { member: named } });
}

/** Ends an exception; it stays to be read. Throws Missing, or Conflict when somebody has ended it meanwhile. */
export async function endAccessRule(
  transaction: Transaction<Tables>,
  tell: Tell,
  leadId: string,
  ruleId: string,
  memberId: string,
): Promise<void> {
  const lead = await lockLead(transaction, leadId);
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.access_rule')
    .set({ ended_by: memberId, ended_at: new Date() })
    .where('id', '=', ruleId)
    .where('lead_id', '=', leadId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw notEnded(
      await transaction
        .selectFrom('vigie.access_rule')
        .select('ended_at')
        .where('id', '=', ruleId)
        .where('lead_id', '=', leadId)
        .executeTakeFirst(),
    );
  await tell({ act: 'access.end', objectId: leadId, unitId: lead.unit_id, detail: { rule: ruleId } });
}

export interface ShownRule {
  readonly id: string;
  readonly effect: 'grant' | 'restrict' | 'deny';
  readonly member: { readonly id: string; readonly name: string } | null;
  readonly reason: string;
  readonly madeAt: string;
}

/** The exceptions that hold for a lead now. */
export async function accessRulesOf(transaction: Transaction<Tables>, leadId: string): Promise<ShownRule[]> {
  const rules = await transaction
    .selectFrom('vigie.access_rule as rule')
    .leftJoin('vigie.member as member', 'member.id', 'rule.member_id')
    .select(['rule.id', 'rule.effect', 'rule.member_id', 'member.name', 'rule.reason', 'rule.made_at'])
    .where('rule.lead_id', '=', leadId)
    .where('rule.ended_at', 'is', null)
    .orderBy('rule.made_at')
    .execute();
  return rules.map(({ id, effect, member_id, name, reason, made_at }) => ({
    id,
    effect,
    member: member_id === null ? null : { id: member_id, name: name ?? '' },
    reason,
    madeAt: made_at.toISOString(),
  }));
}

async function requireColleague(transaction: Transaction<Tables>, memberId: string): Promise<void> {
  const colleague = await transaction
    .selectFrom('vigie.member')
    .select('id')
    .where('id', '=', memberId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!colleague) throw new Missing();
}
