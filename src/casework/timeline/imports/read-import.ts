import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { Field, ImportKind, RowReason } from './import-words.ts';
import { readRecords } from './read-records.ts';
import { type ImportOptions, type TakenRow, takeRow } from './take-row.ts';

export interface NumberedRow extends TakenRow {
  readonly row: number;
  /** The same for rows of which the same is taken, in hexadecimal digits. */
  readonly fingerprint: string;
}

export interface QuarantinedRow {
  readonly row: number;
  readonly field: Field | null;
  readonly reason: RowReason;
}

/** A file as it is taken: read = taken + duplicates + quarantined. */
export interface ReadImport {
  readonly rowsRead: number;
  readonly taken: readonly NumberedRow[];
  /** Rows of the file of which the same is taken as of one before. */
  readonly duplicates: number;
  readonly quarantined: readonly QuarantinedRow[];
  readonly columns: readonly { readonly column: string; readonly field: Field }[];
  /** What was left at the door: the names of columns, and of how many values. */
  readonly stripped: readonly { readonly column: string; readonly values: number }[];
}

/** The server goes on with others after so many rows. */
const ROWS_AT_ONCE = 500;

/** Takes the metadata of a file. Nothing else of it comes out. Throws ImportRefused when nothing of it can be taken. */
export async function readImport(
  text: string,
  kind: ImportKind,
  options: ImportOptions,
  now: Temporal.Instant,
): Promise<ReadImport> {
  const { columns, stripped, records } = readRecords(text, kind);
  const taken = new Map<string, NumberedRow>();
  const quarantined: QuarantinedRow[] = [];
  let rowsRead = 0;
  let duplicates = 0;
  const leave = (field: Field): void => {
    const name = columns.find((column) => column.field === field)?.column ?? field;
    stripped.set(name, (stripped.get(name) ?? 0) + 1);
  };
  for (const record of records) {
    rowsRead += 1;
    if (rowsRead % ROWS_AT_ONCE === 0) await breath();
    if ('reason' in record) {
      quarantined.push({ row: record.row, field: null, reason: record.reason });
      continue;
    }
    const row = takeRow(record.cells, kind, options, now, leave);
    if ('reason' in row) {
      quarantined.push({ row: record.row, ...row });
      continue;
    }
    const fingerprint = fingerprintOf(row, kind);
    if (taken.has(fingerprint)) duplicates += 1;
    else taken.set(fingerprint, { ...row, row: record.row, fingerprint });
  }
  return {
    ...{ rowsRead, duplicates, quarantined, columns, taken: [...taken.values()] },
    stripped: [...stripped].map(([column, values]) => ({ column, values })),
  };
}

function fingerprintOf({ when, incident, ...row }: TakenRow, kind: ImportKind): string {
  const content = [
    kind,
    when.precision,
    when.from,
    when.to,
    incident?.precision,
    incident?.from,
    Object.entries(row).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}
