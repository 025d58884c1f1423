import type { FactTable } from '../facts/fact-table.ts';
import { FactWindows } from '../facts/fact-windows.ts';
import { BLOCK, compileCondition, openRows } from './compile-condition.ts';
import type { CompiledIndicator, CompiledPack } from './compile-pack.ts';
import { type Condition, leavesOf, strengthOf, UNKNOWN, WEAKEST } from './condition.ts';
import { contributionUnits, fromUnits, INDEPENDENT_FROM, UNITS } from './contribution.ts';
import { emptyOutcomes, keepOutcomes, type Outcomes } from './outcomes.ts';
import type { Queue } from './queue.ts';

/** Scores of all subjects of one kind for one queue; index = row of the fact table. */
export interface QueueScores {
  /** Sum of the contributions; a multiple of 0.0001. */
  readonly score: Float64Array;
  /** Indicators that fired. */
  readonly fired: Uint16Array;
  /** Ordinary explanations that apply. */
  readonly against: Uint16Array;
  /** Indicators and explanations that could not be decided. */
  readonly unknown: Uint16Array;
  /** Bits of the families with an indicator at half strength or more. */
  readonly families: Int32Array;
  /** Contributions that speak for a collector minus those for a facilitator; nothing for payers. */
  readonly collectorLean: Float64Array;
}

export interface SubjectScores {
  readonly count: number;
  readonly investigation: QueueScores;
  readonly safeguarding: QueueScores;
  /** Other payers proposed for investigation who are joined to a row by payees that they share; 0 until they are counted, and where any number may be joined. */
  readonly joinedPayers: Int32Array;
  readonly outcomes: Outcomes;
}

/**
 * Scores every row of a fact table, in blocks of columns. 60 indicators over 1 million subjects take about a second on
 * one core. Pure but for scratch memory in `compiled`; the table must follow the catalogue that the pack was compiled for.
 */
export function evaluateSubjects(compiled: CompiledPack, table: FactTable): SubjectScores {
  const scores = emptyScores(compiled, table.count);
  evaluateRows(compiled, table, scores, 0, table.count, () => true);
  finish(scores);
  return scores;
}

/** Adds what some of the indicators say of the rows from `from` to before `to`, in ten-thousandths until `finish`. */
export function evaluateRows(
  compiled: CompiledPack,
  table: FactTable,
  scores: SubjectScores,
  from: number,
  to: number,
  isAsked: (indicator: CompiledIndicator) => boolean,
): void {
  const levels = new Int32Array(BLOCK);
  const open = new Int32Array(BLOCK);
  for (const window of windowsFor(table, compiled.indicators.filter(isAsked)).read(from, to))
    for (let start = window.from; start < window.to; start += BLOCK) {
      const length = Math.min(BLOCK, window.to - start);
      for (const [place, one] of compiled.indicators.entries()) {
        if (!isAsked(one)) continue;
        one.program(window.facts.columns, start - window.first, length, levels);
        const count = openRows(levels, length, open);
        keepOutcomes(scores.outcomes, place, levels, start, open, count);
        for (const queue of queuesOf(one)) addBlock(scores[queue], one, levels, start, open, count);
      }
    }
}

/** Windows with the facts that these indicators ask for. */
function windowsFor(table: FactTable, indicators: readonly CompiledIndicator[]): FactWindows {
  return windowsOver(
    table,
    indicators.map(({ indicator }) => indicator.condition),
  );
}

function windowsOver(table: FactTable, conditions: readonly Condition[]): FactWindows {
  const asked = new Set(conditions.flatMap((condition) => leavesOf(condition).map(({ fact }) => fact)));
  return new FactWindows(table, ({ id }) => asked.has(id));
}

