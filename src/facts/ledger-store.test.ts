import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { TRANSFER_COLUMNS } from '../transfers/transfer.ts';
import { GatheredLedger } from './gathered-ledger.ts';
import { tasksOf } from './ledger-slice.ts';
import { encodeLedger, LEDGER_TABLES, rangesThatFit, WORTH_A_THREAD } from './ledger-store.ts';
import { recordSpan } from './record-span.ts';
import { registerZonesOf } from './zones-of.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

const ROWS = 400;

/** Made-up transfers in no order, many at one instant: of everything some are missing. */
async function register(count = ROWS): Promise<void> {
  const made: Record<string, string> = {
    transfer_id: `md5(i || 'x')::UUID`,
    executed_at: `TIMESTAMP '2024-01-01' + to_hours((hash(i) % 300)::BIGINT)`,
    payer_id: `'P' || hash(i, 1) % 23`,
    payee_id: `'B' || hash(i, 2) % 9`,
    payer_country: `CASE hash(i, 3) % 3 WHEN 0 THEN 'FR' WHEN 1 THEN 'DE' END`,
    payee_country: `'PH'`,
    payee_place: `CASE hash(i, 4) % 2 WHEN 0 THEN 'Cebu City' END`,
    payee_name: `'Name ' || hash(i, 5) % 5`,
    payee_phone: `CASE hash(i, 6) % 2 WHEN 0 THEN '+63' || hash(i, 7) % 9 END`,
    amount: '(5 + hash(i, 8) % 900)::DECIMAL(18,4) / 4',
    currency: `'EUR'`,
    amount_eur: `CASE hash(i, 9) % 7 WHEN 0 THEN NULL ELSE 12.34 END`,
    payout_currency: `CASE hash(i, 10) % 2 WHEN 0 THEN 'PHP' END`,
    channel: `['cash', 'wallet', 'bank', NULL][1 + (hash(i, 11) % 4)::INTEGER]`,
    provider: `'Provider ' || hash(i, 12) % 60`,
    purpose: `['EDUC', 'gift', NULL][1 + (hash(i, 13) % 3)::INTEGER]`,
    relationship: `['none', 'friend', NULL][1 + (hash(i, 14) % 3)::INTEGER]`,
    status: `['completed', 'refunded', 'cancelled'][1 + (hash(i, 15) % 3)::INTEGER]`,
    source_file: `'file ' || i % 3`,
    source_row: 'i // 3',
  };
  const columns = TRANSFER_COLUMNS.map(({ name, type }) => `(${made[name] ?? 'NULL'})::${type} AS ${name}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE made_up AS SELECT ${columns.join(', ')} FROM range(${count}) r(i)`);
}

async function encoded(memory: number) {
  const span = await recordSpan(engine, 'made_up');
  await registerZonesOf(engine, 'made_up', span, {});
  return encodeLedger(engine, { transfers: 'made_up', withoutEuro: 'made_up', people: null }, span, memory);
}

/** All transfers of one side, in order, as records; and how many slices they came in. */
async function read(memory: number, side: 'payer' | 'payee') {
  const ledger = await encoded(memory);
  const gathered = new GatheredLedger();
  const rows: Record<string, number>[] = [];
  let slices = 0;
  for await (const slice of ledger.slices(side)) {
    slices++;
    for (const task of tasksOf(slice, 50)) {
      const columns = Object.entries(gathered.of(slice, task));
      for (let index = 0; index < task.to - task.from; index++)
        rows.push(Object.fromEntries(columns.map(([name, column]) => [name, column[index]])));
    }
  }
  return { rows, slices };
}

describe('The encoded ledger', () => {
  it.each(['payer', 'payee'] as const)(
    'comes by %s, instant and transfer_id, whether it fits into memory or not',
    async (side) => {
      await register();
      const whole = await read(1_000_000, side);
      expect(whole.slices).toBe(1);
      const names = Object.keys(whole.rows[0] ?? {}).map((name) => `"${name}"`);
      await encoded(1_000_000);
      const plain = await engine.columns(
        `SELECT ${names.map((name) => `${name}::DOUBLE`).join(', ')} FROM ${LEDGER_TABLES.transfers} ORDER BY ${side}, "at", transfer_id`,
        names.map(() => 'float64' as const),
        ROWS,
      );
      for await (const { columns } of plain)
        expect(whole.rows.map((row) => Object.values(row))).toEqual(
          whole.rows.map((_, index) => columns.map((column) => column[index])),
        );
      for (const memory of [80 * 150, 80]) {
        const sliced = await read(memory, side);
        expect(sliced.slices).toBeGreaterThan(1);
        expect(sliced.rows).toEqual(whole.rows);
      }
    },
  );

  it('comes the same where another thread puts the payees in order', async () => {
    expect(engine.threads).toBeGreaterThan(1);
    await register(WORTH_A_THREAD);
    const beside = await read(80 * 2 * WORTH_A_THREAD, 'payee');
    const here = await read(40 * WORTH_A_THREAD, 'payee');
    expect([beside.slices, beside.rows.length]).toEqual([1, WORTH_A_THREAD]);
    expect(here.slices).toBeGreaterThan(1);
    expect(JSON.stringify(here.rows) === JSON.stringify(beside.rows)).toBe(true);
  });

  it('comes in slices also with very many payers', async () => {
    await register();
    const payers = 200_000;
    const columns = TRANSFER_COLUMNS.map(({ name }) =>
      name === 'payer_id' ? `'P' || i AS payer_id` : name === 'source_row' ? 'i AS source_row' : name,
    );
    await engine.run(`CREATE OR REPLACE TEMP TABLE made_up AS SELECT ${columns.join(', ')}
      FROM (SELECT * FROM made_up LIMIT 1), range(${payers}) r(i)`);
    let slices = 0;
    let transfers = 0;
    for await (const { order } of (await encoded((80 * payers * 2) / 3)).slices('payer')) {
      slices++;
      transfers += order.rows.length;
    }
    expect([slices, transfers]).toEqual([2, payers]);
  });

  it('without transfers is empty', async () => {
    await register();
    await engine.run('DELETE FROM made_up');
    for (const memory of [1_000_000, 80]) expect((await read(memory, 'payer')).rows).toEqual([]);
  });

  it('is cut where a slice would not fit, and only there', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (counts, room) => {
        const ranges = rangesThatFit(Int32Array.from(counts), room);
        expect(ranges.flatMap(({ first, subjects }) => counts.slice(first, first + subjects))).toEqual(counts);
        const sums = ranges.map(({ first, subjects }) =>
          counts.slice(first, first + subjects).reduce((sum, count) => sum + count, 0),
        );
        for (const [index, sum] of sums.entries()) {
          const { first, subjects } = ranges[index] ?? { first: 0, subjects: 0 };
          const alone = counts.slice(first, first + subjects).filter((count) => count > 0).length <= 1;
          expect(sum <= room || alone).toBe(true);
          const next = ranges[index + 1];
          if (next && sum > 0) expect(sum + (counts[next.first] ?? 0)).toBeGreaterThan(room);
        }
      }),
    );
  });
});
