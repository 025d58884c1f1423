import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { allocateFactTable, type FactTable, factColumn } from '../facts/fact-table.ts';
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
  const scored = async (table: typeof alone) => (await scoreSubjects(publicPack, packs, table, () => undefined)).scores;
  expect(await scored(alone)).toEqual(expected);
  expect(await scored(facts(true))).toEqual(expected);
});

test('what was found of others is scored last, from scores that hold neither it nor the list of known subjects', async () => {
  const packs = compilePacks(publicPack);
  const facts = { payer: madeUp(PAYER_FACTS, 300, false), payee: madeUp(PAYEE_FACTS, 200, false) };
  const found = PAYER_FACTS.filter(({ order }) => order === 3).map(({ id }) => factColumn(facts.payer, id));
  for (const column of found) column.fill(Number.NaN);
  const before = evaluateSubjects(packs.payer, facts.payer).investigation.score;
  const { scores, carried } = await scoreSubjects(publicPack, packs, facts, (found) => {
    expect([...found]).toEqual([...before]);
    factColumn(facts.payer, 'exposure_nearest').fill(5);
    factColumn(facts.payer, 'known_payee').fill(1);
  });
  expect([...carried]).toEqual([...before]);
  const { score } = scores.payer.investigation;
  expect(score).toEqual(evaluateSubjects(packs.payer, facts.payer).investigation.score);
  expect(score.every((one, row) => one > (before[row] as number))).toBe(true);
});
