import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS, noCaps } from './caps.ts';
import { sharedIdentifiers } from './shared-identifiers.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

const COLUMNS = ['phone', 'phone_2', 'account', 'account_2', 'device', 'device_2'] as const;
type Person = readonly (string | null)[];
const person: fc.Arbitrary<Person> = fc.tuple(
  ...COLUMNS.map(() =>
    fc.option(
      fc.integer({ min: 0, max: 12 }).map((n) => `same-${n}`),
      { freq: 2 },
    ),
  ),
);

/** Walks from each person to everybody reached through identifiers that are not placeholders. */
function oracle(people: readonly Person[]): { group: number[]; tooCommon: number } {
  const holders = new Map<string, Set<number>>();
  for (const [code, values] of people.entries())
    for (const [column, value] of values.entries()) {
      const key = `${COLUMNS[column]?.replace('_2', '')} ${value}`;
      if (value !== null) holders.set(key, (holders.get(key) ?? new Set()).add(code));
    }
  const ties = [...holders.values()].filter((set) => set.size <= CAPS.sharedIdentifier);
  const group = people.map((_, start) => {
    const reached = new Set([start]);
    for (const code of reached) for (const tie of ties) if (tie.has(code)) for (const other of tie) reached.add(other);
    return Math.min(...reached);
  });
  return { group, tooCommon: holders.size - ties.length };
}

describe('People who share a phone, an account or a device', () => {
  it('are one group, however long the chain; a phone never ties to an account, a placeholder ties nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 30 }), async (people) => {
        const rows = people.map(
          (values, code) =>
            `(${code}, ${values.map((value) => (value === null ? 'NULL::VARCHAR' : `'${value}'`)).join(', ')})`,
        );
        await engine.run(
          `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.payers} AS SELECT * FROM (VALUES ${rows.join(', ')}) t(code, ${COLUMNS.join(', ')})`,
        );
        const caps = noCaps();
        const { group, size } = await sharedIdentifiers(engine, LEDGER_TABLES.payers, people.length, caps);
        const expected = oracle(people);
        expect([...group]).toEqual(expected.group);
        expect(caps.identifiersTooCommon).toBe(expected.tooCommon);
        for (const code of people.keys())
          expect(size[group[code] ?? -1]).toBe(expected.group.filter((other) => other === expected.group[code]).length);
      }),
      { numRuns: 60 },
    );
  });
});
