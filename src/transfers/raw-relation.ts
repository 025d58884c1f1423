import type { ValueFormats } from './reader.ts';
import type { RawField } from './transfer.ts';

/** Records of one file as a reader understood them: an SQL relation with `source_row` and the raw fields that the file has. */
export interface RawRelation {
  readonly relation: string;
  readonly present: ReadonlySet<RawField>;
  /** DuckDB type of a field that is not VARCHAR, e.g. { executed_at: 'TIMESTAMP', amount: 'DECIMAL(18,2)' }. */
  readonly nativeTypes: Readonly<Partial<Record<RawField, string>>>;
  readonly formats: ValueFormats;
  /** Fields that are known to need no cleaning: see `tidyTexts`. */
  readonly tidy?: ReadonlySet<RawField>;
  /** SHA-256 of the file. */
  readonly sha256: string;
}
