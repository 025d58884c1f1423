import { type SourceFile, UnusableInput } from '../reader.ts';
import { SourceTrouble } from '../sources/source-error.ts';
import { openZipParts, type ZipParts } from '../sources/zip-parts.ts';
import type { CsvOptions } from './csv-table.ts';
import type { PlainTable } from './plain-table.ts';
import { StagedTable } from './staged-table.ts';
import { noNotes, type SheetNotes, sheetRows } from './xlsx-rows.ts';
import { readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.ts';

/** Rows looked at for a header. */
const HEADER_ROWS = 30;
/** So many known columns make a header without a doubt. */
const CLEAR_HEADER = 4;

/**
 * Opens a workbook: the first visible sheet with a recognisable header, by stream, staged as text. Dates come as ISO 8601,
 * numbers with a decimal point.
 *
 * @throws UnusableInput when it is damaged, protected or holds no table
 */
export async function openXlsx(source: SourceFile, options: CsvOptions): Promise<PlainTable> {
  try {
    const zip = await openZipParts(source.path);
    try {
      const workbook = await readWorkbook(zip);
      return await readTable(source.label, zip, workbook, options);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    if (error instanceof SourceTrouble) throw new UnusableInput(source.label, `${error.message}.`);
    if (error instanceof Error && 'code' in error) throw error;
    throw new UnusableInput(
      source.label,
      'the workbook is damaged: open it, save it again as .xlsx, or export it as CSV.',
    );
  }
}

async function readTable(label: string, zip: ZipParts, workbook: Workbook, options: CsvOptions): Promise<PlainTable> {
  const chosen = await chooseSheet(zip, workbook, options);
  if (chosen === null) throw new UnusableInput(label, 'no visible sheet holds a row: is the table on a hidden sheet?');
  const { sheet, headerAt } = chosen;
  const notes = noNotes();
  let staged: StagedTable | null = null;
  let headers: string[] = [];
  let at = -1;
  let row = 0;
  try {
    for await (const { cells, misplaced } of sheetRows(zip, workbook, sheet, notes)) {
      at += 1;
      if (at < headerAt) continue;
      if (staged === null) {
        headers = options.header
          ? withoutTrailingBlanks(dense(cells))
          : dense(cells).map((_, index) => `column${index + 1}`);
        staged = new StagedTable(options.tempDir, headers.length);
        if (options.header) continue;
      }
      if (row === options.mostRows) break;
      row += 1;
      if (misplaced) await staged.addUnreadable(row, null, MISPLACED);
      else if (isOutside(cells, headers.length)) await staged.addUnreadable(row, null, OUTSIDE);
      else
        await staged.add(
          row,
          headers.map((_, index) => cells[index] ?? ''),
        );
    }
    if (staged === null) throw new UnusableInput(label, 'the sheet holds no row.');
    return await staged.finish(headers, warningsOf(workbook, sheet, headerAt, notes));
  } catch (error) {
    await staged?.abandon();
    throw error;
  }
}

/** True when a text stands beyond the first `width` columns. Of a row with few cells, however far apart, only these are looked at. */
function isOutside(cells: readonly string[], width: number): boolean {
  return cells.length > width && Object.entries(cells).some(([at, text]) => Number(at) >= width && text !== '');
}

const OUTSIDE = 'The row has a value to the right of the last header: give that column a header, or clear the cell.';

const MISPLACED =
  'A cell of the row stands in a column that no sheet has, or in the place of another: open the workbook and save it again.';

/** The first sheet with a clear header; failing that, the one whose header names most. */
async function chooseSheet(
  zip: ZipParts,
  workbook: Workbook,
  options: CsvOptions,
): Promise<{ sheet: Sheet; headerAt: number } | null> {
  let best: { sheet: Sheet; headerAt: number; score: number } | null = null;
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
    let at = -1;
    const rows = sheetRows(zip, workbook, sheet, noNotes());
    for await (const { cells } of rows) {
      at += 1;
      if (at >= HEADER_ROWS || (!options.header && at > 0)) break;
      const score = options.header ? options.headerScore(dense(cells)) : 1;
      if (best === null || score > best.score) best = { sheet, headerAt: at, score };
    }
    if (best !== null && best.score >= CLEAR_HEADER) return best;
  }
  return best;
}

/** With an empty text for each column that has no cell. */
function dense(cells: readonly string[]): string[] {
  return Array.from(cells, (text) => text ?? '');
}

function withoutTrailingBlanks(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((text) => text.trim() !== '');
  return cells.slice(0, last + 1).map((text) => (text ?? '').trim());
}

function warningsOf(workbook: Workbook, read: Sheet, headerAt: number, notes: SheetNotes): string[] {
  const others = workbook.sheets.filter((sheet) => sheet !== read);
  const named = (sheets: readonly Sheet[]): string => sheets.map(({ name }) => `"${name}"`).join(', ');
  const hidden = others.filter((sheet) => sheet.hidden);
  const visible = others.filter((sheet) => !sheet.hidden);
  return [
    ...(visible.length > 0
      ? [`Only the sheet "${read.name}" was read, not ${named(visible)}; save them as files of their own.`]
      : []),
    ...(hidden.length > 0 ? [`Hidden sheets were not read: ${named(hidden)}.`] : []),
    ...(headerAt > 0 ? [`The header was found after ${headerAt} other row(s), which were left out.`] : []),
    ...(notes.formulas > 0
      ? [`${notes.formulas} cell(s) hold formulas; none was run, the results stored in the file were taken.`]
      : []),
    ...(notes.withoutResult > 0
      ? [`${notes.withoutResult} formula(s) have no stored result and count as empty; open and save the workbook.`]
      : []),
    ...(notes.merged > 0
      ? [
          `${notes.merged} merged cell(s) span several rows, and only the first row of each holds the value: people may be split. Unmerge them, fill the value down, and scan again.`,
        ]
      : []),
    ...(notes.errors > 0 ? [`${notes.errors} cell(s) show an error of the spreadsheet and count as empty.`] : []),
  ];
}
