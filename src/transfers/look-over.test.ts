import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { canonicalSelect } from './canonical.ts';
import { registerCountries } from './geography/countries.ts';
import { lookOver } from './look-over.ts';
import { registerCurrencySigns } from './money/dressed-amounts.ts';
import { loadRates } from './money/rates.ts';
import { registerRates } from './money/rates-sql.ts';
import { PEOPLE_COLUMNS, SIDES } from './people.ts';
import type { RawRelation } from './raw-relation.ts';
import { NORMAL_FORMATS } from './reader.ts';
import { registerStatusWords } from './status-words.ts';
import type { RawField } from './transfer.ts';

let engine: Engine;
withEngine(async (opened) => {
  engine = opened;
  await registerRates(engine.connection, await loadRates());
  await registerCurrencySigns(engine);
  await registerStatusWords(engine);
});

/** Some files are tidy throughout, some in all but one text, some nowhere. */
const FIELDS = {
  source_ref: ['R1', 'R2', null, ' R3'],
  executed_at: ['2025-01-05T10:00:00Z', '2025-01-06'],
  payer_id: ['P1', 'P2', null, '', 'P3 ', 'NULL'],
  payer_name: ['Synthetic Payer', null, 'É ', '\u00a0Synthetic'],
  payer_country: ['FR', 'DE', 'France', null, ' FR', 'Nowhere'],
  payer_phone: ['+33600000000', null, '+33 6 00-00'],
  payee_id: ['B1', null, 'B2'],
  payee_account: ['FR7600', null, 'fr76 00', 'n/a'],
  payee_country: ['PH', 'PHL', null],
  amount: ['10.00', '-1', 'ten'],
  currency: ['EUR', 'usd'],
  status: ['completed', 'Paid', null, 'refunded', 'no such word', '', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
} as const satisfies Partial<Record<RawField, readonly (string | null)[]>>;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];

/** A file whose columns hold the first few of the texts above. */
const file = fc.tuple(...NAMES.map((name) => fc.integer({ min: 1, max: FIELDS[name].length }))).chain((counts) =>
  fc.array(fc.tuple(...NAMES.map((name, index) => fc.constantFrom(...FIELDS[name].slice(0, counts[index])))), {
    minLength: 1,
    maxLength: 12,
  }),
);

describe('A look at every text of a file', () => {
  it('saves work, and changes nothing of what is read', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (records) => {
        const rows = records.map(
          (texts, row) => `(${row + 1}, ${texts.map((text) => (text === null ? 'NULL' : literal(text))).join(', ')})`,
        );
        await engine.run(
          `CREATE OR REPLACE TEMP TABLE raw (source_row BIGINT, ${NAMES.map((name) => `${name} VARCHAR`).join(', ')})`,
        );
        await engine.run(`INSERT INTO raw VALUES ${rows.join(', ')}`);
        const raw: RawRelation = {
          ...{ relation: 'raw', present: new Set(NAMES), nativeTypes: {}, sha256: 'f'.repeat(64) },
          formats: NORMAL_FORMATS,
        };
        await registerCountries(
          engine.connection,
          `SELECT nullif(trim(payer_country), '') FROM raw UNION SELECT nullif(trim(payee_country), '') FROM raw`,
        );
        const seen = await lookOver(engine, raw, 'raw');
        const read = (of: RawRelation) =>
          engine.rows(`SELECT * EXCLUDE (identity_hash) FROM (${canonicalSelect(of)}) ORDER BY source_row`);
        expect(await read({ ...raw, seen })).toEqual(await read(raw));
        for (const side of SIDES) {
          const columns = PEOPLE_COLUMNS.map((column) => `${side}_${column}`).join(', ');
          const people = (relation: string) => engine.rows(`SELECT DISTINCT ${columns} FROM ${relation} ORDER BY ALL`);
          if (seen.people) expect(await people(seen.people[side])).toEqual(await people(`(${canonicalSelect(raw)})`));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells what needs no cleaning, what is never missing, which countries are codes and which statuses occur', async () => {
    await engine.run(`CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM (VALUES
      (1, 'R1', 'P1', 'FR', 'PH', 'Paid'), (2, 'R2', ' P2', 'DE', 'Philippines', NULL)) t(source_row, source_ref, payer_id, payer_country, payee_country, status)`);
    const seen = await lookOver(
      engine,
      {
        ...{ relation: 'raw', nativeTypes: {}, sha256: '', formats: NORMAL_FORMATS },
        present: new Set<RawField>(['source_ref', 'payer_id', 'payer_country', 'payee_country', 'status']),
      },
      'raw',
    );
    expect(seen).toEqual({
      tidy: new Set(['source_ref']),
      complete: new Set(['source_ref']),
      plain: new Set(['payer_country', 'payee_country', 'status']),
      countryCodes: new Set(['payer_country']),
      statuses: ['paid'],
      people: null,
    });
  });
});
