/** Patterns of agreement and how many pairs of records show each. Parallel lists. */
export interface PatternCounts {
  /** Levels by field: -1 = missing. */
  readonly levels: readonly (readonly number[])[];
  /** Pairs, not always whole: what was sampled stands for more. */
  readonly pairs: Float64Array;
  /** Whether pairs of the pattern can be one person at all. */
  readonly canBeOne: readonly boolean[];
}

/** The Fellegi-Sunter model: how often each level is seen among pairs of one person (m) and among pairs of two people (u). */
export interface Model {
  /** Share of all pairs that are one person. */
  readonly share: number;
  /** By field, then by level. */
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly rounds: number;
}

export interface EstimateOptions {
  /** What is supposed before any pair was seen. */
  readonly start: Pick<Model, 'share' | 'm' | 'u'>;
  /** Pairs that what is supposed of m counts for: so few true pairs do not make a model out of nothing. */
  readonly weightOfStart: number;
  /** Pairs of two people that each level is given beyond those seen: nothing is impossible, and a weight stays finite. */
  readonly unseen: number;
  /** The most that m can be, by field and level: what is known beforehand of how one person is written. */
  readonly mostOfM: readonly (readonly number[])[];
}

const MOST_ROUNDS = 1000;
/** The estimate stands when no parameter moves by more than this. */
const STILL = 1e-8;

/**
 * Estimates the model by expectation and maximisation (Dempster, Laird & Rubin 1977; Winkler 1988) over patterns, not over pairs: a round costs as
 * many steps as there are patterns. A missing field says nothing and is left out.
 */
export function estimateModel({ levels, pairs, canBeOne }: PatternCounts, options: EstimateOptions): Model {
  const { start, weightOfStart } = options;
  const total = pairs.reduce((sum, count) => sum + count, 0);
  let model: Model = { ...start, rounds: 0 };
  if (total === 0) return model;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const logs = { m: logsOf(model.m), u: logsOf(model.u) };
    const odds = Math.log(model.share) - Math.log1p(-model.share);
    const m = start.m.map((each) => each.map((value) => value * weightOfStart));
    const u = start.u.map((each) => each.map(() => options.unseen));
    let same = 0;
    for (const [index, pattern] of levels.entries()) {
      const count = pairs[index] ?? 0;
      let logOdds = odds;
      for (const [field, level] of pattern.entries())
        if (level >= 0) logOdds += (logs.m[field]?.[level] ?? 0) - (logs.u[field]?.[level] ?? 0);
      const expected = canBeOne[index] ? count / (1 + Math.exp(-logOdds)) : 0;
      same += expected;
      for (const [field, level] of pattern.entries()) {
        if (level < 0) continue;
        add(m, field, level, expected);
        add(u, field, level, count - expected);
      }
    }
    const next: Model = {
      share: Math.min(Math.max(same / total, Number.MIN_VALUE), 0.5),
      m: m.map((sums, field) => bounded(shares(sums), options.mostOfM[field] ?? [])),
      u: u.map(shares),
      rounds: round,
    };
    const moved = Math.max(
      distanceOf(model.m, next.m),
      distanceOf(model.u, next.u),
      Math.abs(model.share - next.share),
    );
    model = next;
    if (moved < STILL) break;
  }
  return model;
}

/** Least probability of a level: the logarithm of nothing is not a number. */
const LEAST = 1e-12;

function logsOf(values: Model['m']): number[][] {
  return values.map((each) => each.map((value) => Math.log(Math.max(value, LEAST))));
}

function add(sums: number[][], field: number, level: number, value: number): void {
  const row = sums[field];
  if (row) row[level] = (row[level] ?? 0) + value;
}

function shares(sums: readonly number[]): number[] {
  const total = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((value) => (total > 0 ? Math.max(value / total, LEAST) : 1 / sums.length));
}

/** What is above its bound goes to the other levels in proportion. */
function bounded(values: readonly number[], most: readonly number[]): number[] {
  const over = values.map((value, level) => value > (most[level] ?? 1));
  if (!over.includes(true)) return [...values];
  const fixed = values.reduce((sum, _, level) => sum + (over[level] ? (most[level] ?? 1) : 0), 0);
  const free = values.reduce((sum, value, level) => sum + (over[level] ? 0 : value), 0);
  return values.map((value, level) => (over[level] ? (most[level] ?? 1) : (value * (1 - fixed)) / free));
}

function distanceOf(one: Model['m'], other: Model['m']): number {
  return Math.max(
    0,
    ...one.flatMap((each, field) => each.map((value, level) => Math.abs(value - (other[field]?.[level] ?? 0)))),
  );
}
