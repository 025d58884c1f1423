import type { ZipParts } from '../sources/zip-parts.ts';
import { columnOf, numberText, serialText } from './xlsx-cells.ts';
import type { Sheet, Workbook } from './xlsx-workbook.ts';
import { parseXml } from './xml-stream.ts';

/** What was seen in passing and should be told. */
export interface SheetNotes {
  formulas: number;
  /** Formulas whose result the file does not hold. */
  withoutResult: number;
  /** Cells that show an error of the spreadsheet (#REF!, #N/A). */
  errors: number;
  /** Merged cells that span rows: only the first row of each holds the value. */
  merged: number;
}

export function noNotes(): SheetNotes {
  return { formulas: 0, withoutResult: 0, errors: 0, merged: 0 };
}

/** A row that holds anything. */
export interface SheetRow {
  /** Texts by column; sparse: a column without a cell has none. */
  readonly cells: readonly string[];
  /** A cell of it stands in a column that no sheet has (beyond XFD, or "a1"), or where another cell stands. */
  readonly misplaced: boolean;
}

/**
 * The rows of a sheet that hold anything; one piece of XML in memory at a time. Formulas are never run: the result that the file
 * holds is taken. A cell that shows an error is empty.
 */
export async function* sheetRows(
  zip: ZipParts,
  workbook: Workbook,
  sheet: Sheet,
  notes: SheetNotes,
): AsyncGenerator<SheetRow> {
  const gathered: SheetRow[] = [];
  let row: string[] = [];
  let misplaced = false;
  let cell: OpenCell | null = null;
  let taking: 'value' | 'inline' | null = null;
  const steps = parseXml(await zip.open(sheet.part), {
    open: (name, attributes) => {
      if (name === 'row') {
        row = [];
        misplaced = false;
      } else if (name === 'c') {
        const reference = attributes.get('r');
        const column = reference === undefined ? row.length : columnOf(reference);
        cell = {
          column,
          type: attributes.get('t') ?? 'n',
          style: Number(attributes.get('s') ?? 0),
          text: '',
          formula: false,
        };
      } else if (name === 'mergeCell') notes.merged += Number(spansRows(attributes.get('ref') ?? ''));
      else if (name === 'f' && cell) cell.formula = true;
      else if (name === 'v') taking = 'value';
      else if (name === 't' && cell) taking = 'inline';
    },
    text: (piece) => {
      if (taking && cell) cell.text += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') taking = null;
      else if (name === 'c' && cell) {
        const text = cellText(cell, workbook, notes);
        if (cell.column === null || (row[cell.column] ?? '') !== '') misplaced ||= text !== '';
        else row[cell.column] = text;
        cell = null;
      } else if (name === 'row' && (misplaced || Object.values(row).some((text) => text !== '')))
        // Only cells that are there are looked at: the first may be the 16,384th.
        gathered.push({ cells: row, misplaced });
    },
  });
  for await (const _ of steps) yield* gathered.splice(0);
}

interface OpenCell {
  readonly column: number | null;
  readonly type: string;
  readonly style: number;
  text: string;
  formula: boolean;
}

function cellText(cell: OpenCell, workbook: Workbook, notes: SheetNotes): string {
  if (cell.formula) {
    notes.formulas += 1;
    if (cell.text === '') notes.withoutResult += 1;
  }
  switch (cell.type) {
    case 's':
      return workbook.sharedStrings[Number(cell.text)] ?? '';
    case 'e':
      notes.errors += 1;
      return '';
    case 'n': {
      if (cell.text === '') return '';
      const number = cell.text.trim();
      return workbook.styles[cell.style] === 'date'
        ? serialText(Number(number), workbook.date1904)
        : numberText(number);
    }
    default:
      return cell.text;
  }
}

/** A reference such as C2:C4. */
function spansRows(reference: string): boolean {
  const [first, last] = reference.split(':').map((corner) => corner.replace(/\D/g, ''));
  return last !== undefined && first !== last;
}
