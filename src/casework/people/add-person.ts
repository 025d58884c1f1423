import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { lockOpenCase } from '../cases/lock-case.ts';
import { FIRST_STATES, TRACKS } from '../children/child-states.ts';
import { plainDate } from '../plain-date.ts';
import { Conflict, Missing, notEnded } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { ALL_CAPACITIES, CAPACITIES, type Capacity, POPULATIONS, type Population } from './populations.ts';
import { type FoundPerson, searchPeople } from './search-people.ts';

const capacity = z.enum(ALL_CAPACITIES);
const actReference = z.string().trim().min(1).max(500).nullable().default(null);

export const newPersonSchema = z.object({
  population: z.enum(POPULATIONS),
  workingName: z.string().trim().min(1).max(200).describe('Of a child never the own name.'),
  capacity,
  actReference: actReference.describe('The act of an authority by which the person is a suspect.'),
  searchedFor: z.array(z.string().trim().min(2).max(200)).min(1).max(10).describe('What was searched for before.'),
  notThese: z.array(z.uuid()).max(200).default([]).describe('People who were found and are somebody else.'),
  nextStep: z.string().trim().min(1).max(2000).optional().describe('For a child: what comes next.'),
  nextOn: plainDate.optional().describe('For a child: by when.'),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

export const placedPersonSchema = z.object({ capacity, actReference });
export const removedPersonSchema = z.object({ capacity, reason: z.string().trim().min(1).max(2000) });

/** A new record, or those whom the search finds and whom nobody has looked at: then nothing is made. */
export type Added = { id: string } | { found: FoundPerson[] };

/**
 * Search before create: the search is done again here, so that nobody makes a second record of a person without having been shown the
 * first. A child is a full record from the first moment, with three statuses, each with a holder, a next step and a date.
 * Throws Missing or Conflict.
 */
export async function addPerson(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  person: NewPerson,
  memberId: string,
): Promise<Added> {
  const file = await lockOpenCase(transaction, caseId, null);
  const found = await foundBefore(transaction, tell, person);
  if (found.length > 0) return { found };
  requireCapacity(person.population, person.capacity, person.actReference);
  const id = randomUUID();
  await transaction
    .insertInto('casework.person')
    .values({
      ...{ id, population: person.population, working_name: person.workingName, made_by: memberId },
      organisation_id: sql<string>`vigie.my_organisation()`,
    })
    .execute();
  await place(transaction, { ...person, caseId, personId: id }, memberId);
  if (person.population === 'child') await firstStatuses(transaction, id, person, memberId);
  const { population, capacity: as } = person;
  await tell({ act: 'person.add', objectId: id, unitId: file.unit_id, detail: { case: caseId, population, as } });
  return { id };
}

/** Puts a person whom the member sees into a further case. Throws Missing or Conflict. */
export async function placePerson(
  transaction: Transaction<Tables>,
  tell: Tell,
  ids: { readonly caseId: string; readonly personId: string },
  { capacity: as, actReference: act }: z.infer<typeof placedPersonSchema>,
  memberId: string,
): Promise<void> {
  const file = await lockOpenCase(transaction, ids.caseId, null);
  const person = await transaction
    .selectFrom('casework.person')
    .select('population')
    .where('id', '=', ids.personId)
    .executeTakeFirst();
  if (!person) throw new Missing();
  requireCapacity(person.population, as, act);
  const { population } = person;
  await place(transaction, { ...ids, population, capacity: as, actReference: act }, memberId);
  await tell({ act: 'person.place', objectId: ids.personId, unitId: file.unit_id, detail: { case: ids.caseId, as } });
}

/** Says that an adult does not stand so in a case, on none of the records that were merged; the rows stay. Throws Missing or Conflict. */
export async function removePerson(
  transaction: Transaction<Tables>,
  tell: Tell,
  ids: { readonly caseId: string; readonly personId: string },
  { capacity: as, reason }: z.infer<typeof removedPersonSchema>,
  memberId: string,
): Promise<void> {
  const file = await lockOpenCase(transaction, ids.caseId, null);
  const { numUpdatedRows } = await transaction
    .updateTable('casework.person_in_case')
    .set({ ended_by: memberId, ended_at: sql`clock_timestamp()`, ended_reason: reason })
    .where('case_id', '=', ids.caseId)
    .where((where) =>
      where.or([
        where('person_id', '=', ids.personId),
        where('person_id', 'in', (from) =>
          from
            .selectFrom('casework.merged_in_case as merged')
            .select('merged.record_id')
            .where('merged.case_id', '=', ids.caseId)
            .where('merged.into_id', '=', ids.personId),
        ),
      ]),
    )
    .where('capacity', '=', as)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw notEnded(
      await transaction
        .selectFrom('casework.person_in_case')
        .select('ended_at')
        .where('case_id', '=', ids.caseId)
        .where('person_id', '=', ids.personId)
        .where('capacity', '=', as)
        .orderBy('ended_at', (by) => by.desc().nullsFirst())
        .executeTakeFirst(),
    );
  await tell({ act: 'person.remove', objectId: ids.personId, unitId: file.unit_id, detail: { case: ids.caseId, as } });
}

async function foundBefore(
  transaction: Transaction<Tables>,
  tell: Tell,
  { workingName, searchedFor, notThese }: NewPerson,
): Promise<FoundPerson[]> {
  const found = new Map<string, FoundPerson>();
  for (const text of new Set([...searchedFor, ...(workingName.length > 1 ? [workingName] : [])]))
    for (const person of await searchPeople(transaction, tell, text)) found.set(person.id, person);
  return [...found.values()].filter(({ id }) => !notThese.includes(id));
}

function requireCapacity(population: Population, as: Capacity, act: string | null): void {
  if (!(CAPACITIES[population] as readonly Capacity[]).includes(as)) throw new Conflict('no_such_field');
  if (as === 'suspect' && act === null) throw new Conflict('suspect_by_act');
}

async function place(
  transaction: Transaction<Tables>,
  row: { caseId: string; personId: string; population: Population; capacity: Capacity; actReference: string | null },
  memberId: string,
): Promise<void> {
  await transaction
    .insertInto('casework.person_in_case')
    .values({
      ...{ case_id: row.caseId, person_id: row.personId, population: row.population, capacity: row.capacity },
      ...{ act_reference: row.actReference, added_by: memberId },
    })
    .execute();
}

async function firstStatuses(
  transaction: Transaction<Tables>,
  person: string,
  { nextStep, nextOn }: NewPerson,
  memberId: string,
): Promise<void> {
  if (nextStep === undefined || nextOn === undefined) throw new Conflict('next_date_while_open');
  for (const track of TRACKS)
    await transaction
      .insertInto('casework.child_status')
      .values({
        ...{ person_id: person, track, state: FIRST_STATES[track], holder_id: memberId, made_by: memberId },
        ...{ next_step: nextStep, next_on: nextOn },
      })
      .execute();
}
