/** A small table in text: reference data that ships with Vigie or that an operator writes by hand. Not for transfers. */
export interface SmallTable {
  /** Lower case, blanks removed. */
  readonly header: readonly string[];
  /** `line` counts from 1, as an editor shows it. Cells are trimmed. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Comma or semicolon, whichever the header has more of; quoted cells; empty lines and lines that begin with # are left out. */
export function parseSmallCsv(text: string): SmallTable {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter((row) => row.text.trim() !== '' && !row.text.startsWith('#'));
  const [head, ...rest] = lines;
  if (!head) return { header: [], rows: [] };
  const delimiter = head.text.split(';').length > head.text.split(',').length ? ';' : ',';
  return {
    header: cellsOf(head.text, delimiter).map((cell) => cell.toLowerCase()),
    rows: rest.map((row) => ({ line: row.line, cells: cellsOf(row.text, delimiter) })),
  };
}

function cellsOf(line: string, delimiter: ',' | ';'): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const pattern = delimiter === ',' ? /,\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))/g : /;\s*(?:"((?:[^"]|"")*)"\s*|([^;]*))/g;
  return [...`${delimiter}${line}`.matchAll(pattern)].map((match) =>
    (match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim(),
  );
}
