import { createHash, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../../act.ts';
import { lockOpenCase } from '../../cases/lock-case.ts';
import { requireWork } from '../../cases/require-open.ts';
import { tellCase } from '../../cases/tell-case.ts';
import { refusal } from '../../field-refusals.ts';
import { Conflict, Missing } from '../../refusals.ts';
import type { Tables } from '../../tables.ts';
import { zoneName } from '../event-time.ts';
import { DATE_ORDERS } from '../read-date.ts';
import { type EventFact, eventItem, type Party } from '../timeline-items.ts';
import { eventTimeSchema, timelineRowSchema } from '../timeline-schema.ts';
import { timelineRow } from '../timeline-words.ts';
import { cleanValue } from './clean-value.ts';
import { FIELDS, IMPORT_KINDS, type ImportKind, ROW_REASONS } from './import-words.ts';
import type { NumberedRow, ReadImport } from './read-import.ts';
import type { ImportOptions } from './take-row.ts';

export const importOptionsSchema = z.object({
  kind: z.enum(IMPORT_KINDS),
  name: z.string().min(1).max(1000),
  order: z.enum(DATE_ORDERS).describe('How the file writes its dates: nobody can tell 03/04 from looking at it.'),
  zone: z
    .string()
    .max(60)
    .refine((zone) => zoneName(zone) !== null, refusal('no_such_zone'))
    .optional()
    .describe('Of times that name none; without it, such rows are not taken.'),
  service: z
    .string()
    .trim()
    .refine((service) => 'value' in cleanValue(service, 'service') && service !== '', refusal('metadata_alone'))
    .optional()
    .describe('Of rows that name none.'),
});

const figures = {
  rowsRead: z.number().int().describe('= taken + duplicates + quarantined'),
  taken: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
  stripped: z
    .array(z.object({ column: z.string(), values: z.number().int() }))
    .describe(
      'What was left at the door, by column: all values of one that is not taken, and those of a taken one that do not have its form. Never a value.',
    ),
  quarantine: z
    .array(z.object({ row: z.number().int(), field: z.enum(FIELDS).nullable(), reason: z.enum(ROW_REASONS) }))
    .describe('The first 500 rows that were not taken, by number. Never a value.'),
};

export const importPreviewSchema = z.object({
  ...figures,
  already: z.boolean().describe('This very file was imported into the case before: importing it adds nothing.'),
  sha256: z.string(),
  columns: z.array(z.object({ column: z.string(), field: z.enum(FIELDS) })),
  sample: z.array(
    z.object({
      ...{ row: z.number().int(), when: eventTimeSchema },
      words: timelineRowSchema.shape.words
        .pick({ what: true, when: true, precision: true, who: true, toward: true, details: true })
        .describe('What the row becomes, as the timeline would show it.'),
    }),
  ),
});

export const eventImportSchema = z.object({
  ...figures,
  id: z.uuid(),
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  ended: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable().describe('It was withdrawn.'),
});
export type EventImport = z.infer<typeof eventImportSchema>;

export const importAnswerSchema = z.object({ already: z.boolean(), import: eventImportSchema });

/** A file that was sent, of which only the metadata are left. */
export interface SentFile {
  readonly name: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly kind: ImportKind;
  readonly options: ImportOptions;
  readonly read: ReadImport;
}

const MOST_TOLD = 500;
const NOT_ENTERED = '1970-01-01T00:00:00Z';
const MOST_COLUMNS_TOLD = 200;
const ROWS_AT_ONCE = 5000;

/** What an import would do, told and written nowhere. Throws Missing. */
export async function previewImport(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  file: SentFile,
  language: 'fr' | 'en',
): Promise<z.infer<typeof importPreviewSchema>> {
  const { unit_id } = await requireWork(transaction, caseId);
  const already = (await importOf(transaction, caseId, file)) !== undefined;
  const fresh = already ? [] : await freshRows(transaction, caseId, file.read.taken);
  await tell({
    act: 'events.preview',
    objectId: caseId,
    unitId: unit_id,
    detail: { sha256: file.sha256.toString('hex') },
  });
  return {
    ...{
      already,
      sha256: file.sha256.toString('hex'),
      columns: [...file.read.columns],
      ...figuresOf(file.read, fresh),
    },
    sample: fresh.slice(0, 5).map((row) => ({
      ...{ row: row.row, when: row.when },
      words: timelineRow(eventItem(eventToCome(row, file)), language).words,
    })),
  };
}

/** A row as the event that it would become; it is entered by nobody yet, and of that nothing is shown. */
function eventToCome(row: NumberedRow, { kind, name, sha256 }: SentFile): EventFact {
  const identifier = (each: string | null): Party[] => (each === null ? [] : [{ kind: 'identifier', name: each }]);
  return {
    ...{ id: '', kind, when: row.when, who: identifier(row.identifier), toward: identifier(row.otherIdentifier) },
    ...{ identifiers: row.identifiers, service: row.service, means: row.means, reference: row.reference },
    ...{ country: row.country, place: null, otherPlace: null, seconds: row.seconds, files: row.files },
    ...{ incident: row.incident, words: '', enteredAt: NOT_ENTERED, enteredBy: '', corrected: null },
    source: { kind: 'import', file: name, sha256: sha256.toString('hex'), row: row.row },
  };
}

/** Takes a file, whole or not at all. The same file again adds nothing. Throws Missing. */
export async function importFile(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  file: SentFile,
  memberId: string,
): Promise<z.infer<typeof importAnswerSchema>> {
  // Two imports into one case come one after the other.
  await lockOpenCase(transaction, caseId, null);
  const { unit_id } = await requireWork(transaction, caseId);
  const known = await importOf(transaction, caseId, file);
  const id = known?.id ?? randomUUID();
  const sha256 = file.sha256.toString('hex');
  if (known === undefined) {
    const fresh = await freshRows(transaction, caseId, file.read.taken);
    const { rowsRead, taken, duplicates, quarantined, stripped, quarantine } = figuresOf(file.read, fresh);
    await transaction
      .insertInto('casework.event_import')
      .values({
        ...{ id, case_id: caseId, kind: file.kind, file_name: file.name, sha256: file.sha256, bytes: file.bytes },
        ...{ options: JSON.stringify(file.options), rows_read: rowsRead, taken, duplicates, quarantined },
        ...{ stripped: JSON.stringify(stripped), quarantine: JSON.stringify(quarantine), imported_by: memberId },
      })
      .execute();
    for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE) {
      const rows = JSON.stringify(fresh.slice(at, at + ROWS_AT_ONCE).map(columnsOf));
      await sql`select casework.take_events(${id}::uuid, ${rows}::jsonb)`.execute(transaction);
    }
    const detail = { import: id, kind: file.kind, sha256, rowsRead, taken, duplicates, quarantined };
    await tell({ act: 'events.import', objectId: caseId, unitId: unit_id, detail });
  } else
    await tell({
      act: 'events.import',
      objectId: caseId,
      unitId: unit_id,
      detail: { import: id, sha256, already: true },
    });
  const [made] = await importsOf(transaction, caseId, id);
  if (!made) throw new Missing();
  return { already: known !== undefined, import: made };
}

