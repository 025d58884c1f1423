import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { identifierHashSql, LEDGER_TABLES } from '../facts/ledger-store.ts';
import { noCaps } from './caps.ts';
import { sharedIdentifiers } from './shared-identifiers.ts';
import { TYING_IDENTIFIERS } from './tying-identifiers.ts';
import { type UndoneTie, undoneTies, untie } from './untie.ts';
import { UNTIE_TABLE, type UntieRow } from './untie-list.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

const SIDES = ['payer', 'payee'] as const;
const PEOPLE = 8;

type Values = Readonly<Record<(typeof TYING_IDENTIFIERS)[number], string | null>>;
/** One transfer: who pays whom, and what each gives. */
interface Made {
  readonly payer: Values & { readonly id: string };
  readonly payee: Values & { readonly id: string };
}
interface Rule extends Pick<UntieRow, 'kind' | 'identifier' | 'id'> {
  readonly value: string;
}

const value = fc.integer({ min: 0, max: 9 }).map((n) => `V-${n}`);
const id = fc.integer({ min: 0, max: PEOPLE - 1 }).map((n) => `S-${n}`);
const given = fc.option(value, { freq: 3 });
const person = fc.record({ id, phone: given, account: given, device: given });
const made: fc.Arbitrary<Made> = fc.record({ payer: person, payee: person });
const rule: fc.Arbitrary<Rule> = fc.record({
  kind: fc.constantFrom(...SIDES),
  identifier: fc.constantFrom(...TYING_IDENTIFIERS),
  value,
  id: fc.option(id),
});

/** Puts the transfers into a table, and who holds what into the tables of the ledger: two hashes of each identifier. */
async function put(transfers: readonly Made[]): Promise<void> {
  const text = (each: string | null): string => (each === null ? 'NULL::VARCHAR' : `${literal(each)}::VARCHAR`);
  const columns = SIDES.flatMap((side) => (['id', ...TYING_IDENTIFIERS] as const).map((name) => [side, name] as const));
  const rows = transfers.map((one) => `(${columns.map(([side, name]) => text(one[side][name])).join(', ')})`);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE made AS SELECT * FROM (VALUES ${rows.join(', ')}) t(${columns.map(([side, name]) => `${side}_${name}`).join(', ')})`,
  );
  for (const side of SIDES) {
    const two = TYING_IDENTIFIERS.flatMap((name) => {
      const column = `${side}_${name}`;
      const hash = `(${identifierHashSql(column)}) FILTER (${column} IS NOT NULL)`;
      return [`min${hash} AS ${name}`, `max${hash} AS ${name}_2`];
    });
    // Everybody has the same code whatever was removed.
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES[`${side}s`]} AS SELECT 'S-' || n AS id, n::INTEGER AS code, h.* EXCLUDE (id)
      FROM range(${PEOPLE}) p(n) LEFT JOIN (SELECT ${side}_id AS id, ${two.join(', ')} FROM made GROUP BY ALL) h ON h.id = 'S-' || n`);
  }
}

async function putRules(rules: readonly Rule[]): Promise<UntieRow[]> {
  const rows = rules.map(
    ({ kind, identifier, value, id }, index) =>
      `(${index + 2}, '${kind}', '${identifier}', '${value}', ${id === null ? 'NULL' : `'${id}'`}::VARCHAR)`,
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${UNTIE_TABLE} AS SELECT * FROM (VALUES ${rows.join(', ')}) t(line, kind, identifier, value, id)`,
  );
  return rules.map(({ value: _, ...rule }, index) => ({ ...rule, line: index + 2, source: null, date: null }));
}

/** The records as if nobody had given what the rules take away. */
function without(transfers: readonly Made[], rules: readonly Rule[]): Made[] {
  const left = (side: 'payer' | 'payee', one: Made['payer']): Made['payer'] => {
    const kept = TYING_IDENTIFIERS.map((identifier) => {
      const gone = rules.some(
        (rule) =>
          rule.kind === side &&
          rule.identifier === identifier &&
          rule.value === one[identifier] &&
          (rule.id ?? one.id) === one.id,
      );
      return [identifier, gone ? null : one[identifier]] as const;
    });
    return { ...one, ...Object.fromEntries(kept) };
  };
  return transfers.map(({ payer, payee }) => ({ payer: left('payer', payer), payee: left('payee', payee) }));
}

async function tiesBy(holders: string): Promise<unknown> {
  const caps = noCaps();
  const { group, size } = await sharedIdentifiers(engine, holders, PEOPLE, caps);
  return { group: [...group], size: [...size], caps };
}

describe('Undoing ties', () => {
  it('ties as records do in which the identifiers were never given, and counts who held them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(made, { minLength: 1, maxLength: 25 }),
        fc.array(rule, { minLength: 1, maxLength: 6 }),
        async (transfers, rules) => {
          await put(without(transfers, rules));
          const expected = { payer: await tiesBy(LEDGER_TABLES.payers), payee: await tiesBy(LEDGER_TABLES.payees) };
          await put(transfers);
          const { holders, untied } = await untie(engine, 'made', await putRules(rules));
          expect({ payer: await tiesBy(holders.payer), payee: await tiesBy(holders.payee) }).toEqual(expected);
          const matching = (rule: Rule): string[] =>
            transfers.flatMap((one) => {
              const { id, [rule.identifier]: held } = one[rule.kind];
              return held === rule.value && (rule.id ?? id) === id ? [id] : [];
            });
          const people = (kind: 'payer' | 'payee'): number =>
            new Set(rules.filter((each) => each.kind === kind).flatMap(matching)).size;
          expect(untied).toMatchObject({
            ...{ payers: people('payer'), payees: people('payee') },
            unmatched: rules.flatMap((each, index) => (matching(each).length === 0 ? [index + 2] : [])),
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('tells each of those who gave the same of it, and nobody of what would tie nobody', async () => {
    const none: Values = { phone: null, account: null, device: null };
    const from = (id: string, values: Partial<Values>): Made => ({
      payer: { ...none, id, ...values },
      payee: { ...none, id: 'S-7' },
    });
    await put([from('S-0', { phone: 'P' }), from('S-1', { phone: 'P' }), from('S-2', { phone: 'Q' })]);
    const rules: Rule[] = [
      { kind: 'payer', identifier: 'phone', value: 'P', id: 'S-1' },
      { kind: 'payer', identifier: 'phone', value: 'Q', id: null },
      { kind: 'payer', identifier: 'phone', value: 'P', id: 'S-2' },
      { kind: 'payer', identifier: 'phone', value: 'P', id: null },
    ];
    const { untied } = await untie(engine, 'made', await putRules(rules));
    expect(untied.unmatched).toEqual([4]);
    const told = await undoneTies(engine, untied, 'payer', [0, 1, 2]);
    const short = (code: number): unknown =>
      told.get(code)?.map(({ line, about, other }: UndoneTie) => [line, about, other]);
    expect(short(0)).toEqual([
      [2, 'other', 1],
      [5, 'everybody', null],
    ]);
    expect(short(1)).toEqual([
      [2, 'subject', null],
      [5, 'everybody', null],
    ]);
    expect(short(2)).toBeUndefined();
  });
});
