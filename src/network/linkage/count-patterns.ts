import type { Candidates } from './blocking.ts';
import type { PatternCounts } from './estimate.ts';
import type { Patterns } from './patterns.ts';

/** Pairs outside of all blocks that are looked at, to know how often two people agree by chance. */
const MOST_SAMPLED = 200_000;
/** The golden ratio: its multiples fall evenly, in no step with anything in the records, and the same in every run. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** What was counted, and the pattern of each candidate pair. */
export interface CountedPatterns {
  readonly counts: PatternCounts;
  /** Code of the pattern, by candidate. */
  readonly ofCandidate: Float64Array;
}

/**
 * Patterns of all pairs of records: candidates are counted one by one, of the others a sample stands for all. So the model is that of
 * all pairs, not only of those that a rule of blocking chose for agreeing somewhere.
 */
export function countPatterns(patterns: Patterns, candidates: Candidates, records: number): CountedPatterns {
  const { left, right } = candidates;
  const counts = new Map<number, number>();
  const count = (code: number, pairs: number): void => {
    counts.set(code, (counts.get(code) ?? 0) + pairs);
  };
  const ofCandidate = new Float64Array(left.length);
  for (let index = 0; index < left.length; index++) {
    const code = patterns.code(left[index] ?? 0, right[index] ?? 0);
    ofCandidate[index] = code;
    count(code, 1);
  }
  const others = (records * (records - 1)) / 2 - left.length;
  const sampled = otherPairs(candidates, records).map(([a, b]) => patterns.code(a, b));
  for (const code of sampled) count(code, others / sampled.length);
  const codes = [...counts.keys()].sort((a, b) => a - b);
  const levels = codes.map((code) => patterns.decoded(code));
  return {
    counts: {
      levels,
      canBeOne: levels.map((each) => patterns.canBeOne(each)),
      pairs: Float64Array.from(codes, (code) => counts.get(code) ?? 0),
    },
    ofCandidate,
  };
}

/** Pairs that are no candidates: all of them where they are few, otherwise some spread evenly over all. */
function otherPairs(candidates: Candidates, records: number): [number, number][] {
  const all = (records * (records - 1)) / 2;
  const steps = Math.min(all, MOST_SAMPLED);
  const pairs: [number, number][] = [];
  for (let step = 0; step < steps; step++) {
    const [a, b] = pairAt(all <= MOST_SAMPLED ? step : Math.floor((((step + 1) * GOLDEN) % 1) * all));
    if (!isCandidate(candidates, a, b)) pairs.push([a, b]);
  }
  return pairs;
}

/** Candidates stand in order: halving finds one. */
function isCandidate({ left, right }: Candidates, a: number, b: number): boolean {
  let from = 0;
  let to = left.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const [l = 0, r = 0] = [left[middle], right[middle]];
    if (l < a || (l === a && r < b)) from = middle + 1;
    else to = middle;
  }
  return left[from] === a && right[from] === b;
}

/** The k-th pair of (0,1), (0,2), (1,2), (0,3) and so on. */
function pairAt(k: number): [number, number] {
  let b = Math.floor((1 + Math.sqrt(1 + 8 * k)) / 2);
  while ((b * (b - 1)) / 2 > k) b--;
  while ((b * (b + 1)) / 2 <= k) b++;
  return [k - (b * (b - 1)) / 2, b];
}
