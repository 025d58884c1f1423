import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { mergedRecordSchema } from './merged-in-case.ts';
import { ALL_CAPACITIES, POPULATIONS, SOURCE_KINDS, STANDINGS } from './populations.ts';
import { STATEMENT_FIELD_NAMES, statementValueSchema } from './statement.ts';

const colleague = z.object({ id: z.string(), name: z.string() });

export const statementSchema = z.object({
  id: z.uuid(),
  personId: z.uuid().describe('The record it was made on: another one where records were merged.'),
  caseId: z.uuid(),
  field: z.enum(STATEMENT_FIELD_NAMES),
  value: statementValueSchema,
  basis: z.string(),
  sourceKind: z.enum(SOURCE_KINDS),
  source: z.string(),
  knownOn: z.string().nullable(),
  by: colleague,
  at: z.string(),
  standing: z.object({ standing: z.enum(STANDINGS), reason: z.string(), by: colleague, at: z.string() }).nullable(),
});
export type Statement = z.infer<typeof statementSchema>;

export const personSchema = z.object({
  id: z.uuid(),
  population: z.enum(POPULATIONS),
  workingName: z.string(),
  version: z.number().int(),
  mergedInto: z.object({ id: z.uuid(), workingName: z.string() }).nullable(),
  merged: z.array(mergedRecordSchema),
  merges: z
    .array(
      z.object({
        other: z.object({ id: z.uuid(), workingName: z.string() }),
        into: z.boolean().describe('This record was put into the other; false: the other into this one.'),
        reason: z.string(),
        by: colleague,
        at: z.string(),
        undone: z.object({ reason: z.string(), by: colleague, at: z.string() }).nullable(),
      }),
    )
    .describe('All that were ever made, newest first.'),
  cases: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      title: z.string(),
      capacity: z.enum(ALL_CAPACITIES),
      actReference: z.string().nullable(),
      ended: z.boolean(),
      mayWrite: z.boolean(),
      mayAgree: z.boolean().describe('Can be the second person that a decision in this case needs.'),
    }),
  ),
  statements: z.array(statementSchema),
});
export type ReadPerson = z.infer<typeof personSchema>;

/** A person as far as the member may read; of a child without who it is. Told whether found or not; null when not. */
export async function readPerson(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<ReadPerson | null> {
  const person = await transaction
    .selectFrom('casework.person')
    .select(['id', 'population', 'working_name', 'version', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst();
  await tell({ act: 'person.read', objectId: id, unitId: null, detail: { found: person !== undefined } });
  const cases = await casesOf(transaction, id);
  // The service that cares has a page of its own: this one is of a case.
  if (!person || cases.length === 0) return null;
  const merged = await mergedInto(transaction, id);
  return {
    ...{ id, population: person.population, workingName: person.working_name, version: person.version, merged },
    mergedInto: await briefly(transaction, person.merged_into),
    merges: await mergesOf(transaction, id),
    cases,
    statements: await statementsOf(transaction, [id, ...merged.map((other) => other.id)], false),
  };
}

/** Statements about a record and those merged into it, oldest first: those that say who a child is, or all the others. */
export async function statementsOf(
  transaction: Transaction<Tables>,
  people: readonly string[],
  sealed: boolean,
): Promise<Statement[]> {
  const rows = await transaction
    .selectFrom('casework.statement as statement')
    .innerJoin('vigie.member as by', 'by.id', 'statement.entered_by')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('casework.statement_standing as standing')
          .innerJoin('vigie.member as judge', 'judge.id', 'standing.made_by')
          .select([
            'standing.standing',
            'standing.reason',
            'standing.made_by',
            'judge.name as judge',
            'standing.made_at',
          ])
          .whereRef('standing.statement_id', '=', 'statement.id')
          .orderBy('standing.seq', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select([
      'statement.id',
      'statement.person_id',
      'statement.case_id',
      'field',
      'value',
      'basis',
      'source_kind',
      'source',
    ])
    .select(['entered_by', 'by.name', 'entered_at', 'newest.standing', 'newest.reason', 'newest.made_by'])
    .select(['newest.judge', 'newest.made_at', sql<string | null>`known_on::text`.as('known_on')])
    .where('statement.person_id', 'in', [...people])
    .where('statement.sealed', '=', sealed)
    .orderBy('statement.seq')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, personId: row.person_id, caseId: row.case_id, field: row.field, basis: row.basis },
    ...{ sourceKind: row.source_kind, source: row.source, knownOn: row.known_on },
    value: statementValueSchema.parse(row.value),
    by: { id: row.entered_by, name: row.name },
    at: row.entered_at.toISOString(),
    standing:
      row.standing === null || row.made_at === null
        ? null
        : {
            ...{ standing: row.standing, reason: row.reason ?? '', at: row.made_at.toISOString() },
            by: { id: row.made_by ?? '', name: row.judge ?? '' },
          },
  }));
}

