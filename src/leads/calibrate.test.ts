import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../facts/catalogue.ts';
import { compilePack } from '../indicators/compile-pack.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { rewriteWeights } from '../indicators/rewrite-weights.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { CALIBRATION, calibrate, type LabelledSubjects } from './calibrate.ts';
import { fitLogistic } from './logistic-fit.ts';
import { publicPack } from './testing/context.ts';

/** A small random stream, the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const truth = [1.5, 0.6, -2, -0.8] as const;
const catalogue: readonly Fact[] = truth.map((_, index) => ({
  id: `f${index}`,
  meaning: '',
  unit: 'share',
  window: 'all',
  order: 1,
}));

function made(prior: readonly number[]): Indicator[] {
  const [model] = publicPack.indicators;
  if (model === undefined) throw new Error('The public pack is empty');
  return prior.map((weight, index) => ({
    ...model,
    ...{ id: `X${index}`, subject: 'payer', queue: 'investigation', weight },
    kind: weight > 0 ? 'indicator' : 'ordinary_explanation',
    condition: { kind: 'ramp', fact: `f${index}`, from: 0, to: 1, scale: 'linear', optional: false },
  }));
}

/** Subjects whose labels are drawn from the true weights and intercept -1. */
function drawn(count: number, seed: number, prior: readonly number[]): LabelledSubjects {
  const random = randomFrom(seed);
  const subjects = Array.from({ length: count }, () => truth.map(() => (random() < 0.5 ? 0 : random())));
  const labels = Uint8Array.from(subjects, (facts) => {
    const eta = facts.reduce((sum, x, index) => sum + x * (truth[index] ?? 0), -1);
    return random() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
  });
  const table = tableOf(
    catalogue,
    subjects.map((facts) => new Map(facts.map((x, index) => [`f${index}`, x]))),
  );
  return {
    compiled: compilePack({ indicators: made(prior), tiers: publicPack.tiers }, 'payer', catalogue),
    table,
    labels,
  };
}

describe('calibration', () => {
  it('has one weight for an indicator, whatever the order and number of the groups that it was seen in', () => {
    const prior = [1, 1, -1, -1];
    const groups = [drawn(2_000, 11, prior), drawn(3_000, 12, prior), drawn(1_000, 13, prior)];
    const forwards = calibrate(groups, 'investigation', { ...CALIBRATION, tolerance: 1e-7, rounds: 2_000 });
    const backwards = calibrate(groups.toReversed(), 'investigation', {
      ...CALIBRATION,
      tolerance: 1e-7,
      rounds: 2_000,
    });
    expect([...forwards.weights].sort()).toEqual([...backwards.weights].sort());
    truth.forEach((weight, index) => {
      expect(Math.abs((forwards.weights.get(`X${index}`) ?? 0) - weight)).toBeLessThan(0.35);
    });
  });

  const priors = [0.5, 0.5, -0.5, -0.5];

  it('finds again the weights that the data were drawn from', () => {
    const found = calibrate([drawn(40_000, 1, priors)], 'investigation', { ...CALIBRATION, ridge: 0.1 });
    truth.forEach((weight, index) => {
      expect(Math.abs((found.weights.get(`X${index}`) ?? 0) - weight)).toBeLessThan(0.2);
    });
    expect(Math.abs(found.intercept + 1)).toBeLessThan(0.15);
    expect(found.lossAfter).toBeLessThan(found.lossBefore);
  });

  it('keeps every sign, even where the data speak against it', () => {
    const found = calibrate([drawn(5_000, 2, [-0.5, -0.5, 0.5, 0.5])], 'investigation');
    expect([0, 1, 2, 3].map((index) => Math.sign(found.weights.get(`X${index}`) ?? 0))).toEqual([-1, -1, 1, 1]);
  });

  it('stays near the prior weights while there is little data', () => {
    const found = calibrate([drawn(30, 3, priors)], 'investigation', { ...CALIBRATION, ridge: 1000 });
    priors.forEach((prior, index) => {
      expect(Math.abs((found.weights.get(`X${index}`) ?? 0) - prior)).toBeLessThan(0.02);
    });
  });

  it('lets no weight grow beyond so many times what it was, when told', () => {
    const found = calibrate([drawn(20_000, 7, priors)], 'investigation', { ...CALIBRATION, mostTimesPrior: 2 });
    expect(found.weights.get('X0')).toBe(1);
    expect(found.weights.get('X2')).toBe(-1);
  });

  it('holds the intercept where it is told, so that two queues can share it', () => {
    const found = calibrate([drawn(2_000, 6, priors)], 'investigation', { ...CALIBRATION, intercept: -1.25 });
    expect(found.intercept).toBe(-1.25);
  });

  it('gives the same weights each time', () => {
    const run = () => [...calibrate([drawn(2_000, 4, priors)], 'investigation').weights];
    expect(run()).toEqual(run());
  });

  it('refuses labels that are all alike', () => {
    const subjects = drawn(50, 5, priors);
    expect(() => calibrate([{ ...subjects, labels: new Uint8Array(50) }], 'investigation')).toThrow(/both kinds/);
  });

  it('never ends worse than it began, and within the bounds, whatever the data', () => {
    const feature = fc.record({
      strengths: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
      positive: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(feature, { minLength: 1, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (columns, outcome) => {
          const features = columns.map(({ strengths, positive }) => ({
            rows: Int32Array.from({ length: 8 }, (_, row) => row),
            strengths: Float64Array.from(strengths),
            ...(positive ? { prior: 1, least: 0.05, most: 5 } : { prior: -1, least: -5, most: -0.05 }),
          }));
          const labels = Uint8Array.from([1, 0, ...outcome.map(Number)]);
          const data = { labels, importance: new Float64Array(8).fill(1), offset: new Float64Array(8), features };
          const fit = fitLogistic(data, { ridge: 0.001, rounds: 200, tolerance: 1e-6, intercept: null });
          expect(fit.lossAfter).toBeLessThanOrEqual(fit.lossBefore + 0.01);
          fit.weights.forEach((weight, index) => {
            expect(weight).toBeGreaterThanOrEqual(features[index]?.least ?? 0);
            expect(weight).toBeLessThanOrEqual(features[index]?.most ?? 0);
          });
        },
      ),
    );
  });
});

describe('a pack with new weights', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../packs/public/payers.yaml'), 'utf8');

  it('differs in the weights only', () => {
    const rewritten = rewriteWeights(
      text,
      new Map([
        ['P01', 1.23],
        ['P04', 0.45],
        ['not-there', 9],
      ]),
    );
    const changed = rewritten.split('\n').filter((line, index) => line !== text.split('\n')[index]);
    expect(changed).toEqual(['    weight: 1.23', '    weight: 0.45']);
  });

  it('never gets another sign', () => {
    expect(() => rewriteWeights(text, new Map([['P01', -1]]))).toThrow(/change its sign/);
  });
});
