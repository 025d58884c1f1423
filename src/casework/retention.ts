import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QUEUES } from '../leads/lead.ts';
import type { Tell } from './act.ts';
import { lockLead } from './leads/read-lead.ts';
import { notEnded } from './refusals.ts';
import type { Tables } from './tables.ts';

export const retentionSchema = z.object({
  days: z.number().int().nullable().describe('Null: nothing is erased.'),
  due: z
    .array(
      z.object({
        queue: z.enum(QUEUES),
        because: z.enum(['no_longer_proposed', 'set_aside']),
        leads: z.number().int(),
      }),
    )
    .describe('What an erasure would take now; the erasure takes just that.'),
  holds: z.array(z.object({ id: z.uuid(), reason: z.string(), madeAt: z.string() })).describe('Of the whole unit.'),
});

export const daysSchema = z.object({ days: z.number().int().min(30).max(3650) });
export const holdSchema = z.object({ reason: z.string().trim().min(1).max(2000) });

export const leadHoldSchema = z.object({
  id: z.uuid(),
  of: z
    .object({ reason: z.string(), by: z.object({ id: z.string(), name: z.string() }) })
    .nullable()
    .describe('Null: a case goes back to the lead. Nobody ends that, and no more is said of it.'),
  at: z.string(),
});

/** What keeps one lead from being erased, as far as the member may read the lead; the newest first. */
export async function holdsOn(
  transaction: Transaction<Tables>,
  lead: { readonly id: string; readonly unitId: string },
): Promise<z.infer<typeof leadHoldSchema>[]> {
  const rows = await transaction
    .selectFrom('vigie.hold as hold')
    .innerJoin('vigie.member as by', 'by.id', 'hold.made_by')
    .select(['hold.id', 'of_case', 'reason', 'made_by', 'by.name', 'made_at'])
    .where('hold.unit_id', '=', lead.unitId)
    .where('hold.lead_id', '=', lead.id)
    .where('hold.ended_at', 'is', null)
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(({ id, of_case, reason, made_by, name, made_at }) => ({
    ...{ id, of: of_case ? null : { reason, by: { id: made_by, name } }, at: made_at.toISOString() },
  }));
}

export const erasureSchema = z.object({
  days: z.number().int().nullable().describe('After so many days without work; null: nothing of the unit is erased.'),
  unitHeld: z.boolean().describe('All of the unit is held, whatever of the lead is not.'),
});

/** What the unit of a lead erases, for who reads the lead. */
export async function erasureIn(
  transaction: Transaction<Tables>,
  unitId: string,
): Promise<z.infer<typeof erasureSchema>> {
  const { rows } = await sql<{ days: number | null; is_held: boolean }>`
    select days, is_held from vigie.erasure_in(${unitId}::uuid)`.execute(transaction);
  return { days: rows[0]?.days ?? null, unitHeld: rows[0]?.is_held ?? false };
}

/** How long a unit keeps what it no longer works on, what is due, and what holds all of it. */
export async function retentionOf(
  transaction: Transaction<Tables>,
  unitId: string,
): Promise<z.infer<typeof retentionSchema>> {
  const kept = await transaction
    .selectFrom('vigie.retention')
    .select('days')
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  const due = await sql<z.infer<typeof retentionSchema>['due'][number]>`
    select queue, because, leads from vigie.retention_preview(${unitId}::uuid)`.execute(transaction);
  const holds = await transaction
    .selectFrom('vigie.hold')
    .select(['id', 'reason', 'made_at'])
    .where('unit_id', '=', unitId)
    .where('lead_id', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .execute();
  return {
    days: kept?.days ?? null,
    due: due.rows,
    holds: holds.map(({ id, reason, made_at }) => ({ id, reason, madeAt: made_at.toISOString() })),
  };
}

export async function setRetention(
  transaction: Transaction<Tables>,
  tell: Tell,
  unitId: string,
  days: number,
  administrator: string,
): Promise<void> {
  const set = { days, set_by: administrator, set_at: new Date() };
  await transaction
    .insertInto('vigie.retention')
    .values({ unit_id: unitId, ...set })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(set))
    .execute();
  await tell({ act: 'retention.set', objectId: unitId, unitId, detail: { days } });
}

/** Erases what the preview shows, and tells of it by itself; gives how many leads that were. It cannot be undone. */
export async function eraseDue(transaction: Transaction<Tables>, unitId: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`select vigie.erase_due(${unitId}::uuid) as erased`.execute(
    transaction,
  );
  return rows[0]?.erased ?? 0;
}

/** Keeps a lead, or with `leadId` null all of a unit, from being erased. Throws Missing. */
export async function addHold(
  transaction: Transaction<Tables>,
  tell: Tell,
  on: { readonly unitId: string } | { readonly leadId: string },
  reason: string,
  memberId: string,
): Promise<{ id: string }> {
  const lead = 'leadId' in on ? await lockLead(transaction, on.leadId) : null;
  const unitId = 'unitId' in on ? on.unitId : (lead?.unit_id ?? '');
  const added = await transaction
    .insertInto('vigie.hold')
    .values({ unit_id: unitId, lead_id: lead?.id ?? null, reason, made_by: memberId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell({ act: 'hold.add', objectId: lead?.id ?? unitId, unitId, detail: { hold: added.id } });
  return added;
}

/** Throws Missing, or Conflict when somebody has ended it meanwhile. */
export async function endHold(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  memberId: string,
): Promise<void> {
  const ended = await transaction
    .updateTable('vigie.hold')
    .set({ ended_by: memberId, ended_at: new Date() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['unit_id', 'lead_id'])
    .executeTakeFirst();
  if (!ended)
    throw notEnded(
      await transaction.selectFrom('vigie.hold').select('ended_at').where('id', '=', id).executeTakeFirst(),
      'hold_ended',
    );
  await tell({
    act: 'hold.end',
    objectId: ended.lead_id ?? ended.unit_id,
    unitId: ended.unit_id,
    detail: { hold: id },
  });
}
