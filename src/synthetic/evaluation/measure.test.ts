import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, averagePrecisionFigure } from './average-precision.ts';
import { type Figure, proportion } from './interval.ts';
import { measure } from './measure.ts';
import type { RankedSubject, TrueSubject } from './subjects.ts';

const kind = fc.constantFrom('payer' as const, 'payee' as const);
const queue = fc.constantFrom('investigation' as const, 'safeguarding' as const);

/** A truth of up to 60 subjects, and a ranking of some of them, in any order and in any queue. */
const rankings: fc.Arbitrary<{ truth: TrueSubject[]; subjects: RankedSubject[] }> = fc
  .uniqueArray(
    fc.record({
      kind,
      id: fc.nat(60).map(String),
      class: fc.constantFrom('red', 'green', 'blue'),
      harmfulQueue: fc.option(queue),
      rankedIn: fc.option(queue),
      tier: fc.constantFrom('first', 'second', 'context'),
      place: fc.double({ noNaN: true }),
    }),
    { selector: (each) => `${each.kind}${each.id}`, maxLength: 60 },
  )
  .map((rows) => ({
    truth: rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      class: row.class,
      harmful: row.harmfulQueue !== null,
      queue: row.harmfulQueue ?? '',
    })),
    subjects: rows
      .toSorted((one, other) => one.place - other.place)
      .flatMap((row) =>
        row.rankedIn === null ? [] : [{ kind: row.kind, id: row.id, queue: row.rankedIn, tier: row.tier }],
      ),
  }));

/** The same by the plainest means: for each budget, look at each listed subject and search the truth. */
function countHits(subjects: readonly RankedSubject[], truth: readonly TrueSubject[], budget: number): number {
  let hits = 0;
  for (let at = 0; at < subjects.length && at < budget; at++) {
    for (const row of truth) {
      const subject = subjects[at];
      if (row.harmful && row.kind === subject?.kind && row.id === subject.id && row.queue === subject.queue) hits++;
    }
  }
  return hits;
}

function expectInside(figure: Figure | null): void {
  if (figure === null) return;
  expect(figure.low).toBeLessThanOrEqual(figure.value);
  expect(figure.high).toBeGreaterThanOrEqual(figure.value);
  expect(figure.low).toBeGreaterThanOrEqual(0);
  expect(figure.high).toBeLessThanOrEqual(1);
}

describe('an evaluation', () => {
  it('agrees with a slow oracle on any ranking, in every slice and budget', () => {
    fc.assert(
      fc.property(rankings, ({ truth, subjects }) => {
        for (const slice of measure(subjects, truth, { budgets: [1, 3, 10, 100] }).slices) {
          const inSlice = (row: { kind: string; queue: string }): boolean =>
            (slice.kind === 'all' || row.kind === slice.kind) && (slice.queue === 'all' || row.queue === slice.queue);
          const list = subjects.filter(inSlice);
          const relevant = truth.filter((row) => row.harmful && inSlice(row)).length;
          expect(slice.relevant).toBe(relevant);
          for (const { budget, hits, precision, recall } of slice.budgets) {
            expect(hits).toBe(countHits(list, truth, budget));
            expect(precision?.value).toBe(list.length === 0 ? undefined : hits / Math.min(budget, list.length));
            expect(recall?.value).toBe(relevant === 0 ? undefined : hits / relevant);
            expectInside(precision);
            expectInside(recall);
          }
          let sum = 0;
          for (let at = 1; at <= list.length; at++) {
            const isHit = countHits(list, truth, at) > countHits(list, truth, at - 1);
            if (isHit) sum += countHits(list, truth, at) / at;
          }
          if (relevant === 0) expect(slice.averagePrecision).toBeNull();
          else expect(slice.averagePrecision?.value).toBeCloseTo(sum / relevant, 12);
          expectInside(slice.averagePrecision);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts ordinary subjects in the list of their kind by class, and everybody never ranked', () => {
    fc.assert(
      fc.property(rankings, ({ truth, subjects }) => {
        const evaluation = measure(subjects, truth, { budgets: [5] });
        for (const each of evaluation.ordinaryClasses) {
          const members = truth.filter((row) => row.kind === each.kind && row.class === each.class && !row.harmful);
          expect(each.members).toBe(members.length);
          for (const { budget, listed, rate } of each.budgets) {
            const list = subjects
              .filter((subject) => subject.kind === each.kind && subject.queue === each.queue)
              .slice(0, budget);
            expect(listed).toBe(members.filter((row) => list.some((subject) => subject.id === row.id)).length);
            expectInside(rate);
          }
        }
        const missed = truth.filter(
          (row) => row.harmful && !subjects.some((subject) => subject.kind === row.kind && subject.id === row.id),
        );
        expect(evaluation.neverRanked.reduce((sum, { harmful }) => sum + harmful, 0)).toBe(missed.length);
      }),
      { numRuns: 100 },
    );
  });

  it('does not count a victim who is listed for investigation as a hit', () => {
    const truth: TrueSubject[] = [
      { kind: 'payer', id: 'a', class: 'extortion_victim', harmful: true, queue: 'safeguarding' },
    ];
    const subjects: RankedSubject[] = [{ kind: 'payer', id: 'a', queue: 'investigation', tier: 'first' }];
    const { slices, firstTier } = measure(subjects, truth);
    expect(slices.every(({ budgets }) => budgets.every(({ hits }) => hits === 0))).toBe(true);
    expect(firstTier).toContainEqual({ kind: 'payer', queue: 'investigation', harmful: 0, ordinary: 1 });
  });
});

describe('average precision', () => {
  it('is 1 for a perfect ranking, with an interval of no width', () => {
    expect(averagePrecisionFigure([1, 2, 3], 3)).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('is the mean of the precisions at the hits (worked by hand)', () => {
    expect(averagePrecision([1, 4], 3)).toBeCloseTo((1 + 2 / 4 + 0) / 3, 12);
  });

  it('has the same interval every time', () => {
    expect(averagePrecisionFigure([1, 5, 9, 30], 6)).toEqual(averagePrecisionFigure([1, 5, 9, 30], 6));
  });
});

describe('a proportion', () => {
  it('has the interval of Wilson (worked by hand for 8 of 10)', () => {
    const figure = proportion(8, 10);
    expect(figure?.low).toBeCloseTo(0.4902, 4);
    expect(figure?.high).toBeCloseTo(0.9433, 4);
  });

  it('is unknown, not zero, where there is nothing to count', () => {
    expect(proportion(0, 0)).toBeNull();
  });
});
