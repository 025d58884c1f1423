/** How a delimited text file is written. Single characters; `quote` and `escape` are '' when the file has none. */
export interface Dialect {
  readonly delimiter: ',' | ';' | '\t' | '|' | '\u001f';
  readonly quote: '"' | "'" | '';
  readonly escape: '"' | "'" | '\\' | '';
}

export const DELIMITERS = [',', ';', '\t', '|'] as const satisfies readonly Dialect['delimiter'][];

/** No transfer is longer than this. A longer record is a broken one: it goes to the quarantine, the rest is read. */
export const MAX_RECORD_BYTES = 1 << 20;

/** Whole lines as one column: the unit separator stands in no text file. */
export const LINES_DIALECT: Dialect = { delimiter: '\u001f', quote: '', escape: '' };
