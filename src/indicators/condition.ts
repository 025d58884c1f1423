/**
 * A condition turns facts into a strength: 0 = no, (0, 1] = yes and how much, or *unknown* when a fact is missing.
 *
 * - ramp: 0 at `from`, 1 at `to`, straight in between (or straight in the logarithm); from > to falls.
 * - threshold: 1 when the fact is at least / at most the limit, else 0.
 * - all: the weakest of its parts (minimum). A definite no beats unknown; unknown beats yes.
 *   The minimum is used, not a mean or a product: a reader can name the one part that holds an indicator back.
 * - any: the strongest of its parts (maximum). What is certain counts: yes beats unknown, unknown beats no.
 */
export type Condition = Ramp | Threshold | Group;

export interface Ramp {
  readonly kind: 'ramp';
  readonly fact: string;
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  /** Only in an `all` of an ordinary explanation: when the fact is unknown the part is left out instead. */
  readonly optional: boolean;
}

export interface Threshold {
  readonly kind: 'threshold';
  readonly fact: string;
  /** -Infinity when there is no lower limit. */
  readonly atLeast: number;
  /** Infinity when there is no upper limit. */
  readonly atMost: number;
  readonly optional: boolean;
}

export interface Group {
  readonly kind: 'all' | 'any';
  readonly of: readonly Condition[];
}

/**
 * Strengths are computed as whole levels: 0 = no, 1 = unknown, even numbers up to FULL = yes. With unknown standing between
 * no and the weakest yes, the minimum and the maximum of plain integers *are* the three-valued `all` and `any`:
 * min(no, unknown) = no, min(unknown, yes) = unknown, max(no, unknown) = unknown, max(unknown, yes) = yes. Integers also
 * make scores the same on every machine, and their minimum costs no branch.
 */
export const NO = 0;
export const UNKNOWN = 1;
export const FULL = 2 ** 30;

/** A ramp as a line: strength = (x - from) / width, exactly 1 at the end, x being the value or its logarithm. */
export function lineOf(ramp: Ramp): { readonly from: number; readonly width: number } {
  const [from, to] = ramp.scale === 'log' ? [Math.log(ramp.from), Math.log(ramp.to)] : [ramp.from, ramp.to];
  return { from, width: to - from };
}

/** x where a logarithmic ramp is straight; zero and less count as the smallest number. */
export function logOf(value: number): number {
  return Math.log(Math.max(value, Number.MIN_VALUE));
}

/**
 * The level of a finite strength before it is cut to 0 … 1. Written without a comparison, |x| / 2 + x / 2 being x or 0:
 * on mixed subjects a branch here costs ten times the arithmetic. Halved before they are added, since twice the largest numbers is none.
 */
export function levelOf(uncut: number): number {
  const below = 1 - (Math.abs(uncut) / 2 + uncut / 2);
  return Math.trunc((1 - (Math.abs(below) + below) / 2) * (FULL / 2)) << 1;
}

/** Level of one ramp for one value; unknown when it is not finite (full when optional: neutral in an `all`). */
export function rampLevel(ramp: Ramp, value: number): number {
  if (!Number.isFinite(value)) return ramp.optional ? FULL : UNKNOWN;
  const { from, width } = lineOf(ramp);
  return levelOf(((ramp.scale === 'log' ? logOf(value) : value) - from) / width);
}

/** FULL or NO; unknown when the value is not finite (full when optional). */
function thresholdLevel(threshold: Threshold, value: number): number {
  if (!Number.isFinite(value)) return threshold.optional ? FULL : UNKNOWN;
  return value >= threshold.atLeast && value <= threshold.atMost ? FULL : NO;
}

/** Level of a whole condition for one subject; `factValue` gives its facts (NaN = unknown). */
export function conditionLevel(condition: Condition, factValue: (fact: string) => number): number {
  switch (condition.kind) {
    case 'ramp':
      return rampLevel(condition, factValue(condition.fact));
    case 'threshold':
      return thresholdLevel(condition, factValue(condition.fact));
    case 'all':
      return Math.min(...condition.of.map((part) => conditionLevel(part, factValue)));
    case 'any':
      return Math.max(...condition.of.map((part) => conditionLevel(part, factValue)));
  }
}

export type Outcome = 'fired' | 'unknown' | 'no';

/** A yes below this level (strength 0.00002) is a no: it could not move a score by its last digit. */
export const WEAKEST = 2 ** 14;

/** What a level says. */
export function outcomeOf(level: number): Outcome {
  if (level >= WEAKEST) return 'fired';
  return level === UNKNOWN ? 'unknown' : 'no';
}

/** (0, 1] for a yes, else 0. */
export function strengthOf(level: number): number {
  return level >= WEAKEST ? level / FULL : 0;
}

/** The ramps and thresholds of a condition, left to right. */
export function leavesOf(condition: Condition): readonly (Ramp | Threshold)[] {
  return 'of' in condition ? condition.of.flatMap(leavesOf) : [condition];
}
