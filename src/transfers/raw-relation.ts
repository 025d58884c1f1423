import type { PeopleTables } from './people.ts';
import type { ValueFormats } from './reader.ts';
import type { RawField } from './transfer.ts';

/** Records of one file as a reader understood them: an SQL relation with `source_row` and the raw fields that the file has. */
export interface RawRelation {
  readonly relation: string;
  readonly present: ReadonlySet<RawField>;
  /** DuckDB type of a field that is not VARCHAR, e.g. { executed_at: 'TIMESTAMP', amount: 'DECIMAL(18,2)' }. */
  readonly nativeTypes: Readonly<Partial<Record<RawField, string>>>;
  readonly formats: ValueFormats;
  readonly seen?: SeenTexts;
  /** SHA-256 of the file. */
  readonly sha256: string;
}

/** What a look at every text of a file told. Work that would change nothing is then left out: see `lookOver`. */
export interface SeenTexts {
  /** Fields of which every text stands as it is kept already. */
  readonly tidy: ReadonlySet<RawField>;
  /** Fields with texts that repeat, of which every one stands as it is kept already: then the engine need not look at each row’s. */
  readonly plain: ReadonlySet<RawField>;
  /** Fields that no record lacks. */
  readonly complete: ReadonlySet<RawField>;
  /** Fields of which every text is the code of a country already. */
  readonly countryCodes: ReadonlySet<RawField>;
  /** The statuses that occur, in lower case; null when they are too many to be told apart one by one. */
  readonly statuses: readonly string[] | null;
  /** The people of the file, when all that is said of them is kept as it stands; otherwise null. */
  readonly people: PeopleTables | null;
}