/** Takes all events of an import from the timeline; they stay to be read. Throws Missing or Conflict. */
export async function withdrawImport(
  transaction: Transaction<Tables>,
  tell: Tell,
  ids: { readonly caseId: string; readonly importId: string },
  reason: string,
  memberId: string,
): Promise<void> {
  const { unit_id } = await lockOpenCase(transaction, ids.caseId, null);
  const [found] = await importsOf(transaction, ids.caseId, ids.importId);
  if (!found) throw new Missing();
  if (found.ended !== null) throw new Conflict('answered_already');
  const { numUpdatedRows } = await transaction
    .updateTable('casework.event_import')
    .set({ ended_by: memberId, ended_at: sql<Date>`clock_timestamp()`, ended_reason: reason })
    .where('id', '=', ids.importId)
    .where('case_id', '=', ids.caseId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
  await tell({ act: 'events.withdraw', objectId: ids.caseId, unitId: unit_id, detail: { import: ids.importId } });
}

/** The imports of a case, told whether it is found or not; null when it is not. */
export async function listImports(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
): Promise<EventImport[] | null> {
  const found = await tellCase(transaction, tell, 'events.list', caseId);
  return found ? importsOf(transaction, caseId) : null;
}

/** Newest first. */
async function importsOf(transaction: Transaction<Tables>, caseId: string, only?: string): Promise<EventImport[]> {
  let query = transaction
    .selectFrom('casework.event_import as import')
    .leftJoin('vigie.member as by', 'by.id', 'import.imported_by')
    .leftJoin('vigie.member as ender', 'ender.id', 'import.ended_by')
    .selectAll('import')
    .select(['by.name as by_name', 'ender.name as ender_name'])
    .where('import.case_id', '=', caseId);
  if (only !== undefined) query = query.where('import.id', '=', only);
  const rows = await query.orderBy('import.imported_at', 'desc').limit(500).execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, fileName: row.file_name, sha256: row.sha256.toString('hex'), bytes: row.bytes },
    ...{ rowsRead: row.rows_read, taken: row.taken, duplicates: row.duplicates, quarantined: row.quarantined },
    ...{ stripped: [...row.stripped], quarantine: [...row.quarantine] },
    ...{ by: { id: row.imported_by, name: row.by_name ?? '' }, at: row.imported_at.toISOString() },
    ended:
      row.ended_at === null
        ? null
        : { reason: row.ended_reason ?? '', by: row.ender_name ?? '', at: row.ended_at.toISOString() },
  }));
}

