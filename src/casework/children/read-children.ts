import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { mergedInCase, mergedRecordSchema, standsAs } from '../people/merged-in-case.ts';
import type { Tables } from '../tables.ts';
import { CHILD_STATES, TRACKS, type Track } from './child-states.ts';

const colleague = z.object({ id: z.string(), name: z.string() });
const states = TRACKS.flatMap((track) => Object.keys(CHILD_STATES[track]));

export const statusSchema = z.object({
  track: z.enum(TRACKS),
  state: z.enum(states),
  holder: colleague,
  nextStep: z.string(),
  nextOn: z.string().nullable(),
  by: colleague,
  at: z.string(),
});
export type ChildStatus = z.infer<typeof statusSchema>;

export const childSchema = z.object({
  id: z.uuid(),
  workingName: z.string(),
  capacity: z.enum(['possible_victim', 'victim']),
  statuses: z.array(statusSchema).describe('Identification, protection, care: always the three, in this order.'),
  careStates: z.array(z.enum(states)).describe('What can be written of the care by hand as the referrals stand.'),
  merged: z.array(mergedRecordSchema).describe('Records of the same case that are this child.'),
});
export type Child = z.infer<typeof childSchema>;

/** The children of a case, each once however many records of it were merged; those first whose next date is nearest. */
export async function childrenOfCase(transaction: Transaction<Tables>, caseId: string): Promise<Child[]> {
  const rows = await transaction
    .selectFrom('casework.person_in_case as part')
    .leftJoin('casework.merged_in_case as merged', (join) =>
      join.onRef('merged.case_id', '=', 'part.case_id').onRef('merged.record_id', '=', 'part.person_id'),
    )
    .innerJoin('casework.person as person', (join) =>
      join.on(sql<boolean>`person.id = ${standsAs('merged.into_id', 'part.person_id')}`),
    )
    .select(['person.id', 'person.working_name', 'part.capacity'])
    .where('part.case_id', '=', caseId)
    .where('part.population', '=', 'child')
    .where('part.ended_at', 'is', null)
    .orderBy('person.working_name')
    .orderBy('person.id')
    .execute();
  const merged = await mergedInCase(transaction, caseId);
  const children: Child[] = [];
  for (const { id, working_name, capacity } of rows) {
    const victim = capacity === 'victim';
    const known = children.find((child) => child.id === id);
    if (known) known.capacity = victim ? 'victim' : known.capacity;
    else
      children.push({
        ...{ id, workingName: working_name, capacity: victim ? 'victim' : 'possible_victim' },
        ...{ statuses: [], careStates: [], merged: merged.get(id) ?? [] },
      });
  }
  const statuses = await newestStatuses(
    transaction,
    children.map(({ id }) => id),
  );
  const care = await careStatesOf(
    transaction,
    children.map(({ id }) => id),
  );
  for (const child of children) {
    child.statuses = statuses.get(child.id) ?? [];
    child.careStates = care.get(child.id) ?? [];
  }
  return children.sort((a, b) => compareDates(soonest(a), soonest(b)));
}

/** What can be written of the care of each child by hand: what rests on a referral only while it does. */
export async function careStatesOf(
  transaction: Transaction<Tables>,
  children: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ person_id: string; state: string }>`
    select person_id, state from casework.care_states(${[...children]}::uuid[])`.execute(transaction);
  const order = Object.keys(CHILD_STATES.care);
  const found = new Map<string, string[]>();
  for (const { person_id, state } of rows.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)))
    found.set(person_id, [...(found.get(person_id) ?? []), state]);
  return found;
}

/** The status that holds in each track of each child, as far as the member may read them. */
export async function newestStatuses(
  transaction: Transaction<Tables>,
  people: readonly string[],
): Promise<Map<string, ChildStatus[]>> {
  const rows = await transaction
    .selectFrom('casework.child_status as status')
    .innerJoin('vigie.member as holder', 'holder.id', 'status.holder_id')
    .innerJoin('vigie.member as by', 'by.id', 'status.made_by')
    .distinctOn(['status.person_id', 'status.track'])
    .select(['status.person_id', 'status.track', 'status.state', 'holder_id', 'holder.name as holder_name'])
    .select(['next_step', sql<string | null>`next_on::text`.as('next_on'), 'made_by', 'by.name as by_name', 'made_at'])
    .where('status.person_id', 'in', people.length > 0 ? [...people] : [NOBODY])
    .orderBy('status.person_id')
    .orderBy('status.track')
    .orderBy('status.seq', 'desc')
    .execute();
  const found = new Map<string, ChildStatus[]>();
  for (const row of rows) {
    const statuses = found.get(row.person_id) ?? [];
    statuses.push(statusOf(row));
    found.set(row.person_id, statuses);
  }
  for (const statuses of found.values()) statuses.sort((a, b) => TRACKS.indexOf(a.track) - TRACKS.indexOf(b.track));
  return found;
}

/** All that was ever written in the tracks of a child, newest first. */
export async function statusHistory(transaction: Transaction<Tables>, person: string): Promise<ChildStatus[]> {
  const rows = await transaction
    .selectFrom('casework.child_status as status')
    .innerJoin('vigie.member as holder', 'holder.id', 'status.holder_id')
    .innerJoin('vigie.member as by', 'by.id', 'status.made_by')
    .select(['status.track', 'status.state', 'holder_id', 'holder.name as holder_name'])
    .select(['next_step', sql<string | null>`next_on::text`.as('next_on'), 'made_by', 'by.name as by_name', 'made_at'])
    .where('status.person_id', '=', person)
    .orderBy('status.seq', 'desc')
    .limit(500)
    .execute();
  return rows.map(statusOf);
}

/** An id that no row has: a list of none is no SQL. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function statusOf(row: {
  track: Track;
  state: string;
  holder_id: string;
  holder_name: string;
  next_step: string;
  next_on: string | null;
  made_by: string;
  by_name: string;
  made_at: Date;
}): ChildStatus {
  return {
    ...{ track: row.track, state: row.state, nextStep: row.next_step, nextOn: row.next_on },
    holder: { id: row.holder_id, name: row.holder_name },
    by: { id: row.made_by, name: row.by_name },
    at: row.made_at.toISOString(),
  };
}

function soonest({ statuses }: Child): string | null {
  return statuses.reduce<string | null>(
    (first, { nextOn }) => (nextOn !== null && (first === null || nextOn < first) ? nextOn : first),
    null,
  );
}

function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
