/**
 * A file as DuckDB can read it, before anyone knows what its columns mean. Columns are called c0, c1, … so that no header,
 * however odd, ever reaches SQL as an identifier.
 */
export interface PlainTable {
  /** Header of c0, c1, … as it stands in the file, trimmed. */
  readonly headers: readonly string[];
  /** DuckDB type of c0, c1, … */
  readonly types: readonly string[];
  /** FROM item: `source_row BIGINT, c0, c1, …`. */
  readonly numbered: string;
  /** FROM item: `c0, c1, …` in file order, when the k-th row is record k; otherwise null. */
  readonly inFileOrder: string | null;
  /** True when `numbered` may be read again and again at no cost worth a copy. */
  readonly readInPlace: boolean;
  /** Number of rows of `numbered`. */
  readonly readable: number;
  /** FROM item: `row BIGINT, "column" VARCHAR, reason VARCHAR`. */
  readonly unreadable: string;
  readonly unreadableCount: number;
  /** Written as office programs of countries with a decimal comma do: separated by semicolons. */
  readonly continental: boolean;
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** The `unreadable` of a table in which every record could be read. */
export const NONE_UNREADABLE =
  '(SELECT NULL::BIGINT AS "row", NULL::VARCHAR AS "column", NULL::VARCHAR AS reason WHERE false)';