async function importOf(transaction: Transaction<Tables>, caseId: string, { kind, sha256 }: SentFile) {
  return transaction
    .selectFrom('casework.event_import')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('sha256', '=', sha256)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Rows that are not on the timeline from another file. */
async function freshRows(
  transaction: Transaction<Tables>,
  caseId: string,
  rows: readonly NumberedRow[],
): Promise<readonly NumberedRow[]> {
  const { rows: found } = await sql<{ fingerprint: string }>`
    select encode(e.fingerprint, 'hex') as fingerprint
    from casework.event e join casework.event_import i on i.id = e.import_id and i.ended_at is null
    where e.case_id = ${caseId}::uuid
      and e.fingerprint = any (select decode(f, 'hex') from unnest(${rows.map((row) => row.fingerprint)}::text[]) f)`.execute(
    transaction,
  );
  const known = new Set(found.map(({ fingerprint }) => fingerprint));
  return rows.filter(({ fingerprint }) => !known.has(fingerprint));
}

function figuresOf(read: ReadImport, fresh: readonly NumberedRow[]) {
  return {
    rowsRead: read.rowsRead,
    taken: fresh.length,
    duplicates: read.duplicates + read.taken.length - fresh.length,
    quarantined: read.quarantined.length,
    stripped: read.stripped.slice(0, MOST_COLUMNS_TOLD),
    quarantine: read.quarantined.slice(0, MOST_TOLD),
  };
}

function columnsOf({ when, incident, ...row }: NumberedRow) {
  return {
    ...{
      precision: when.precision,
      begins_at: when.from,
      ends_at: when.to,
      said_at: when.said,
      said_until: when.until,
    },
    ...{ zone: when.zone, identifier: row.identifier, other_identifier: row.otherIdentifier },
    ...{ identifiers: row.identifiers, service: row.service, means: row.means, reference: row.reference },
    ...{
      country: row.country,
      seconds: row.seconds,
      files: row.files,
      source_row: row.row,
      fingerprint: row.fingerprint,
    },
    ...{ incident_at: incident?.from ?? null, incident: incident?.from == null ? null : incident },
  };
}

export function sha256Of(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
