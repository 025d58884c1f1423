import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { POPULATIONS, type Population } from './populations.ts';

export const peopleSearchSchema = z.object({
  text: z.string().trim().min(2).max(200).describe('Beginning of a working name, or of what a statement says.'),
});

export const foundPersonSchema = z.object({
  id: z.uuid(),
  population: z.enum(POPULATIONS),
  workingName: z.string(),
  cases: z.array(z.object({ id: z.uuid(), reference: z.string() })).describe('Those on which the member works.'),
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;

/** At most this many: who finds more searches more narrowly. */
const MOST = 50;

/** People of the member's cases whose working name, or an open statement about whom, begins so. Told by the caller's act. */
export async function searchPeople(transaction: Transaction<Tables>, tell: Tell, text: string): Promise<FoundPerson[]> {
  const { rows } = await sql<{
    id: string;
    population: Population;
    working_name: string;
    cases: { id: string; reference: string }[];
  }>`
    select person.id, person.population, person.working_name, (
        select coalesce(jsonb_agg(distinct jsonb_build_object('id', c.id, 'reference', c.reference)), '[]')
        from casework.person_in_case p join casework.case_file c on c.id = p.case_id where p.person_id = person.id and p.ended_at is null) as cases
    from casework.person where person.id in (select id from casework.find_people(${text}, ${MOST * 4})) and person.merged_into is null
    order by person.working_name, person.id limit ${MOST}`.execute(transaction);
  await tell({ act: 'people.search', objectId: null, unitId: null, detail: { text, found: rows.map(({ id }) => id) } });
  return rows.map(({ id, population, working_name, cases }) => ({ id, population, workingName: working_name, cases }));
}
