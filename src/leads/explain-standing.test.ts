import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { UNITS } from '../indicators/contribution.ts';
import { evaluateSubjects } from '../indicators/evaluate-subjects.ts';
import { explainSubject } from '../indicators/explain-subject.ts';
import type { Subject } from '../indicators/indicator.ts';
import { subjectFacts, tableOf } from '../indicators/testing/arbitrary.ts';
import { explainStanding, type SubjectAtHand } from './explain-standing.ts';
import { standingOf } from './standing.ts';
import { compiledPacks, publicPack } from './testing/context.ts';

const catalogues = { payer: PAYER_FACTS, payee: PAYEE_FACTS } as const;
type Facts = ReadonlyMap<string, number>;

function subjectWith(kind: Subject, facts: Facts, rankInQueue: number): SubjectAtHand {
  const table = tableOf(catalogues[kind], [facts]);
  const standing = standingOf(kind, evaluateSubjects(compiledPacks[kind], table), 0, publicPack.tiers);
  return {
    ...{ kind, id: `${kind}-${rankInQueue}`, standing, explained: explainSubject(compiledPacks[kind], table, 0) },
    ranks: standing.indicators === 0 ? null : { rank: rankInQueue, rankInQueue },
  };
}

const anySubject: fc.Arbitrary<readonly [Subject, Facts]> = fc.oneof(
  subjectFacts(PAYER_FACTS).map((facts) => ['payer' as const, facts] as const),
  subjectFacts(PAYEE_FACTS).map((facts) => ['payee' as const, facts] as const),
);

const sumOfUnits = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.round(value * UNITS), 0);

describe('the explanation of a standing', () => {
  it('has differences to a neighbour that add up to the difference of the scores, exactly', () => {
    fc.assert(
      fc.property(anySubject, anySubject, ([kind, facts], [otherKind, otherFacts]) => {
        const subject = subjectWith(kind, facts, 2);
        const above = subjectWith(otherKind, otherFacts, 1);
        fc.pre(subject.standing.queue === above.standing.queue);
        const explained = explainStanding(subject, { ofQueue: 2, above, below: null }, publicPack.tiers);
        const difference = sumOfUnits([subject.standing.score, -above.standing.score]);
        expect(sumOfUnits(explained.above?.differences.map((one) => one.difference) ?? [])).toBe(difference);
        expect(sumOfUnits([explained.above?.scoreDifference ?? Number.NaN])).toBe(difference);
        for (const { own, theirs, difference } of explained.above?.differences ?? []) {
          expect(sumOfUnits([own, -theirs])).toBe(sumOfUnits([difference]));
          expect(difference).not.toBe(0);
        }
        expect(explained.below).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('gives every indicator of a queue one answer, and contributions that add up to the score', () => {
    fc.assert(
      fc.property(anySubject, ([kind, facts]) => {
        const subject = subjectWith(kind, facts, 1);
        const { queues, queue } = explainStanding(subject, ALONE, publicPack.tiers);
        expect(queues.map((each) => each.queue)).toEqual(
          kind === 'payee'
            ? ['investigation']
            : [queue, ...['investigation', 'safeguarding'].filter((q) => q !== queue)],
        );
        expect(queues[0]?.score).toBe(subject.standing.score);
        for (const each of queues) {
          const { reasons, reasonsAgainst, silent, silentAgainst, unknown } = each;
          const named = [reasons, reasonsAgainst, silent, silentAgainst, unknown].flat().map((one) => one.indicator);
          const expected = compiledPacks[kind].indicators
            .map(({ indicator }) => indicator)
            .filter((one) => one.queue === each.queue || one.queue === 'both');
          expect(named.toSorted()).toEqual(expected.map(({ id }) => id).sort());
          const contributions = [...reasons, ...reasonsAgainst].map(({ contribution }) => contribution);
          expect(sumOfUnits(contributions)).toBe(sumOfUnits([each.score]));
          for (const { weight } of [...reasons, ...silent]) expect(weight).toBeGreaterThan(0);
          for (const { weight } of [...reasonsAgainst, ...silentAgainst]) expect(weight).toBeLessThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says what is short of the next tier, and of none when there is nothing above', () => {
    fc.assert(
      fc.property(anySubject, ([kind, facts]) => {
        const { tier, queue, nextTier, queues } = explainStanding(subjectWith(kind, facts, 1), ALONE, publicPack.tiers);
        expect(nextTier === null).toBe(tier === 'first');
        if (tier === 'first') return;
        const next = tier === 'context' ? 'second' : 'first';
        const { score, families } = publicPack.tiers[queue][next];
        expect(nextTier).toMatchObject({ tier: next, score: { needs: score }, families: { needs: families } });
        expect(nextTier?.score.has).toBe(queues[0]?.score);
        // It is not in that tier, so something is short.
        expect((nextTier?.score.short ?? 0) + (nextTier?.families.short ?? 0)).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('names what is missing of an indicator that cannot be decided, and what would supply it', () => {
    const { queues } = explainStanding(subjectWith('payer', new Map([['transfers', 3]]), 1), ALONE, publicPack.tiers);
    const known = queues.flatMap(({ unknown }) => unknown).find(({ indicator }) => indicator === 'K01');
    expect(known?.missing).toEqual(['known_payee']);
    expect(known?.needed).toEqual({
      en: 'To know, this is needed: a list of known subjects.',
      fr: 'Pour le savoir, il faut : une liste de personnes connues.',
    });
  });
});

const ALONE = { ofQueue: 1, above: null, below: null } as const;
