import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireOpen } from '../cases/require-open.ts';
import { refusal } from '../field-refusals.ts';
import { plainDate } from '../plain-date.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { type Population, SOURCE_KINDS, STANDINGS, STATEMENT_FIELDS, type StatementField } from './populations.ts';

const text = z.string().trim().min(1).max(2000);
const years = z.number().int().min(0).max(120);

/** What is said. An age is an interval; a date has the exactness with which it is known; a clock time stays local to its place. */
export const statementValueSchema = z.union([
  z
    .strictObject({ from: years, to: years })
    .refine(({ from, to }) => from <= to, { message: refusal('from_before_to') }),
  z.strictObject({ date: plainDate, exact: z.enum(['day', 'month', 'year']) }),
  z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/, refusal('country_form')), text: text.optional() }),
  z.strictObject({ text }),
]);
type StatementValue = z.infer<typeof statementValueSchema>;

/** Which form of value each field takes. */
const FORMS: Readonly<Record<StatementField, keyof typeof IS_FORM>> = {
  age: 'interval',
  birth_date: 'date',
  place: 'place',
  payout_place: 'place',
  name: 'text',
  address: 'text',
  phone: 'text',
  account: 'text',
  document: 'text',
  identifier: 'text',
  language: 'text',
  school: 'text',
  school_day: 'text',
  kin_term: 'text',
  need: 'text',
  note: 'text',
};
const IS_FORM = {
  interval: (value: StatementValue): boolean => 'from' in value,
  date: (value: StatementValue): boolean => 'date' in value,
  place: (value: StatementValue): boolean => 'country' in value,
  text: (value: StatementValue): boolean => 'text' in value && !('country' in value),
};

export const STATEMENT_FIELD_NAMES = Object.keys(FORMS) as StatementField[];

export const newStatementSchema = z.object({
  caseId: z.uuid().describe('The case in whose work it became known: only who works on it reads the statement.'),
  field: z.enum(STATEMENT_FIELD_NAMES),
  value: statementValueSchema,
  basis: z.string().trim().max(2000).default('').describe('On what ground it is said; needed for an age.'),
  sourceKind: z.enum(SOURCE_KINDS),
  source: z.string().trim().min(1).max(1000),
  knownOn: plainDate.nullable().default(null).describe('Of when the source is.'),
});
export type NewStatement = z.infer<typeof newStatementSchema>;

export const standingSchema = z.object({ standing: z.enum(STANDINGS), reason: z.string().trim().min(1).max(2000) });

/**
 * Adds what somebody says of a person; nothing is replaced by it. Throws Missing, or Conflict when the field is none of the person's
 * population, the value has another form, or an age has no basis.
 */
export async function addStatement(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  { caseId, field, value, basis, sourceKind, source, knownOn }: NewStatement,
  memberId: string,
): Promise<{ id: string }> {
  const person = await transaction
    .selectFrom('casework.person')
    .select('population')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) throw new Missing();
  await requireOpen(transaction, caseId);
  if (!isFieldOf(person.population, field) || !IS_FORM[FORMS[field]](value)) throw new Conflict('no_such_field');
  if (field === 'age' && basis === '') throw new Conflict('age_has_basis');
  const id = randomUUID();
  await transaction
    .insertInto('casework.statement')
    .values({
      ...{ id, case_id: caseId, person_id: personId, population: person.population, field, basis, source },
      ...{ value: JSON.stringify(value), source_kind: sourceKind, known_on: knownOn, entered_by: memberId },
    })
    .execute();
  await tell({
    act: 'statement.add',
    objectId: personId,
    unitId: null,
    detail: { field, statement: id, case: caseId },
  });
  return { id };
}

/** Adopts a statement, sets it aside, or lets it stand beside the others again. Throws Missing. */
export async function setStanding(
  transaction: Transaction<Tables>,
  tell: Tell,
  statementId: string,
  { standing, reason }: z.infer<typeof standingSchema>,
  memberId: string,
): Promise<void> {
  // Told first: who a child is shows only in a transaction that has told of itself.
  await tell({ act: 'statement.stand', objectId: null, unitId: null, detail: { statement: statementId, standing } });
  const statement = await transaction
    .selectFrom('casework.statement')
    .select('case_id')
    .where('id', '=', statementId)
    .executeTakeFirst();
  if (!statement) throw new Missing();
  await requireOpen(transaction, statement.case_id);
  await transaction
    .insertInto('casework.statement_standing')
    .values({ statement_id: statementId, case_id: statement.case_id, standing, reason, made_by: memberId })
    .execute();
}

function isFieldOf(population: Population, field: StatementField): boolean {
  return Object.hasOwn(STATEMENT_FIELDS[population], field);
}
