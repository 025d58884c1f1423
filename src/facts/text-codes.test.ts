import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { readTextCodes } from './text-codes.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

const COLUMNS = ['channel', 'relationship', 'purpose', 'currency', 'payout_currency', 'provider'] as const;

/** The codes of some transfers, each given as its texts in the order of COLUMNS. */
async function codesOf(transfers: string): Promise<number[][]> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE transfers AS SELECT *, 'one' AS source_file FROM (${transfers})`);
  const codes = await readTextCodes(engine, 'transfers');
  const rows = await engine.rows(
    `SELECT ${COLUMNS.map((column) => `${codes.code(column, 't')} AS ${column}`).join(', ')} FROM transfers t ${codes.joins('t')} ORDER BY t.n`,
  );
  return rows.map((row) => COLUMNS.map((column) => Number(row[column])));
}

const SOME = `SELECT * FROM (VALUES
  (0, 'Cash', 'none', 'EDUC', 'EUR', 'PHP', 'Provider A'),
  (1, NULL, NULL, NULL, NULL, NULL, NULL),
  (2, 'it''s $0 other', 'cousin', '@synthetic_handle', 'USD', 'EUR', 'Provider $1')
  ) t(n, channel, relationship, purpose, currency, payout_currency, provider)`;

describe('Texts that repeat', () => {
  it('have the same codes whether they are few or so many that a table is joined', async () => {
    const few = await codesOf(SOME);
    const many = await codesOf(`${SOME} UNION ALL
      SELECT n, 'channel ' || n, 'tie ' || n, 'line ' || n, 'Q' || chr(65 + (n // 26)::INTEGER) || chr(65 + (n % 26)::INTEGER), 'X' || chr(65 + (n // 26)::INTEGER) || chr(65 + (n % 26)::INTEGER), 'Z ' || n FROM range(100, 200) r(n)`);
    expect(many.slice(0, few.length)).toEqual(few);
  });

  it('have the same codes where they are too many for a table, and equal providers have equal ones', async () => {
    const few = await codesOf(SOME);
    const lines = await codesOf(`${SOME} UNION ALL
      SELECT n, 'channel ' || n, 'tie ' || n, 'line ' || n, 'QAA', 'XAA', 'Provider ' || n % 40000 FROM range(100, 80100) r(n)`);
    const withoutProvider = (rows: readonly (readonly number[])[]): unknown => rows.map((codes) => codes.slice(0, -1));
    expect(withoutProvider(lines.slice(0, few.length))).toEqual(withoutProvider(few));
    const [, missing, ...others] = lines.map((codes) => codes.at(-1) ?? Number.NaN);
    expect(missing).toBe(-1);
    expect(others.every((code) => code >= 0 && code < 32_767)).toBe(true);
    const ofLines = lines.slice(few.length).map((codes) => codes.at(-1));
    expect(ofLines.slice(0, 40_000)).toEqual(ofLines.slice(40_000));
    expect(new Set(ofLines).size).toBeGreaterThan(20_000);
  });

  it('say when a text is missing, and tell providers apart however many', async () => {
    const [, missing] = await codesOf(SOME);
    expect(missing).toEqual([0, -1, 0, -1, -1, -1]);
    const providers = await codesOf(
      `SELECT n, NULL::VARCHAR AS channel, NULL::VARCHAR AS relationship, NULL::VARCHAR AS purpose, 'EUR' AS currency, NULL::VARCHAR AS payout_currency, 'Provider ' || n AS provider FROM range(3000) r(n)`,
    );
    expect(new Set(providers.map((codes) => codes[5])).size).toBe(3000);
  });
});
