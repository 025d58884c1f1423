import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMapping } from '../../src/transfers/tabular/load-mapping.ts';
import { TabularFixture } from '../../src/transfers/tabular/tabular-fixture.ts';

const FILE = '../shared/data/berka/order.asc';
const available = existsSync(FILE);

/** Standing orders of a real, anonymised bank: semicolons, quoted texts, no date and no currency of their own. */
const MAPPING = `
columns:
  source_ref: order_id
  executed_at: { constant: "1998-01-01" }
  payer_account: account_id
  payee_account: { columns: [bank_to, account_to], join: "-" }
  amount: amount
  currency: { constant: CZK }
  purpose: k_symbol
`;

let fixture: TabularFixture;
beforeAll(async () => {
  fixture = await TabularFixture.open();
});
afterAll(() => fixture.close());

describe('the standing orders of the Berka data', () => {
  it.skipIf(available)('are not available: give ../shared/data/berka to check them', () => {});

  it.skipIf(!available)('are all read, with a mapping, and their sum is that of the file', async () => {
    const text = readFileSync(FILE, 'latin1');
    const lines = text.trimEnd().split(/\r?\n/).slice(1);
    const { rows, unreadable, table } = await fixture.read(Buffer.from(text, 'latin1'), 'csv', {
      mapping: parseMapping('berka', MAPPING),
    });
    expect(unreadable).toEqual([]);
    expect(rows).toHaveLength(lines.length);
    expect(rows[0]).toMatchObject({
      source_row: '1',
      source_ref: '29401',
      payer_account: '1',
      payee_account: 'YZ-87144583',
      amount: '2452.00',
      currency: 'CZK',
    });
    const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
    const expected = lines.reduce((sum, line) => sum + cents(line.split(';')[4]), 0);
    expect(rows.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(expected);
    expect(table.formats).toMatchObject({ decimal: '.', thousands: '', dates: ['iso'] });
  });

  it.skipIf(!available)('are refused without a mapping, with what is missing', async () => {
    const message = await fixture.refusal(readFileSync(FILE), 'csv');
    expect(message).toContain('the date');
    expect(message).toContain('"account_to"');
  });
});
