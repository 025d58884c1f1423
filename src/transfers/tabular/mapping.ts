import { z } from 'zod';
import { isZone } from '../geography/zones.ts';
import { RAW_FIELDS, type RawField } from '../transfer.ts';

const columnName = z.string().min(1).describe('Header of a column, exactly as it stands in the file');

/** Where the text of a field comes from. */
const fieldSourceSchema = z
  .union([
    columnName,
    z.strictObject({ constant: z.string().min(1).describe('The same text for every record, e.g. EUR') }),
    z.strictObject({
      columns: z.array(columnName).min(1).describe('Columns whose texts are joined, empty ones left out'),
      join: z.string().default(' ').describe('What stands between them'),
    }),
  ])
  .describe('A column name, { constant: TEXT }, or { columns: [A, B], join: " " }');

/** What may be said of the owner of an account and of the other party. */
export const PERSON_ATTRIBUTES = ['id', 'name', 'country', 'place', 'phone', 'account', 'device'] as const;
const personSchema = z.partialRecord(z.enum(PERSON_ATTRIBUTES), fieldSourceSchema);

const words = z.array(z.string()).min(1);

/**
 * Account statements name the owner of the account and the other party, and say by a column or by the sign of the amount who
 * paid. `out`: the owner paid. `in`: the owner was paid. `self`: the owner moved own money.
 */
const directionSchema = z
  .strictObject({
    column: columnName.optional().describe('Column that says who paid'),
    out: words.optional().describe('Its words for: the owner paid (a debit)'),
    in: words.optional().describe('Its words for: the owner was paid (a credit)'),
    self: words.optional().describe('Its words for: the owner moved own money'),
    sign_of: columnName.optional().describe('Amount column whose sign says it: negative = the owner paid'),
    owner: personSchema.optional().describe('The owner of the account: id, name, account, …'),
    counterparty: personSchema.optional().describe('The other party'),
  })
  .refine((direction) => (direction.column === undefined) !== (direction.sign_of === undefined), {
    message: 'give either "column" (with "out" and "in") or "sign_of"',
  })
  .refine((direction) => direction.column === undefined || direction.out || direction.in || direction.self, {
    message: 'say which words of the column mean "out", "in" or "self"',
  })
  .refine((direction) => (direction.owner === undefined) === (direction.counterparty === undefined), {
    message:
      'give both "owner" and "counterparty", or neither (then payer and payee are taken as the columns name them)',
  });

const formatsSchema = z.strictObject({
  decimal: z.enum(['.', ',']).optional().describe('Decimal sign of amounts'),
  thousands: z.enum(['', '.', ',', ' ', "'"]).optional().describe("Thousands separator; ' ' stands for any space"),
  dates: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Tried in order: 'iso', 'epoch_s', 'epoch_ms', 'excel', or a strptime pattern such as %d/%m/%Y %H:%M"),
});

const zone = z
  .string()
  .refine((name) => name === 'payer' || isZone(name), {
    message: 'write UTC, payer, or an IANA name such as Europe/Paris',
  })
  .describe("Zone of instants written without offset: 'UTC', 'payer' (local to the payer's place), or an IANA name");

/** The form of a mapping file, and of the presets. */
export const mappingSchema = z.strictObject({
  name: z.string().optional().describe('What the export is called'),
  recognise: z.array(columnName).min(2).optional().describe('Presets only: headers that together tell this export'),
  header: z.boolean().default(true).describe('false: the file has no header; columns are column1, column2, …'),
  columns: z.partialRecord(z.enum(RAW_FIELDS), fieldSourceSchema).describe('Field of Vigie: where its text comes from'),
  source_system: z.string().min(1).optional().describe('System that gave the references, so that they stay unique'),
  zone: zone.optional(),
  formats: formatsSchema.default({}),
  rows: z
    .array(z.strictObject({ column: columnName, in: words.optional(), not_in: words.optional() }))
    .default([])
    .describe('Only records whose column holds one of these words; the others are counted and listed as left out'),
  status: z
    .partialRecord(z.enum(['completed', 'pending', 'cancelled', 'refunded']), words)
    .default({})
    .describe('Their words for completed, cancelled and refunded'),
  direction: directionSchema.optional(),
  parts: z
    .strictObject({ distinguished_by: z.array(columnName).min(1) })
    .optional()
    .describe('Several records may share one reference: what tells one part of a payment from another'),
});

export type Mapping = z.output<typeof mappingSchema>;
export type MappedSource = z.output<typeof fieldSourceSchema>;

/** Every column that the mapping names, once. */
export function columnsOfMapping(mapping: Mapping): string[] {
  const { direction } = mapping;
  const sources: readonly (MappedSource | undefined)[] = [
    ...Object.values(mapping.columns),
    ...Object.values(direction?.owner ?? {}),
    ...Object.values(direction?.counterparty ?? {}),
  ];
  const names = [
    ...sources.flatMap(columnsOfSource),
    ...mapping.rows.map((row) => row.column),
    ...[direction?.column, direction?.sign_of].filter((name) => name !== undefined),
    ...(mapping.parts?.distinguished_by ?? []),
  ];
  return [...new Set(names)];
}

export function columnsOfSource(source: MappedSource | undefined): readonly string[] {
  if (source === undefined) return [];
  if (typeof source === 'string') return [source];
  return 'constant' in source ? [] : source.columns;
}

/** Fields that the mapping fills, those of the two sides of `direction` included. */
export function fieldsOfMapping(mapping: Mapping): RawField[] {
  const given = new Set<string>(Object.keys(mapping.columns));
  const { direction } = mapping;
  for (const attribute of [...Object.keys(direction?.owner ?? {}), ...Object.keys(direction?.counterparty ?? {})]) {
    given.add(`payer_${attribute}`);
    given.add(`payee_${attribute}`);
  }
  if (mapping.source_system !== undefined) given.add('source_system');
  return RAW_FIELDS.filter((field) => given.has(field));
}
