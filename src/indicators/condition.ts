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
 * Unknown, as a number between no (0) and the weakest yes. With this choice the minimum and the maximum of plain numbers
 * *are* the three-valued `all` and `any`: min(0, U) = 0, min(U, yes) = U, max(0, U) = U, max(U, yes) = yes.
 */
export const UNKNOWN = 2 ** -60;

/** Strengths under this count as no: they could not move a score by its last digit. */
export const WEAKEST = 1e-5;

/** Strength of one ramp for one value; UNKNOWN for NaN (1 when optional: neutral in an `all`). */
export function rampStrength(ramp: Ramp, value: number): number {
  if (Number.isNaN(value)) return ramp.optional ? 1 : UNKNOWN;
  const [x, from, to] =
    ramp.scale === 'log'
      ? [Math.log(Math.max(value, 0)), Math.log(ramp.from), Math.log(ramp.to)]
      : [value, ramp.from, ramp.to];
  const strength = (x - from) / (to - from);
  if (strength >= 1) return 1;
  return strength < WEAKEST ? 0 : strength;
}

/** 1 or 0; UNKNOWN for NaN (1 when optional). */
export function thresholdStrength(threshold: Threshold, value: number): number {
  if (Number.isNaN(value)) return threshold.optional ? 1 : UNKNOWN;
  return value >= threshold.atLeast && value <= threshold.atMost ? 1 : 0;
}

/** Strength of a whole condition for one subject; `factValue` gives its facts (NaN = unknown). The oracle of the column-wise evaluation. */
export function conditionStrength(condition: Condition, factValue: (fact: string) => number): number {
  switch (condition.kind) {
    case 'ramp':
      return rampStrength(condition, factValue(condition.fact));
    case 'threshold':
      return thresholdStrength(condition, factValue(condition.fact));
    case 'all':
      return Math.min(...condition.of.map((part) => conditionStrength(part, factValue)));
    case 'any':
      return Math.max(...condition.of.map((part) => conditionStrength(part, factValue)));
  }
}

/** The ramps and thresholds of a condition, left to right. */
export function leavesOf(condition: Condition): readonly (Ramp | Threshold)[] {
  return 'of' in condition ? condition.of.flatMap(leavesOf) : [condition];
}
