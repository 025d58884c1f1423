import { expect, test } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { allocateLedger } from './ledger-columns.ts';
import { rowsOf } from './ledger-rows.ts';
import { settleTies } from './settle-ties.ts';
import { orderBySubject } from './subject-order.ts';

const START = 1_700_000_000;

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

test.each([10, 7_000])(
  'transfers of one payer at one instant stand in the order of transfer_id, at %i such instants',
  async (instants) => {
    const transfers = 3 * instants;
    await engine.run(`CREATE OR REPLACE TEMP TABLE transfers AS
    SELECT i AS source_row, i::DOUBLE AS place, (-i)::INTEGER AS transfer_id
    FROM range(${transfers}) r(i)`);
    const columns = allocateLedger(transfers);
    for (let row = 0; row < transfers; row++) columns.at[row] = START + Math.floor(row / 3);
    const ledger = rowsOf(columns);
    const { order, tied } = orderBySubject(ledger, 'payer', 0, 1);
    expect(tied).toHaveLength(instants);
    await settleTies(engine, 'transfers', ledger, order, tied);
    expect([...order.rows]).toEqual(
      Array.from({ length: transfers }, (_, place) => 3 * Math.floor(place / 3) + 2 - (place % 3)),
    );
  },
);
