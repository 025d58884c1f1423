import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict } from '../refusals.ts';
import { RuleRefused } from '../requests/own-rules.ts';
import type { Tables } from '../tables.ts';
import { loadQualifications, readQualification } from './qualification-pack.ts';
import { type Qualification, qualificationSchema } from './qualification-schema.ts';

export const ownQualificationSchema = z.object({
  qualification: z
    .record(z.string(), z.unknown())
    .describe('As in packs/qualifications; its version is the one that was seen, 0 or none for a new one.'),
  reason: z.string().trim().min(1).max(2000),
});

export const qualificationsSchema = z.object({
  items: z.array(
    qualificationSchema.extend({
      own: z.boolean().describe('Written by the organisation, in place of the shipped one.'),
    }),
  ),
});

export const knownQualificationsSchema = z.object({
  items: z.array(
    z.object({
      ...{ id: z.string(), version: z.number().int(), own: z.boolean(), qualification: qualificationSchema },
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
});

let shipped: readonly Qualification[] | null = null;

/** The shipped qualifications, and in their place the newest that the organisation of the transaction has written. */
export async function qualificationsInForce(
  transaction: Transaction<Tables>,
): Promise<z.infer<typeof qualificationsSchema>> {
  shipped ??= loadQualifications().qualifications;
  const own = await transaction
    .selectFrom('casework.qualification_rule')
    .distinctOn('rule_id')
    .select('content')
    .orderBy('rule_id')
    .orderBy('version', 'desc')
    .execute();
  const byId = new Map(shipped.map((each) => [each.id, { ...each, own: false }]));
  for (const { content } of own) {
    const read = readQualification(content);
    if ('qualification' in read) byId.set(read.qualification.id, { ...read.qualification, own: true });
  }
  return { items: [...byId.values()] };
}

/** Every qualification in force, and what the organisation has written of its own. */
export async function knownQualifications(
  transaction: Transaction<Tables>,
): Promise<z.infer<typeof knownQualificationsSchema>> {
  const { items } = await qualificationsInForce(transaction);
  const written = await transaction
    .selectFrom('casework.qualification_rule as own')
    .innerJoin('vigie.member as by', 'by.id', 'own.made_by')
    .select(['own.rule_id', 'own.version', 'own.reason', 'own.made_at', 'by.id as by_id', 'by.name as by_name'])
    .orderBy('own.version', 'desc')
    .execute();
  return {
    items: items.map(({ own, ...qualification }) => ({
      ...{ id: qualification.id, version: qualification.version, own, qualification },
      written: written
        .filter(({ rule_id }) => rule_id === qualification.id)
        .map(({ version, reason, made_at, by_id, by_name }) => ({
          ...{ version, reason, at: made_at.toISOString(), by: { id: by_id, name: by_name } },
        })),
    })),
  };
}

/**
 * A new version of a qualification, or a new one; candidates that are offered from now on have it. Throws RuleRefused, or Conflict when
 * another one has written since the version that was seen.
 */
export async function writeQualification(
  transaction: Transaction<Tables>,
  tell: Tell,
  { qualification: written, reason }: z.infer<typeof ownQualificationSchema>,
  memberId: string,
): Promise<{ id: string; version: number }> {
  const before = (await qualificationsInForce(transaction)).items.find(({ id }) => id === written.id);
  if (before !== undefined && written.version !== before.version) throw new Conflict('changed_meanwhile');
  const read = readQualification({ ...written, version: (before?.version ?? 0) + 1 });
  if ('problems' in read) throw new RuleRefused(read.problems.join('; '));
  const { id, version } = read.qualification;
  const member = await transaction
    .selectFrom('vigie.member')
    .select('organisation_id')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('casework.qualification_rule')
    .values({
      ...{ organisation_id: member.organisation_id, rule_id: id, version, reason, made_by: memberId },
      content: JSON.stringify(read.qualification),
    })
    .execute();
  await tell({ act: 'qualification.write', objectId: id, unitId: null, detail: { version } });
  return { id, version };
}
