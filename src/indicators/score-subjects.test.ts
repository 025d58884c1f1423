import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { allocateFactTable, type FactTable } from '../facts/fact-table.ts';
import { evaluateSubjects } from './evaluate-subjects.ts';
import { loadPacks } from './load-packs.ts';
import { compilePacks, scoreSubjects } from './score-subjects.ts';

const publicPack = loadPacks([fileURLToPath(new URL('../../packs/public', import.meta.url))]);

/** Made-up facts, some unknown, of enough subjects for several blocks. */
function madeUp(catalogue: readonly Fact[], count: number, shared: boolean): FactTable {
  const table = allocateFactTable(catalogue, count, shared);
  const draw = fc.sample(fc.double({ min: 0, max: 60 }), { seed: 7, numRuns: 997 });
  for (const [fact, column] of table.columns.entries())
    for (let row = 0; row < count; row++) column[row] = draw[(row * 31 + fact * 17) % draw.length] ?? Number.NaN;
  return table;
}

test('two threads give the scores that one gives', async () => {
  const packs = compilePacks(publicPack);
  const facts = (shared: boolean) => ({
    payer: madeUp(PAYER_FACTS, 3001, shared),
    payee: madeUp(PAYEE_FACTS, 1500, shared),
  });
  const alone = facts(false);
  const expected = {
    payer: evaluateSubjects(packs.payer, alone.payer),
    payee: evaluateSubjects(packs.payee, alone.payee),
  };
  expect(await scoreSubjects(publicPack, packs, alone)).toEqual(expected);
  expect(await scoreSubjects(publicPack, packs, facts(true))).toEqual(expected);
});
