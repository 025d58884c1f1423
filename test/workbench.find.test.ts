import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
let lead: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  unit = await addStaffedUnit(database, { analyst: 'analyst', services: 'victim_services' });
  [lead = ''] = await addLeads(database, unit, [{ queue: 'investigation', rank: 1, subject: 'SP-0001' }]);
  const people = [
    ['payee', 'account:BN09002', 'Bénéficiaire Fictif 9002'],
    ['payee', 'phone:+33 6 12 34 56 78', null],
    ['payer', 'name:Client Fictif 5018', 'Client Fictif 5018'],
  ];
  for (const [kind, id, name] of people)
    await told(database.query, `insert into vigie.lead_person values ($1, $2, $3, $4, $2)`, [lead, kind, id, name]);
});
afterAll(() => workbench.close());

const find = async (text: string, member = 'analyst'): Promise<string[]> =>
  (await workbench.ask(member, 'GET', `/api/find?unit=${unit}&text=${encodeURIComponent(text)}`))
    .json()
    .items.map(({ id }: { id: string }) => id);

describe('a person is found', () => {
  it.each(['BN09002', 'bn090', 'account:BN09002', '9002', '09002'])(
    'by the number as the file writes it: %s',
    async (text) => {
      expect(await find(text)).toEqual(['account:BN09002']);
    },
  );

  it('by a phone with or without the spaces', async () => {
    for (const text of ['+33 6 12 34', '+33612345678', '33612'])
      expect(await find(text), text).toEqual(['phone:+33 6 12 34 56 78']);
  });

  it('by any word of the name, in any order, without regard to accents', async () => {
    expect((await find('fictif')).toSorted()).toEqual(['account:BN09002', 'name:Client Fictif 5018']);
    expect(await find('5018 client')).toEqual(['name:Client Fictif 5018']);
    expect(await find('benef')).toEqual(['account:BN09002']);
  });
});

describe('nobody is found', () => {
  it('by a pattern, by letters within a word, or by less than three characters', async () => {
    for (const text of ['%%%', '___', 'ictif', 'a b']) expect(await find(text), text).toEqual([]);
  });

  it('by who may not read the lead', async () => {
    expect(await find('fictif', 'services')).toEqual([]);
  });
});

it('Who has a record that the reader may not read is not found beside somebody else either', async () => {
  const { database } = workbench;
  await addLeads(database, unit, [{ queue: 'safeguarding', rank: 1, subject: 'SP-HIDDEN' }]);
  await told(
    database.query,
    `insert into vigie.lead_person values ($1, 'payer', 'SP-HIDDEN', 'Synthetic Hidden', 'payer')`,
    [lead],
  );
  expect(await find('hidden')).toHaveLength(2);
  await workbench.database.query(
    `update vigie.lead set restricted = true where unit_id = $1 and subject_id = 'SP-HIDDEN'`,
    [unit],
  );
  expect(await find('hidden')).toEqual([]);
});

it('Among 20,000 people the words are looked up in their index, below the rules of access', async () => {
  const { database } = workbench;
  await told(
    database.query,
    `insert into vigie.lead_person select $1, 'payee', 'account:M' || n, 'Mass Person ' || n, 'payee' from generate_series(1, 20000) n`,
    [lead],
  );
  await database.query('analyze vigie.lead_person_word');
  const read = async () => {
    const [row] = await database.query<{ looked_up: number; gone_through: number }>(
      `select idx_scan::int looked_up, (seq_tup_read + idx_tup_fetch)::int gone_through from pg_stat_user_tables
       where relid = 'vigie.lead_person_word'::regclass`,
    );
    return row ?? { looked_up: Number.NaN, gone_through: Number.NaN };
  };
  const before = await read();
  expect(await find('M19999')).toEqual(['account:M19999']);
  // The database counts a moment later.
  await expect.poll(async () => (await read()).looked_up).toBeGreaterThan(before.looked_up);
  expect((await read()).gone_through - before.gone_through).toBeLessThan(1_000);
});
