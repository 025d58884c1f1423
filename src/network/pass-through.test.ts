import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS } from './caps.ts';
import { FlowOfOne, measurePassThrough } from './pass-through.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

const HOUR = 3600;

interface Move {
  readonly hour: number;
  readonly cents: number;
  readonly out: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  hour: fc.integer({ min: 0, max: 150 }),
  cents: fc.oneof(
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 50 }) },
  ),
  out: fc.boolean(),
});
/** In time order; at one instant money comes in before it goes out. */
const inOrder = (moves: readonly Move[]): Move[] =>
  [...moves].sort((a, b) => a.hour - b.hour || Number(a.out) - Number(b.out));

/** Coin by coin: each cent sent is the oldest cent received in the 48 hours before that is still there. */
function oracle(moves: readonly Move[]): number {
  const coins: { hour: number; spent: boolean }[] = [];
  let sends = 0;
  for (const { hour, cents, out } of moves) {
    if (out) sends++;
    for (let i = 0; i < (Number.isNaN(cents) ? 0 : cents); i++)
      if (!out) coins.push({ hour, spent: false });
      else {
        const coin = coins.find((one) => !one.spent && one.hour >= hour - 48);
        if (coin) coin.spent = true;
      }
  }
  if (sends === 0 || coins.length === 0) return Number.NaN;
  return coins.filter(({ spent }) => spent).length / coins.length;
}

describe('Money passed through within 48 hours', () => {
  it('is counted first in, first out, to the cent', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }).map(inOrder), (moves) => {
        const flow = new FlowOfOne();
        for (const { hour, cents, out } of moves)
          if (out) flow.send(hour * HOUR, cents);
          else flow.receive(hour * HOUR, cents);
        expect(flow.passedShare()).toBe(oracle(moves));
      }),
      { numRuns: 500 },
    );
  });

  it('is found where a payee pays under the same id or from the same account; unknown for all others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(move, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        async (people) => {
          // Person i receives as payee i and sends as payer i: of the same id when i is even, of the same account when it is odd.
          const codes = (side: string): string =>
            people
              .map((_, i) => `(${i}, '${i % 2 === 0 ? 'same' : side}-${i}', ${i % 2 === 0 ? 'NULL' : `'A${i}'`})`)
              .join(', ');
          for (const side of ['payer', 'payee'] as const)
            await engine.run(
              `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES[`${side}s`]} AS SELECT * FROM (VALUES ${codes(side)}, (${people.length}, 'other-${side}', NULL)) t(code, id, account)`,
            );
          const other = people.length;
          const rows = people.flatMap((moves, i) =>
            moves.map(({ hour, cents, out }) => {
              const [payer, payee] = out ? [i, other] : [other, i];
              return `(${payer}, ${payee}, ${hour * HOUR}::DOUBLE, ${Number.isNaN(cents) ? `'nan'` : cents}::DOUBLE, 0::TINYINT)`;
            }),
          );
          const excluded = `(0, ${other}, 1::DOUBLE, 1000::DOUBLE, 1::TINYINT)`;
          await engine.run(
            `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.transfers} AS SELECT *, md5(random()::VARCHAR)::UUID AS transfer_id FROM (VALUES ${[...rows, excluded].join(', ')}) t(payer, payee, "at", "eurCents", state)`,
          );
          const found = new Float64Array(people.length + 1).fill(Number.NaN);
          await measurePassThrough(engine, found);
          for (const [i, moves] of people.entries()) expect(found[i]).toBe(oracle(inOrder(moves)));
          expect(found[other]).toBeNaN();
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    [CAPS.sharedIdentifier, 1],
    [CAPS.sharedIdentifier + 1, Number.NaN],
  ])('is unknown of an account that too many hold: of %i who pay from it, it is %d', async (holders, expected) => {
    const people = Array.from({ length: holders }, (_, code) => `(${code}, 'payer-${code}', 'shared')`);
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.payers} AS SELECT * FROM (VALUES ${people.join(', ')}, (${holders}, 'other', NULL)) t(code, id, account)`,
    );
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.payees} AS SELECT * FROM (VALUES (0, 'payee', 'shared'), (1, 'another', NULL)) t(code, id, account)`,
    );
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.transfers} AS SELECT *, md5(random()::VARCHAR)::UUID AS transfer_id
        FROM (VALUES (${holders}, 0, 0::DOUBLE, 500::DOUBLE, 0::TINYINT), (0, 1, 60::DOUBLE, 500::DOUBLE, 0::TINYINT)) t(payer, payee, "at", "eurCents", state)`,
    );
    const found = new Float64Array(2).fill(Number.NaN);
    await measurePassThrough(engine, found);
    expect(found[0]).toBe(expected);
  });
});
