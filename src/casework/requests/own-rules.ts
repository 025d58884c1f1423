import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { readRule } from '../clocks/clock-pack.ts';
import { clockRuleSchema, stepSchema } from '../clocks/clock-schema.ts';
import { FieldsRefused } from '../field-refusals.ts';
import { keepVersion, requireSeen, writtenSchema, writtenVersions } from '../own-versions.ts';
import type { Tables } from '../tables.ts';
import { rulesInForce, shippedClocks } from './rules-in-force.ts';

export const ownRuleSchema = z.object({
  rule: z
    .record(z.string(), z.unknown())
    .describe('A rule as in packs/clocks; its version is the one that was seen, 0 or none for a new rule.'),
  reason: z.string().trim().min(1).max(2000),
});

export const clockRulesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      own: z.boolean().describe('Written by the organisation, in place of the shipped one.'),
      rule: clockRuleSchema,
      written: writtenSchema,
    }),
  ),
  ladders: z.record(z.string(), z.array(stepSchema)).describe('Who is told when, by the name that a rule gives.'),
});

/** Every rule in force for the organisation, and what it has written of its own. */
export async function clockRules(transaction: Transaction<Tables>): Promise<z.infer<typeof clockRulesSchema>> {
  const { pack } = await rulesInForce(transaction);
  const shipped = new Set(shippedClocks().pack.rules);
  const written = await writtenVersions(transaction, 'casework.clock_rule');
  return {
    items: pack.rules.map((rule) => ({
      ...{ id: rule.id, version: rule.version, own: !shipped.has(rule), rule },
      written: written(rule.id),
    })),
    ladders: pack.ladders,
  };
}

/**
 * A new version of a rule, or a new rule; all clocks go by it from now on. Throws FieldsRefused, or Conflict when another one has written
 * since the version that was seen.
 */
export async function writeClockRule(
  transaction: Transaction<Tables>,
  tell: Tell,
  { rule: written, reason }: z.infer<typeof ownRuleSchema>,
  memberId: string,
): Promise<{ id: string; version: number }> {
  const { pack } = await rulesInForce(transaction);
  const before = pack.rules.find(({ id }) => id === written.id);
  requireSeen(written.version, before, '/rule/id');
  const read = readRule({ ...written, version: (before?.version ?? 0) + 1 }, pack);
  if ('refused' in read) throw FieldsRefused.within('/rule', read.refused);
  const { rule } = read;
  await keepVersion(transaction, 'casework.clock_rule', rule, reason, memberId);
  await tell({ act: 'clock_rule.write', objectId: rule.id, unitId: null, detail: { version: rule.version } });
  return { id: rule.id, version: rule.version };
}