/** Strength of one indicator for every row: (0, 1], 0 = no, NaN = unknown. Throws when the pack has no such indicator. */
export function indicatorStrengths(compiled: CompiledPack, table: FactTable, id: string): Float64Array {
  const one = compiled.indicators.find(({ indicator }) => indicator.id === id);
  if (one === undefined) throw new Error(`The pack has no indicator ${id} for a ${compiled.subject}`);
  return conditionStrengths(one.indicator.condition, table);
}

/** Strength of a condition for every row: (0, 1], 0 = no, NaN = unknown. */
export function conditionStrengths(condition: Condition, table: FactTable): Float64Array {
  const program = compileCondition(condition, table.catalogue);
  const strengths = new Float64Array(table.count);
  const levels = new Int32Array(BLOCK);
  for (const { facts, first, from, to } of windowsOver(table, [condition]).read())
    for (let start = from; start < to; start += BLOCK) {
      const length = Math.min(BLOCK, to - start);
      program(facts.columns, start - first, length, levels);
      for (let i = 0; i < length; i++)
        strengths[start + i] = levels[i] === UNKNOWN ? Number.NaN : strengthOf(levels[i] as number);
    }
  return strengths;
}

function queuesOf({ indicator }: CompiledIndicator): readonly Queue[] {
  return indicator.queue === 'both' ? ['investigation', 'safeguarding'] : [indicator.queue];
}

/** Scores of as many rows, all 0, in memory that threads share. */
export function emptyScores({ indicators, subject }: CompiledPack, count: number): SubjectScores {
  const leaning = subject === 'payee' ? count : 0;
  const ofQueue = (): QueueScores => ({
    score: new Float64Array(new SharedArrayBuffer(8 * count)),
    fired: new Uint16Array(new SharedArrayBuffer(2 * count)),
    against: new Uint16Array(new SharedArrayBuffer(2 * count)),
    unknown: new Uint16Array(new SharedArrayBuffer(2 * count)),
    families: new Int32Array(new SharedArrayBuffer(4 * count)),
    collectorLean: new Float64Array(new SharedArrayBuffer(8 * leaning)),
  });
  return {
    count,
    investigation: ofQueue(),
    safeguarding: ofQueue(),
    joinedPayers: new Int32Array(new SharedArrayBuffer(4 * count)),
    outcomes: emptyOutcomes(indicators.length, count),
  };
}

/** Adds what one indicator says of the rows start + rows[0 … count); score and lean are in ten-thousandths until `finish`. */
function addBlock(
  scores: QueueScores,
  { indicator, familyBit }: CompiledIndicator,
  levels: Int32Array,
  start: number,
  rows: Int32Array,
  count: number,
): void {
  const { score, families, collectorLean, unknown } = scores;
  const tally = indicator.kind === 'indicator' ? scores.fired : scores.against;
  const lean = indicator.suggests === 'collector' ? 1 : indicator.suggests === 'facilitator' ? -1 : 0;
  for (let k = 0; k < count; k++) {
    const level = levels[rows[k] as number] as number;
    const row = start + (rows[k] as number);
    if (level < WEAKEST) {
      if (level === UNKNOWN) unknown[row] = (unknown[row] as number) + 1;
      continue;
    }
    const strength = strengthOf(level);
    const units = contributionUnits(indicator.weight, strength);
    score[row] = (score[row] as number) + units;
    tally[row] = (tally[row] as number) + 1;
    if (strength >= INDEPENDENT_FROM) families[row] = (families[row] as number) | familyBit;
    if (lean !== 0 && row < collectorLean.length) collectorLean[row] = (collectorLean[row] as number) + lean * units;
  }
}

/** Makes scores of the ten-thousandths, once everything has been added. */
export function finish({ count, investigation, safeguarding }: SubjectScores): void {
  for (const { score, collectorLean } of [investigation, safeguarding]) {
    for (let row = 0; row < count; row++) score[row] = fromUnits(score[row] as number);
    for (let row = 0; row < collectorLean.length; row++) collectorLean[row] = (collectorLean[row] as number) / UNITS;
  }
}