async function mergedInto(transaction: Transaction<Tables>, id: string): Promise<ReadPerson['merged']> {
  const rows = await transaction
    .selectFrom('casework.person_merge as merge')
    .innerJoin('casework.person as person', 'person.id', 'merge.person_id')
    .innerJoin('vigie.member as by', 'by.id', 'merge.made_by')
    .select(['person.id', 'person.working_name', 'merge.reason', 'merge.made_by', 'by.name', 'merge.made_at'])
    .where('merge.into_id', '=', id)
    .where('merge.undone_at', 'is', null)
    .orderBy('merge.made_at')
    .execute();
  return rows.map(({ id: other, working_name, reason, made_by, name, made_at }) => ({
    ...{ id: other, workingName: working_name, reason, by: { id: made_by, name }, at: made_at.toISOString() },
  }));
}

async function mergesOf(transaction: Transaction<Tables>, id: string): Promise<ReadPerson['merges']> {
  const rows = await transaction
    .selectFrom('casework.person_merge as merge')
    .innerJoin('vigie.member as by', 'by.id', 'merge.made_by')
    .leftJoin('vigie.member as undoer', 'undoer.id', 'merge.undone_by')
    .innerJoin('casework.person as other', (join) =>
      join.on(
        sql<boolean>`other.id = case when merge.person_id = ${id}::uuid then merge.into_id else merge.person_id end`,
      ),
    )
    .select(['merge.person_id', 'merge.reason', 'merge.made_by', 'by.name', 'merge.made_at'])
    .select(['undone_by', 'undone_at', 'undone_reason', 'undoer.name as undoer'])
    .select(['other.id as other_id', 'other.working_name'])
    .where((where) => where.or([where('merge.person_id', '=', id), where('merge.into_id', '=', id)]))
    .orderBy('merge.made_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    other: { id: row.other_id, workingName: row.working_name },
    into: row.person_id === id,
    ...{ reason: row.reason, by: { id: row.made_by, name: row.name }, at: row.made_at.toISOString() },
    undone:
      row.undone_by === null || row.undone_at === null
        ? null
        : {
            ...{ reason: row.undone_reason ?? '', at: row.undone_at.toISOString() },
            by: { id: row.undone_by, name: row.undoer ?? '' },
          },
  }));
}

async function briefly(transaction: Transaction<Tables>, id: string | null): Promise<ReadPerson['mergedInto']> {
  if (id === null) return null;
  const person = await transaction
    .selectFrom('casework.person')
    .select(['id', 'working_name'])
    .where('id', '=', id)
    .executeTakeFirst();
  return person ? { id: person.id, workingName: person.working_name } : null;
}

async function casesOf(transaction: Transaction<Tables>, id: string): Promise<ReadPerson['cases']> {
  const rows = await transaction
    .selectFrom('casework.person_in_case as part')
    .innerJoin('casework.case_file as file', 'file.id', 'part.case_id')
    .select(['file.id', 'file.reference', 'file.title', 'part.capacity', 'part.act_reference', 'part.ended_at'])
    .select(sql<boolean>`casework.i_work_on(file.id)`.as('may_write'))
    .select(sql<boolean>`casework.i_agree_in(file.id)`.as('may_agree'))
    .where('part.person_id', '=', id)
    .orderBy('part.added_at')
    .execute();
  return rows.map(({ id: file, reference, title, capacity, act_reference, ended_at, may_write, may_agree }) => ({
    ...{ id: file, reference, title, capacity, actReference: act_reference, ended: ended_at !== null },
    ...{ mayWrite: may_write, mayAgree: may_agree },
  }));
}
