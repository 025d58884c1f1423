import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { madeUpCorridors } from '../facts/corridors.fixture.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { evaluateSubjects } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { leadIdOf } from './lead-id.ts';
import { rankSubjects } from './rank-subjects.ts';
import { SUBJECTS_CSV_COLUMNS, safeId, safeText } from './subjects-csv.ts';
import { compiledPacks, publicPack } from './testing/context.ts';
import { writeSubjects } from './write-subjects.ts';

let engine: Engine;
let folder: string;
withEngine((opened, own) => {
  engine = opened;
  folder = own;
});

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly facts: Readonly<Record<string, number>>;
}

const KNOWN = { transfers: 12, amount_sum: 1234.5, first_at: 86_400, last_at: 1_700_000_000.25 };

/** The lines below the header, when everybody has one indicator and the score falls by 0.0001 from one to the next of a kind. */
async function written(people: Readonly<Record<Subject, readonly Person[]>>): Promise<string[][]> {
  const factsOf = (kind: Subject) => people[kind].map(({ facts }) => new Map(Object.entries(facts)));
  const facts = { payer: tableOf(PAYER_FACTS, factsOf('payer')), payee: tableOf(PAYEE_FACTS, factsOf('payee')) };
  const scores = {
    payer: evaluateSubjects(compiledPacks.payer, facts.payer),
    payee: evaluateSubjects(compiledPacks.payee, facts.payee),
  };
  for (const kind of SUBJECTS) {
    scores[kind].safeguarding.fired.fill(0);
    scores[kind].investigation.fired.fill(1);
    scores[kind].investigation.score.set(people[kind].map((_, row) => -row / 10_000));
    const rows = people[kind].map(
      ({ id, name }, code) => `(${literal(id)}, ${name === null ? 'NULL::VARCHAR' : literal(name)}, ${code})`,
    );
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES[`${kind}s`]} AS FROM (VALUES ${rows.join(', ')}) t(id, name, code)`,
    );
  }
  const file = join(folder, 'subjects.csv');
  const corridors = madeUpCorridors(people.payer.map(() => 1));
  const ranked = rankSubjects(scores, corridors, publicPack.tiers);
  await writeSubjects(engine, file, ranked, { facts, packs: compiledPacks, scores, corridors });
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(header).toBe(SUBJECTS_CSV_COLUMNS.join(','));
  return lines.map((line) => line.split(','));
}

function cell(row: readonly string[] | undefined, name: (typeof SUBJECTS_CSV_COLUMNS)[number]): string | undefined {
  return row?.[SUBJECTS_CSV_COLUMNS.indexOf(name)];
}

describe('subjects.csv', () => {
  it('has a cell for each column, missing values empty', async () => {
    const [payer, payee] = await written({
      payer: [{ id: 'p1', name: 'Ada', facts: KNOWN }],
      payee: [{ id: 'b1', name: null, facts: { ...KNOWN, amount_sum: Number.NaN } }],
    });
    const unknown = cell(payer, 'unknown');
    expect(unknown?.split(' ').length).toBeGreaterThan(3);
    expect(payer?.join(',')).toBe(
      `1,payer,p1,Ada,investigation,payer,0.0000,context,,,${unknown},12,1234.50,1970-01-02T00:00:00.000Z,2023-11-14T22:13:20.250Z,${leadIdOf('payer', 'p1')}`,
    );
    expect([cell(payee, 'subject_name'), cell(payee, 'amount_eur')]).toEqual(['', '']);
  });

  it('has room for sums beyond any that is real', async () => {
    const [payer, payee] = await written({
      payer: [{ id: 'p1', name: null, facts: { ...KNOWN, amount_sum: 2 ** 70 } }],
      payee: [{ id: 'b1', name: null, facts: { ...KNOWN, amount_sum: 0.07 } }],
    });
    expect(Number(cell(payer, 'amount_eur'))).toBe(2 ** 70);
    expect(cell(payee, 'amount_eur')).toBe('0.07');
  });

  it('names what fired, what speaks against and what is unknown, each of the queue that the subject is in', async () => {
    const everything = Object.fromEntries(PAYER_FACTS.map(({ id }, index) => [id, index % 3 === 0 ? 1 : 30]));
    const facts = { ...everything, ...KNOWN };
    const [first] = await written({
      payer: [{ id: 'p1', name: null, facts }],
      payee: [{ id: 'b1', name: null, facts: KNOWN }],
    });
    const { outcomes } = evaluateSubjects(compiledPacks.payer, tableOf(PAYER_FACTS, [new Map(Object.entries(facts))]));
    const named = (bits: Int32Array, kinds: readonly string[]): string =>
      compiledPacks.payer.indicators
        .filter((_, place) => (((bits[place >> 5] as number) >>> (place & 31)) & 1) === 1)
        .filter(({ indicator }) => indicator.queue !== 'safeguarding' && kinds.includes(indicator.kind))
        .map(({ indicator }) => indicator.id)
        .join(' ');
    expect(cell(first, 'indicators')?.length).toBeGreaterThan(0);
    expect(cell(first, 'indicators')).toBe(named(outcomes.fired, ['indicator']));
    expect(cell(first, 'reasons_against')).toBe(named(outcomes.fired, ['ordinary_explanation']));
    expect(cell(first, 'unknown')).toBe(named(outcomes.unknown, ['indicator', 'ordinary_explanation']));
  });

  it('is in order of rank and gives each subject its own texts, made safe where a spreadsheet could run them', async () => {
    const odd = ['=1+1', "O'Neil", '@x', '#1', '\u202eab', '+331', '-x', 'é', ' lead', 'a\u3164'];
    const count = 20_000;
    const person = (row: number): Person => ({
      id: `${odd[row % odd.length]}/${row}`,
      name: row % 7 === 0 ? null : `${odd[(row * 3) % odd.length]} ${row}`,
      facts: { ...KNOWN, transfers: row, amount_sum: row / 100 },
    });
    const people = {
      payer: Array.from({ length: count }, (_, row) => person(row)),
      payee: Array.from({ length: count }, (_, row) => person(row + count)),
    };
    const rows = await written(people);
    expect(rows).toHaveLength(2 * count);
    const wrong = rows.filter((row, place) => {
      const kind = place % 2 === 0 ? 'payer' : 'payee';
      const each = people[kind][place >> 1];
      if (!each) return true;
      const { id, name, facts } = each;
      const expected = [
        ...[place + 1, kind, safeId(id), name === null ? '' : safeText(name), 'investigation', kind],
        ...[(-(place >> 1) / 10_000).toFixed(4), 'context', cell(row, 'indicators'), cell(row, 'reasons_against')],
        ...[cell(row, 'unknown'), facts.transfers, facts.amount_sum?.toFixed(2)],
        ...['1970-01-02T00:00:00.000Z', '2023-11-14T22:13:20.250Z', leadIdOf(kind, id)],
      ];
      return row.join(',') !== expected.join(',');
    });
    expect(wrong).toEqual([]);
  });

  it('puts a text that holds a separator or a quote in quotes', async () => {
    const [first] = await written({
      payer: [{ id: 'a,b', name: 'say "x"', facts: KNOWN }],
      payee: [{ id: 'b', name: 'b', facts: KNOWN }],
    });
    expect(first?.slice(2, 5)).toEqual(['"a', 'b"', '"say ""x"""']);
  });
});
