import { csvCell, safeId } from '../../leads/subjects-csv.ts';
import type { TimelineRow } from './timeline-schema.ts';
import { COLUMN_WORDS } from './timeline-words.ts';

/** The columns of the table on the screen, in its order. */
const COLUMNS = Object.keys(COLUMN_WORDS) as readonly (keyof typeof COLUMN_WORDS)[];

/** The rows of the screen as a table: the same, in the same order, in the same words. Nothing in it runs in a spreadsheet. */
export function timelineCsv(rows: readonly TimelineRow[], language: 'fr' | 'en'): string {
  const head = COLUMNS.map((column) => COLUMN_WORDS[column][language]);
  const lines = rows.map(({ words }) => COLUMNS.map((column) => safeId(words[column])));
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`;
}
