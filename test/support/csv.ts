import { readFileSync } from 'node:fs';

/** A CSV file by RFC 4180, read the slow and obvious way: what Vigie writes must be read by any program. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === ',') {
      record.push(cell);
      cell = '';
    } else if (character === '\n') {
      records.push([...record, cell]);
      record = [];
      cell = '';
    } else cell += character;
  }
  if (cell !== '' || record.length > 0) throw new Error('the last line has no end');
  return records;
}

export interface CsvTable {
  readonly header: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export function readCsvTable(file: string): CsvTable {
  const text = readFileSync(file, 'utf8');
  const [names = [], ...records] = parseCsv(text);
  const rows = records.map((record) => {
    if (record.length !== names.length) throw new Error(`${file}: ${record.length} cells under ${names.length} names`);
    return Object.fromEntries(names.map((name, index) => [name, record[index] ?? '']));
  });
  return { header: text.slice(0, text.indexOf('\n')), rows };
}

/** Writes a cell where any character may occur. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
}
