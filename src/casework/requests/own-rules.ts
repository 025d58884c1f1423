import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { readRule } from '../clocks/clock-pack.ts';
import { clockRuleSchema, stepSchema } from '../clocks/clock-schema.ts';
import { Conflict } from '../refusals.ts';
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
      written: z
        .array(
          z.object({
            ...{ version: z.number().int(), reason: z.string(), at: z.string() },
            by: z.object({ id: z.string(), name: z.string() }),
          }),
        )
        .describe('Every version that the organisation has written, the newest first.'),
    }),
  ),
  ladders: z.record(z.string(), z.array(stepSchema)).describe('Who is told when, by the name that a rule gives.'),
});

/** A rule that does not fit; the message says what to write instead. */
export class RuleRefused extends Error {}

/** Every rule in force for the organisation, and what it has written of its own. */
export async function clockRules(transaction: Transaction<Tables>): Promise<z.infer<typeof clockRulesSchema>> {
  const { pack } = await rulesInForce(transaction);
  const shipped = new Set(shippedClocks().pack.rules);
  const written = await transaction
    .selectFrom('casework.clock_rule as own')
    .innerJoin('vigie.member as by', 'by.id', 'own.made_by')
    .select(['own.rule_id', 'own.version', 'own.reason', 'own.made_at', 'by.id as by_id', 'by.name as by_name'])
    .orderBy('own.version', 'desc')
    .execute();
  return {
    items: pack.rules.map((rule) => ({
      ...{ id: rule.id, version: rule.version, own: !shipped.has(rule), rule },
      written: written
        .filter(({ rule_id }) => rule_id === rule.id)
        .map(({ version, reason, made_at, by_id, by_name }) => ({
          ...{ version, reason, at: made_at.toISOString(), by: { id: by_id, name: by_name } },
        })),
    })),
    ladders: pack.ladders,
  };
}

/**
 * A new version of a rule, or a new rule; all clocks go by it from now on. Throws RuleRefused, or Conflict when another one has written
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
  if (before !== undefined && written.version !== before.version) throw new Conflict('changed_meanwhile');
  const read = readRule({ ...written, version: (before?.version ?? 0) + 1 }, pack);
  if ('problems' in read) throw new RuleRefused(read.problems.join('; '));
  const { rule } = read;
  const member = await transaction
    .selectFrom('vigie.member')
    .select('organisation_id')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('casework.clock_rule')
    .values({
      ...{ organisation_id: member.organisation_id, rule_id: rule.id, version: rule.version },
      ...{ content: JSON.stringify(rule), reason, made_by: memberId },
    })
    .execute();
  await tell({ act: 'clock_rule.write', objectId: rule.id, unitId: null, detail: { version: rule.version } });
  return { id: rule.id, version: rule.version };
}
