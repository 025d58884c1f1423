import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { evaluateSubjects } from '../indicators/evaluate-subjects.ts';
import { subjectFacts, tableOf } from '../indicators/testing/arbitrary.ts';
import { leadIdOf } from './lead-id.ts';
import { compareSubjects, rankSubjects } from './rank-subjects.ts';
import { compiledPacks, publicPack } from './testing/context.ts';

const comparable = fc.record({
  score: fc.constantFrom(-1, 0, 0.0001, 2),
  indicators: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom('payer' as const, 'payee' as const),
  row: fc.integer({ min: 0, max: 3 }),
});

describe('the order of subjects', () => {
  it('is total: two different subjects are never equal, and the order is the same both ways and in chains', () => {
    fc.assert(
      fc.property(comparable, comparable, comparable, (a, b, c) => {
        expect(Math.sign(compareSubjects(a, b))).toBe(-Math.sign(compareSubjects(b, a)) + 0);
        if (compareSubjects(a, b) === 0) expect([a.kind, a.row]).toEqual([b.kind, b.row]);
        if (compareSubjects(a, b) <= 0 && compareSubjects(b, c) <= 0)
          expect(compareSubjects(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('puts the higher score first, then more indicators, then payers, then the id', () => {
    const a = { score: 2, indicators: 1, kind: 'payee', row: 0 } as const;
    expect(compareSubjects(a, { ...a, score: 1, indicators: 9 })).toBeLessThan(0);
    expect(compareSubjects(a, { ...a, indicators: 2 })).toBeGreaterThan(0);
    expect(compareSubjects(a, { ...a, kind: 'payer', row: 7 })).toBeGreaterThan(0);
    expect(compareSubjects(a, { ...a, row: 1 })).toBeLessThan(0);
  });
});

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
          const ranked = rankSubjects(scores, publicPack.tiers);
          expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, index) => index + 1));
          for (const queue of ['investigation', 'safeguarding'] as const) {
            const own = ranked.filter((one) => one.queue === queue);
            const inOrder = [...own].sort((a, b) => a.rankInQueue - b.rankInQueue);
            expect(inOrder.map(({ rankInQueue }) => rankInQueue)).toEqual(own.map((_, index) => index + 1));
            const proposed = own.filter(({ tier }) => tier !== 'context');
            expect(inOrder).toEqual([...proposed, ...own.filter((one) => !proposed.includes(one))]);
          }
          expect(new Set(ranked.map(({ kind, row }) => `${kind} ${row}`)).size).toBe(ranked.length);
          for (const [index, one] of ranked.entries()) {
            expect(one.indicators).toBeGreaterThan(0);
            if (one.kind === 'payee') expect(one.queue).toBe('investigation');
            expect(one.score).toBeLessThanOrEqual(ranked[index - 1]?.score ?? Number.POSITIVE_INFINITY);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the id of a lead', () => {
  it('depends only on the kind and id of its subject', () => {
    expect(leadIdOf('payer', '17')).toBe(leadIdOf('payer', '17'));
    expect(leadIdOf('payer', '17')).not.toBe(leadIdOf('payee', '17'));
    expect(leadIdOf('payer', '17')).toMatch(/^L-[0-9a-f]{16}$/);
  });
});
