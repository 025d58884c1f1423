import { readFileSync } from 'node:fs';
import { parseSmallCsv } from '../../transfers/geography/small-csv.ts';
import { UnusableInput } from '../../transfers/reader.ts';
import { DECISIONS, type Decision, pairKey } from './decision.ts';

export const DECISION_COLUMNS = ['left', 'right', 'decision', 'by', 'date', 'note'] as const;

/**
 * Reads decisions on pairs (CSV: left,right,decision,by,date,note). Of two on one pair the later line stands.
 *
 * @throws UnusableInput that says which line is wrong
 */
export function readDecisions(file: string): Decision[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableInput(file, `the decisions cannot be read (${(error as Error).message}).`);
  }
  const { header, rows } = parseSmallCsv(text);
  const missing = DECISION_COLUMNS.slice(0, 3).filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new UnusableInput(
      file,
      `the decisions lack the column ${missing.join(' and ')}; the header must be ${DECISION_COLUMNS.join(',')}.`,
    );
  const decisions = rows.map(({ line, cells }): Decision => {
    const cell = (column: (typeof DECISION_COLUMNS)[number]): string => cells[header.indexOf(column)] ?? '';
    const [left, right] = [cell('left'), cell('right')];
    const decision = DECISIONS.find((each) => each === cell('decision').toLowerCase());
    if (left === '' || right === '' || left === right)
      throw new UnusableInput(file, `line ${line} of the decisions does not name two records; correct it.`);
    if (decision === undefined)
      throw new UnusableInput(file, `line ${line} of the decisions says none of ${DECISIONS.join(', ')}; correct it.`);
    return { left, right, decision, by: cell('by'), date: cell('date'), note: cell('note') };
  });
  return latestOf(decisions);
}

/** One decision a pair, the last one given, in the order of their records. */
export function latestOf(decisions: readonly Decision[]): Decision[] {
  const byPair = new Map(decisions.map((decision) => [pairKey(decision.left, decision.right), decision]));
  return [...byPair].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, decision]) => decision);
}
