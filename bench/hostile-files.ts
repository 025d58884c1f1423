import { rmSync } from 'node:fs';
import { Engine, literal } from '../src/engine/engine.ts';

/** Columns of an ordinary file that are other in a hostile one, as SQL; `n` is the number of the transfer, from 0. */
type Replaced = Readonly<Record<string, string>>;

const PERSON = (side: 'payer' | 'payee', code: string): Replaced => ({
  [`${side}_id`]: `'${side}-' || (${code})`,
  [`${side}_name`]: `'Invented ' || (${code})`,
});
const PLACEHOLDER = `'0600000000'`;
const without = (...columns: readonly string[]): Replaced =>
  Object.fromEntries(columns.map((column) => [column, 'NULL::VARCHAR']));
const IDENTIFIERS = (side: 'payer' | 'payee'): readonly string[] =>
  ['phone', 'account'].map((kind) => `${side}_${kind}`);

/** Each of a pair shares a phone with one neighbour and an account with the other: all are one chain. */
const chained = (side: 'payer' | 'payee'): Replaced => ({
  ...PERSON(side, 'n'),
  [`${side}_phone`]: `'${side}-phone-' || (n // 2)`,
  [`${side}_account`]: `'${side}-account-' || ((n + 1) // 2)`,
});

/** What a file can look like that was made, or broke, so that a program that is quick on ordinary ones would not end. */
export const HOSTILE_SHAPES = {
  'one payee of everybody': { ...PERSON('payer', 'n'), ...PERSON('payee', '0') },
  'one payer of everybody': { ...PERSON('payer', '0'), ...PERSON('payee', 'n') },
  'one payer and one payee': { ...PERSON('payer', '0'), ...PERSON('payee', '0') },
  'a few hundred hubs': { ...PERSON('payer', 'n'), ...PERSON('payee', 'n % 200') },
  'everybody pays many of the same': {
    ...PERSON('payer', 'n // 200'),
    ...PERSON('payee', '(n % 200) * 7 + n // 200 % 7'),
  },
  'all payers and all payees in one chain of identifiers': { ...chained('payer'), ...chained('payee') },
  'all amounts equal': { amount: '20::DECIMAL(18,2)', currency: `'EUR'`, payout_amount: '1200::DECIMAL(18,2)' },
  'all times equal': { executed_at: `TIMESTAMP '2024-03-01 12:00:00'` },
  'one payer, all times equal': {
    ...PERSON('payer', '0'),
    executed_at: `TIMESTAMP '2024-03-01 12:00:00'`,
  },
  'one phone and one device of all payers and payees': {
    payer_phone: PLACEHOLDER,
    payee_phone: PLACEHOLDER,
    payer_device: PLACEHOLDER,
  },
  'one account of half the payers and the other half of the payees': {
    ...PERSON('payer', 'n'),
    ...PERSON('payee', 'n'),
    ...without(...IDENTIFIERS('payer'), ...IDENTIFIERS('payee')),
    payer_account: `CASE WHEN n % 2 = 0 THEN ${PLACEHOLDER} END`,
    payee_account: `CASE WHEN n % 2 = 1 THEN ${PLACEHOLDER} END`,
  },
  'every text another one': {
    provider: `'Provider ' || n`,
    channel: `'channel ' || n`,
    purpose: `'purpose ' || n`,
    relationship: `'relationship ' || n`,
    payer_place: `'Place ' || n`,
    payee_place: `'Place ' || n`,
    payout_place: `'Place ' || (n + 1)`,
  },
  'every currency there could be': {
    currency: `chr((65 + n % 26)::INTEGER) || chr((65 + n // 26 % 26)::INTEGER) || chr((65 + n // 676 % 26)::INTEGER)`,
  },
  'one reference of all': { source_ref: `'R'` },
} as const satisfies Record<string, Replaced>;

export type HostileShape = keyof typeof HOSTILE_SHAPES;

/** Writes an ordinary file again, in this shape, with as many transfers. */
export async function hostileFile(ordinary: string, shape: HostileShape, path: string): Promise<void> {
  const spill = `${path}.spill`;
  const engine = await Engine.open({ memory: '1GB', threads: 2, spillDirectory: spill });
  try {
    const replaced = Object.entries(HOSTILE_SHAPES[shape]).map(([column, sql]) => `${sql} AS ${column}`);
    await engine.run(`COPY (SELECT * EXCLUDE (n) REPLACE (${replaced.join(', ')})
      FROM (SELECT *, row_number() OVER () - 1 AS n FROM read_parquet(${literal(ordinary)}))) TO ${literal(path)} (FORMAT parquet)`);
  } finally {
    engine.close();
    rmSync(spill, { recursive: true, force: true });
  }
}
