import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { madeUpCorridors } from '../facts/corridors.fixture.ts';
import { evaluateSubjects, type SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import { subjectFacts, tableOf } from '../indicators/testing/arbitrary.ts';
import { TIERS } from './lead.ts';
import { type RankedSubject, rankSubjects } from './rank-subjects.ts';
import { standingOf } from './standing.ts';
import { compiledPacks, publicPack } from './testing/context.ts';

/** The order as it is documented, by comparing. */
function compare(a: RankedSubject, b: RankedSubject): number {
  return (
    b.score - a.score ||
    b.indicators - a.indicators ||
    SUBJECTS.indexOf(a.kind) - SUBJECTS.indexOf(b.kind) ||
    a.row - b.row
  );
}

/** Those with an indicator that fired in their queue. */
function subjectsThatStand(scores: Readonly<Record<Subject, SubjectScores>>): string[] {
  return SUBJECTS.flatMap((kind) =>
    Array.from({ length: scores[kind].count }, (_, row) => row)
      .filter((row) => standingOf(kind, scores[kind], row, publicPack.tiers).indicators > 0)
      .map((row) => `${kind} ${row}`),
  ).sort();
}

describe('the ranking', () => {
  it('holds every subject with an indicator that fired in its queue, once, and numbers them from 1', () => {
    fc.assert(
      fc.property(
        fc.array(subjectFacts(PAYER_FACTS), { minLength: 1, maxLength: 5 }),
        fc.array(subjectFacts(PAYEE_FACTS), { minLength: 1, maxLength: 5 }),
        (payers, payees) => {
          const scores = {
            payer: evaluateSubjects(compiledPacks.payer, tableOf(PAYER_FACTS, payers)),
            payee: evaluateSubjects(compiledPacks.payee, tableOf(PAYEE_FACTS, payees)),
          };
          const ranking = rankSubjects(scores, madeUpCorridors(payers.map(() => 1)), publicPack.tiers);
          const ranked = [...ranking.pages(3)].flat();
          expect(ranked).toHaveLength(ranking.length);
          expect(ranked).toEqual(ranked.map((_, place) => ranking.at(place)));
          expect(ranked.toSorted(compare)).toEqual(ranked);
          expect(ranked.map(({ kind, row }) => `${kind} ${row}`).sort()).toEqual(subjectsThatStand(scores));
          expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, index) => index + 1));
          for (const queue of ['investigation', 'safeguarding'] as const) {
            const own = ranked.filter((one) => one.queue === queue);
            const inOrder = [...own].sort((a, b) => a.rankInQueue - b.rankInQueue);
            expect(inOrder.map(({ rankInQueue }) => rankInQueue)).toEqual(own.map((_, index) => index + 1));
            const proposed = own.filter(({ tier }) => tier !== 'context');
            expect(inOrder).toEqual([...proposed, ...own.filter((one) => !proposed.includes(one))]);
            expect(ranking.firstOf(queue, 2)).toEqual(own.slice(0, 2));
            for (const tier of TIERS)
              expect(ranking.countIn(queue, tier)).toBe(own.filter((one) => one.tier === tier).length);
          }
          for (const one of ranked) if (one.kind === 'payee') expect(one.queue).toBe('investigation');
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a ranking of subjects with equal scores', () => {
  it('has those with more indicators first, then payers, then the lower row', () => {
    const scores = {
      payer: scoresOf([[1, 1], [2, 1], [1, 2], [1, 1]]), // biome-ignore format: a table
      payee: scoresOf([[1, 1], [-1, 3], [1, 3], [-1, 4]]), // biome-ignore format: a table
    };
    const ranking = rankSubjects(scores, madeUpCorridors([1, 1, 1, 1]), publicPack.tiers);
    expect([...ranking.pages(100)].flat().map(({ kind, row }) => `${kind} ${row}`)).toEqual([
      ...['payer 1', 'payee 2', 'payer 2', 'payer 0', 'payer 3', 'payee 0', 'payee 3', 'payee 1'],
    ]);
  });
});

describe('a payer with several corridors', () => {
  it('stands once, by the row with the highest score among those where an indicator fired', () => {
    const scores = {
      payer: scoresOf([[1, 1], [3, 1], [2, 2], [9, 0], [5, 1], [-1, 1]]), // biome-ignore format: a table
      payee: scoresOf([]),
    };
    const ranking = rankSubjects(scores, madeUpCorridors([3, 2, 1]), publicPack.tiers);
    const places = [...ranking.pages(100)].flat().map(({ code, row }) => `payer ${code} by row ${row}`);
    expect(places).toEqual(['payer 1 by row 4', 'payer 0 by row 1', 'payer 2 by row 5']);
  });
});

/** Made-up scores of the investigation queue: score and indicators of each row. */
function scoresOf(rows: readonly (readonly [number, number])[]): SubjectScores {
  const facts = rows.map(() => new Map<string, number>());
  const scores = evaluateSubjects(compiledPacks.payer, tableOf(PAYER_FACTS, facts));
  for (const [row, [score, fired]] of rows.entries()) {
    scores.investigation.score[row] = score;
    scores.investigation.fired[row] = fired;
  }
  return scores;
}
