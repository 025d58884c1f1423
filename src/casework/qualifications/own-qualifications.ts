import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { FieldsRefused } from '../field-refusals.ts';
import { keepVersion, ownNewest, requireSeen, writtenSchema, writtenVersions } from '../own-versions.ts';
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
      written: writtenSchema,
    }),
  ),
});

let shipped: readonly Qualification[] | null = null;

/** The shipped qualifications, and in their place the newest that the organisation of the transaction has written. */
export async function qualificationsInForce(
  transaction: Transaction<Tables>,
): Promise<z.infer<typeof qualificationsSchema>> {
  shipped ??= loadQualifications().qualifications;
  const own = await ownNewest(transaction, 'casework.qualification_rule');
  const byId = new Map(shipped.map((each) => [each.id, { ...each, own: false }]));
  for (const content of own) {
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
  const written = await writtenVersions(transaction, 'casework.qualification_rule');
  return {
    items: items.map(({ own, ...qualification }) => ({
      ...{ id: qualification.id, version: qualification.version, own, qualification },
      written: written(qualification.id),
    })),
  };
}

/**
 * A new version of a qualification, or a new one; candidates that are offered from now on have it. Throws FieldsRefused, or Conflict when
 * another one has written since the version that was seen.
 */
export async function writeQualification(
  transaction: Transaction<Tables>,
  tell: Tell,
  { qualification: written, reason }: z.infer<typeof ownQualificationSchema>,
  memberId: string,
): Promise<{ id: string; version: number }> {
  const before = (await qualificationsInForce(transaction)).items.find(({ id }) => id === written.id);
  requireSeen(written.version, before, '/qualification/id');
  const read = readQualification({ ...written, version: (before?.version ?? 0) + 1 });
  if ('refused' in read) throw FieldsRefused.within('/qualification', read.refused);
  const { id, version } = read.qualification;
  await keepVersion(transaction, 'casework.qualification_rule', read.qualification, reason, memberId);
  await tell({ act: 'qualification.write', objectId: id, unitId: null, detail: { version } });
  return { id, version };
}
