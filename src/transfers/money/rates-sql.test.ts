import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { dayNumber, type MicroUnits, type RateSpan, RateTable } from './rate-table.ts';
import { amountEurSql, ratesJoinSql, registerRates } from './rates-sql.ts';

interface Case {
  /** Ten-thousandths. */
  readonly amount: bigint;
  readonly rate: MicroUnits;
}

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

/** Cents of amount / rate, rounded half away from zero, on exact fractions. */
function oracle({ amount, rate }: Case): bigint {
  const numerator = (amount < 0n ? -amount : amount) * 10_000n;
  const whole = numerator / rate;
  const cents = (numerator % rate) * 2n >= rate ? whole + 1n : whole;
  return amount < 0n ? -cents : cents;
}

function decimal(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Runs each case with a currency of its own, through the join that a scan uses. */
async function computed(cases: readonly Case[]): Promise<(string | null)[]> {
  const code = (i: number): string => String.fromCharCode(65 + (i % 26), 65 + (Math.floor(i / 26) % 26), 66);
  const spans = cases.map((c, i): RateSpan => ({ currency: code(i), from: 0, until: 2, microUnitsPerEur: c.rate }));
  await registerRates(connection, new RateTable('test', false, spans));
  const rows = cases.map((c, i) => `(${i}, CAST('${decimal(c.amount, 4)}' AS DECIMAL(18,4)), '${code(i)}')`).join();
  const sql = `SELECT CAST(${amountEurSql('t.amount', 't.currency', 'r')} AS VARCHAR) FROM (VALUES ${rows}) t (i, amount, currency)
    ${ratesJoinSql('r', 't.currency', "DATE '1970-01-02'")} ORDER BY i`;
  return (await connection.runAndReadAll(sql)).getRows().map(([cell]) => (typeof cell === 'string' ? cell : null));
}

const most = 10n ** 18n - 1n;
const anyCase = fc.record({
  amount: fc.oneof(fc.bigInt({ min: -most, max: most }), fc.bigInt({ min: -50_000_000n, max: 50_000_000n })),
  rate: fc.oneof(
    fc.bigInt({ min: 10_000n, max: 10n ** 18n - 1n }),
    fc.bigInt({ min: 200_000n, max: 20_000n * 1_000_000n }),
    fc.constantFrom(20_000n, 40_000n, 1_000_000n, 8_000_000n, 655_957_000n),
  ),
});

test('an amount in euro is the exact quotient rounded half away from zero, for any amount and rate that the columns hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCase, { minLength: 1, maxLength: 200 }), async (cases) => {
      expect(await computed(cases)).toEqual(cases.map((c) => decimal(oracle(c), 2)));
    }),
    { numRuns: 100 },
  );
});

test('half a cent goes away from zero on both sides', async () => {
  const half = { amount: 100n, rate: 2_000_000n };
  expect(await computed([half, { ...half, amount: -100n }])).toEqual(['0.01', '-0.01']);
});

test('the euro needs no rate, and a currency without a rate gives NULL, not 0', async () => {
  await registerRates(connection, new RateTable('test', false, []));
  const sql = `SELECT t.currency, CAST(${amountEurSql('t.amount', 't.currency', 'r')} AS VARCHAR)
    FROM (SELECT currency, CAST(a AS DECIMAL(18,4)) AS amount
      FROM (VALUES ('EUR', 1.005), ('PHP', 1.0), (NULL, 1.0), ('EUR', NULL)) v (currency, a)) t
    ${ratesJoinSql('r', 't.currency', "DATE '2024-01-01'")} ORDER BY t.currency, t.amount`;
  const rows = (await connection.runAndReadAll(sql)).getRows();
  expect(rows).toEqual([
    ['EUR', '1.01'],
    ['EUR', null],
    ['PHP', null],
    [null, null],
  ]);
});

test.each([
  ['whole years', ['2023-01-01', '2024-01-01', '2026-01-01']],
  ['days', ['2023-01-01', '2023-12-31', '2024-03-01']],
])('a rate that holds for %s is that of every day in it, and of none beside it', async (_, given) => {
  const bounds = given.map((day) => dayNumber(day) ?? Number.NaN);
  const spans = bounds.slice(1).map(
    (until, index): RateSpan => ({
      ...{ currency: 'USD', from: bounds[index] ?? Number.NaN, until },
      microUnitsPerEur: BigInt(index + 1) * 1_000_000n,
    }),
  );
  const table = new RateTable('test', false, spans);
  await registerRates(connection, table);
  const first = dayNumber('2022-12-30') ?? Number.NaN;
  const sql = `SELECT r.micro_units_per_eur::DOUBLE FROM (SELECT DATE '2022-12-30' + i::INTEGER AS day, i FROM range(1100) s(i)) t
    ${ratesJoinSql('r', "'USD'", 't.day')} ORDER BY i`;
  const found = (await connection.runAndReadAll(sql)).getRows().flat();
  expect(found).toEqual(
    Array.from({ length: 1100 }, (_, day) => {
      const rate = table.microUnitsOn('USD', first + day);
      return rate === null ? null : Number(rate);
    }),
  );
});

test('the type of the result is the type of the column amount_eur', async () => {
  await registerRates(connection, new RateTable('test', false, []));
  const sql = `SELECT typeof(${amountEurSql('t.amount', "'USD'", 'r')}) FROM (SELECT CAST(1 AS DECIMAL(18,4)) AS amount) t
    ${ratesJoinSql('r', "'USD'", "DATE '2024-01-01'")}`;
  expect((await connection.runAndReadAll(sql)).getRows()).toEqual([['DECIMAL(18,2)']]);
});
