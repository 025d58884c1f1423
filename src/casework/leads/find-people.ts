import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QUEUES, ROLES } from '../../leads/lead.ts';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';

export const findSchema = z.object({
  unit: z.uuid(),
  text: z
    .string()
    .trim()
    .min(3)
    .max(200)
    .describe('Beginning of an identifier, or of a name as it stands in the records.'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const foundSchema = z.object({
  leadId: z.uuid(),
  queue: z.enum(QUEUES),
  kind: z.enum(['payer', 'payee']),
  id: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  isSubject: z.boolean().describe('The lead is about this person; otherwise the person stands beside its subject.'),
});
export type Found = z.infer<typeof foundSchema>;

/** People in leads that the acting member may read. What was looked for is told in the log, found or not. */
export async function findPeople(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, text, limit }: z.infer<typeof findSchema>,
): Promise<Found[]> {
  const beginning = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<Found>`
    select lead.id as "leadId", lead.queue, person.kind, person.person_id as id, person.name, person.role,
      person.kind = lead.subject_kind and person.person_id = lead.subject_id as "isSubject"
    from vigie.lead_person person join vigie.lead on lead.id = person.lead_id
    where lead.unit_id = ${unit}::uuid and not lead.gone
      and (person.person_id like ${beginning} or lower(person.name) like lower(${beginning}))
    order by "isSubject" desc, lead.rank_in_queue, lead.id, person.kind, person.person_id
    limit ${limit}`.execute(transaction);
  await tell({ act: 'person.find', objectId: unit, unitId: unit, detail: { text, found: rows.length } });
  return rows;
}
