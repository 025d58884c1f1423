import { LEVELS } from './agreement.ts';
import type { EstimateOptions, PatternCounts } from './estimate.ts';
import { levelsOf } from './patterns.ts';
import { PERSON_FIELD_RULES, type PersonField } from './person-field.ts';

/** Share of the pairs of one person that agree wholly in a field, before any was seen; the rest is spread over the other levels. */
const AGREE = 0.8;
/** Pairs that this counts for: EM leaves it behind as soon as some true pairs are there. */
const WEIGHT = 5;
/** Pairs of two people that each level is given beyond those seen: what was never seen by chance is rare, not impossible. */
const UNSEEN = 0.5;
/** Share of the pairs of one person whose names differ, at most: otherwise households, who are many more, would make the model. */
const NAMES_DIFFER = 0.1;

/** Where the estimate begins: m supposed, u as the pairs show it, for nearly all pairs are two people; each record with one other of the same person. */
export function startModel(counts: PatternCounts, fields: readonly PersonField[], records: number): EstimateOptions {
  return {
    start: {
      share: 1 / Math.max(records, 2),
      m: fields.map(supposedM),
      u: fields.map((field, index) => chanceOf(counts, index, levelsOf(field))),
    },
    weightOfStart: WEIGHT,
    unseen: UNSEEN,
    mostOfM: fields.map(mostOfM),
  };
}

function supposedM(field: PersonField): number[] {
  const size = levelsOf(field);
  return Array.from({ length: size }, (_, level) => (level === 0 ? AGREE : (1 - AGREE) / (size - 1)));
}

function chanceOf({ levels, pairs }: PatternCounts, field: number, size: number): number[] {
  const seen = new Array<number>(size).fill(UNSEEN);
  for (const [index, pattern] of levels.entries()) {
    const level = pattern[field] ?? -1;
    if (level >= 0) seen[level] = (seen[level] ?? 0) + (pairs[index] ?? 0);
  }
  const total = seen.reduce((sum, value) => sum + value, 0);
  return seen.map((value) => value / total);
}

function mostOfM(field: PersonField): number[] {
  const { comparison, evidence } = PERSON_FIELD_RULES[field];
  return LEVELS[comparison].map((level) =>
    evidence === 'name' && (level === 'different' || level === 'one word') ? NAMES_DIFFER : 1,
  );
}
