import { expect, test } from 'vitest';
import { PAYER_FACTS } from '../facts/catalogue.ts';
import { compilePack } from '../indicators/compile-pack.ts';
import { evaluateSubjects } from '../indicators/evaluate-subjects.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { bestRow, standingOf } from './standing.ts';
import { publicPack } from './testing/context.ts';

const tiers = {
  ...publicPack.tiers,
  investigation: { first: { score: 9, families: 3 }, second: { score: 2.5, families: 2 }, crowd: null },
};

test('a corridor that would be proposed is not hidden by another one with a higher score and too few independent signs', () => {
  const alone = new Map([
    ['transfers', 9],
    ['known_payee', 1],
  ]);
  const several = new Map([
    ...alone,
    ['providers', 3],
    ['share_upto_500', 1],
    ['amount_median', 15],
    ['night_share_payer', 0],
  ]);
  const scores = evaluateSubjects(
    compilePack(publicPack, 'payer', PAYER_FACTS),
    tableOf(PAYER_FACTS, [alone, several]),
  );
  scores.investigation.score[1] = 2.9;
  expect(standingOf('payer', scores, 0, tiers)).toMatchObject({ score: 3, tier: 'context' });
  const { row, standing } = bestRow('payer', scores, [0, 2], tiers);
  expect([row, standing.tier]).toEqual([1, 'second']);
});

test('who may be a victim is protected when in doubt: investigation takes two more, and only where there are signs enough to propose somebody', () => {
  const facts = new Map([['transfers', 9]]);
  const standing = (investigation: number, safeguarding: number) => {
    const scores = evaluateSubjects(compilePack(publicPack, 'payer', PAYER_FACTS), tableOf(PAYER_FACTS, [facts]));
    for (const [queue, score] of [
      ['investigation', investigation],
      ['safeguarding', safeguarding],
    ] as const) {
      scores[queue].score[0] = score;
      scores[queue].fired[0] = 1;
      scores[queue].families[0] = 0b111;
    }
    return standingOf('payer', scores, 0, publicPack.tiers).queue;
  };
  const { score: proposed } = publicPack.tiers.safeguarding.second;
  expect(standing(proposed + 2, proposed)).toBe('safeguarding');
  expect(standing(proposed + 2.5, proposed)).toBe('investigation');
  expect(standing(proposed, proposed - 0.5)).toBe('investigation');
  expect(standing(proposed - 0.5, proposed - 0.5)).toBe('safeguarding');
});
