import type { Transaction } from 'kysely';
import { z } from 'zod';
import { FieldsRefused, refusedFor } from './field-refusals.ts';
import { Conflict } from './refusals.ts';
import type { Tables } from './tables.ts';

/** Where an organisation writes in the place of rules that are shipped. */
type OwnVersions = 'casework.clock_rule' | 'casework.qualification_rule';

export const writtenSchema = z
  .array(
    z.object({
      ...{ version: z.number().int(), reason: z.string(), at: z.string() },
      by: z.object({ id: z.string(), name: z.string() }),
    }),
  )
  .describe('Every version that the organisation has written, the newest first.');
type Written = z.infer<typeof writtenSchema>;

/** The newest version of each rule that the organisation of the transaction has written, as it was written. */
export async function ownNewest(transaction: Transaction<Tables>, table: OwnVersions): Promise<unknown[]> {
  const newest = await transaction
    .selectFrom(table)
    .distinctOn('rule_id')
    .select('content')
    .orderBy('rule_id')
    .orderBy('version', 'desc')
    .execute();
  return newest.map(({ content }) => content);
}

/** What the organisation of the transaction has written of each rule. */
export async function writtenVersions(
  transaction: Transaction<Tables>,
  table: OwnVersions,
): Promise<(ruleId: string) => Written> {
  const rows = await transaction
    .selectFrom(`${table} as own`)
    .innerJoin('vigie.member as by', 'by.id', 'own.made_by')
    .select(['own.rule_id', 'own.version', 'own.reason', 'own.made_at', 'by.id as by_id', 'by.name as by_name'])
    .orderBy('own.version', 'desc')
    .execute();
  const written = Map.groupBy(rows, ({ rule_id }) => rule_id);
  return (ruleId) =>
    (written.get(ruleId) ?? []).map(({ version, reason, made_at, by_id, by_name }) => ({
      ...{ version, reason, at: made_at.toISOString(), by: { id: by_id, name: by_name } },
    }));
}

/** Throws Conflict when another version stands than the writer saw, and FieldsRefused when a new rule has the id of one that stands. */
export function requireSeen(seen: unknown, before: { readonly version: number } | undefined, idField: string): void {
  if (before === undefined || seen === before.version) return;
  if (seen === undefined || seen === 0) throw new FieldsRefused([{ field: idField, says: refusedFor('id_taken') }]);
  throw new Conflict('changed_meanwhile');
}

/** Keeps a version of a rule for the organisation of the member who wrote it. */
export async function keepVersion(
  transaction: Transaction<Tables>,
  table: OwnVersions,
  rule: { readonly id: string; readonly version: number },
  reason: string,
  memberId: string,
): Promise<void> {
  const { organisation_id } = await transaction
    .selectFrom('vigie.member')
    .select('organisation_id')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto(table)
    .values({
      ...{ organisation_id, rule_id: rule.id, version: rule.version, reason, made_by: memberId },
      content: JSON.stringify(rule),
    })
    .execute();
}
