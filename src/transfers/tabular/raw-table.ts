import type { TimesRead, ValueFormats } from '../reader.ts';
import type { RawField } from '../transfer.ts';

/** How sure it is that a column means a field: said by a mapping or preset, one meaning only, or a good guess. */
export type Certainty = 'given' | 'sure' | 'likely';

/** Why a column was taken for a field: shown to the person who runs the scan. */
export interface FieldSource {
  readonly field: RawField;
  /** Header as it stands in the file; several joined by ' + '; `= value` for a constant of the mapping. */
  readonly header: string;
  readonly certainty: Certainty;
}

/**
 * DuckDB type in which a column of the relation arrives. Every column is VARCHAR save dates and amounts of a source that
 * has types of its own (Parquet): those are handed over as they are, for a cast to text and back would double the work.
 */
export type NativeType = 'VARCHAR' | 'TIMESTAMP' | 'TIMESTAMPTZ' | 'DATE' | 'TIME' | 'DECIMAL' | 'DOUBLE' | 'BIGINT';

/**
 * A tabular file, opened: its columns found, named by field and ready for SQL. Nothing was interpreted yet; what the texts
 * mean is said by `formats`. A missing value is NULL, never ''.
 */
export interface RawTable {
  /** FROM item, in parentheses: `source_row BIGINT` and one column per entry of `fields`, named after the field. */
  readonly relation: string;
  /**
   * The same without `source_row`, in file order, when its k-th row is record k; null when it is not. DuckDB scans it on
   * all threads, while numbering rows in `relation` of a CSV costs one thread: `CREATE TEMP TABLE t AS FROM inFileOrder`
   * keeps the order, so that `rowid + 1` is the record number.
   */
  readonly inFileOrder: string | null;
  /** True when `relation` may be read again and again at no cost worth a copy: a Parquet file, the given one or one made of a CSV. */
  readonly readInPlace: boolean;
  readonly fields: readonly FieldSource[];
  /** Headers that mean nothing to Vigie. */
  readonly ignored: readonly string[];
  readonly formats: ValueFormats;
  readonly times: TimesRead;
  /** Type of each column of `relation`; VARCHAR when not named. */
  readonly nativeTypes: Readonly<Partial<Record<RawField, NativeType>>>;
  /** FROM item, in parentheses: `row BIGINT, "column" VARCHAR, reason VARCHAR`, one row per record that is not in `relation`. */
  readonly unreadable: string;
  /** All records of the file: those of `relation` and those of `unreadable`. */
  records(): Promise<number>;
  /** What a person should know though the file was read. */
  readonly warnings: readonly string[];
  /** Drops what was made for this table (temporary files and tables). The relation is dead afterwards. */
  close(): Promise<void>;
}
