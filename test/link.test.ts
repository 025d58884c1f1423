import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpPeople } from '../src/network/linkage/made-up-people.fixture.ts';
import { csvLine, readCsvTable } from './support/csv.ts';
import { Place, smallWorld } from './support/place.ts';
import { doneHere, startVigie, vigieHere } from './support/vigie.ts';

const place = new Place();
const FIELDS = ['given_name', 'surname', 'date_of_birth', 'phone', 'place'] as const;
const HEADERS = ['id', 'Given name', 'Surname', 'Date of birth', 'Phone', 'Town'];

/** A list of made-up people as an office would export it. */
function list(name: string, people = 200): string {
  const { records } = madeUpPeople(people, 21);
  const lines = records.map(({ id, fields }) => csvLine([id, ...FIELDS.map((field) => fields[field]?.[0] ?? '')]));
  return place.file(name, `${[HEADERS.join(','), ...lines].join('\n')}\n`);
}

function rowsOf(folder: string, name: string): readonly Readonly<Record<string, string>>[] {
  return readCsvTable(join(folder, name)).rows;
}

function personsOf(folder: string): Record<string, string> {
  return Object.fromEntries(rowsOf(folder, 'people.csv').map(({ record = '', person = '' }) => [record, person]));
}

describe('vigie link', () => {
  it('links a list of people, shows close calls as waterfalls, and writes why', async () => {
    const out = place.output().directory;
    const { stdout } = await doneHere('link', list('people-1.csv'), '--out', out, '--threads', '1');
    expect(stdout).toContain('records were linked into');
    expect(stdout).toContain('Close call:');
    expect(stdout).toContain('Given name → given_name');
    const pairs = rowsOf(out, 'pairs.csv');
    expect(pairs.length).toBeGreaterThan(50);
    for (const pair of pairs) {
      const parts = ['prior', ...FIELDS.flatMap((field) => [`${field}_weight`, `${field}_rarity`])];
      const sum = parts.reduce((total, part) => total + Math.round(Number(pair[part] || 0) * 100), 0);
      expect(sum).toBe(Math.round(Number(pair.match_weight) * 100));
    }
    const people = rowsOf(out, 'people.csv');
    expect(new Set(people.map(({ person }) => person)).size).toBeLessThan(people.length);
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(run.counts.records).toBe(people.length);
    expect(run.program).toMatchObject({ name: 'vigie', command: 'link' });
  });

  it('writes the same bytes for the same people in another order and on other threads', async () => {
    const file = list('people-2.csv', 80);
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const turned = place.file('people-2-turned.csv', `${[header, ...lines.toReversed()].join('\n')}\n`);
    const outs = [place.output().directory, place.output().directory];
    await doneHere('link', file, '--out', outs[0] ?? '', '--threads', '1', '--quiet');
    await doneHere('link', turned, '--out', outs[1] ?? '', '--threads', '2', '--quiet');
    for (const name of ['people.csv', 'pairs.csv', 'decisions.csv'])
      expect(readFileSync(join(outs[1] ?? '', name), 'utf8')).toBe(readFileSync(join(outs[0] ?? '', name), 'utf8'));
  });

  it('obeys decisions, keeps them in the folder, and obeys them again without being told', async () => {
    const file = list('people-3.csv', 80);
    const out = place.output().directory;
    await doneHere('link', file, '--out', out, '--quiet');
    const linked = rowsOf(out, 'pairs.csv').filter(({ linked: are }) => are === 'yes');
    const [{ left = '', right = '' } = {}] = linked;
    expect(personsOf(out)[left]).toBe(personsOf(out)[right]);
    const decisions = place.file(
      'decisions.csv',
      `left,right,decision,by,date,note\n${left},${right},different,AB,2026-01-02,two cousins\n`,
    );
    const { stdout } = await doneHere('link', file, '--out', out, '--decisions', decisions);
    expect(stdout).toContain('1 decision was obeyed');
    expect(personsOf(out)[left]).not.toBe(personsOf(out)[right]);
    await doneHere('link', file, '--out', out, '--quiet');
    expect(personsOf(out)[left]).not.toBe(personsOf(out)[right]);
    expect(rowsOf(out, 'decisions.csv')).toEqual([
      { left, right, decision: 'different', by: 'AB', date: '2026-01-02', note: 'two cousins' },
    ]);
    expect(rowsOf(out, 'pairs.csv').find((pair) => pair.left === left && pair.right === right)).toMatchObject({
      verdict: 'different',
      decided: 'by a person',
      linked: 'no',
      note: 'two cousins',
    });
  });

  it('takes the payers and payees of transfers, and does not show their names on the terminal', async () => {
    const world = await smallWorld(place);
    const out = place.output().directory;
    const { stdout } = await doneHere('link', world.transfers, '--out', out);
    expect(stdout).toContain('records of payers and payees');
    expect(stdout).not.toContain('Synthetic Payer');
    expect(rowsOf(out, 'people.csv')[0]).toHaveProperty('name');
  });

  it('makes names harmless for spreadsheets', async () => {
    const file = place.file('odd.csv', 'id,name,phone\n=1+1,"=HYPERLINK(""x"")",0611111111\nb,@x,0611111111\n');
    const out = place.output().directory;
    await doneHere('link', file, '--out', out, '--quiet');
    expect(rowsOf(out, 'people.csv').map(({ record, name }) => [record, name])).toEqual([
      ["'=1+1", '\'=HYPERLINK("x")'],
      ['b', "'@x"],
    ]);
  });

  it('speaks French', async () => {
    const out = place.output().directory;
    const ended = await startVigie(['link', list('people-4.csv', 60), '--out', out], 'fr_FR.UTF-8').ended;
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('Cas limite :');
    expect(ended.stdout).toContain('personnes');
  });

  it('names a file that it cannot read beside lists that it can', async () => {
    const { stderr, stdout } = await doneHere(
      'link',
      place.path('nowhere.csv'),
      list('people-6.csv', 40),
      '--out',
      place.output().directory,
    );
    expect(stderr).toContain('nowhere.csv');
    expect(stdout).toContain('records of people');
  });

  it('refuses what it cannot read with what to do, and leaves earlier results', async () => {
    const out = place.output().directory;
    await doneHere('link', list('people-5.csv', 40), '--out', out, '--quiet');
    const before = readFileSync(join(out, 'people.csv'), 'utf8');
    const wrong = place.file('wrong.csv', 'left,right,decision\na,b,perhaps\n');
    const refused = await vigieHere('link', list('people-5.csv', 40), '--out', out, '--decisions', wrong);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('line 2 of the decisions');
    expect(
      (await vigieHere('link', place.file('colours.csv', 'colour,size\nred,5\n'), '--as', 'people', '--out', out))
        .stderr,
    ).toContain('Headers seen');
    expect((await vigieHere('link', place.path('nowhere.csv'), '--out', out)).code).toBe(2);
    expect((await vigieHere('link', join(out, 'people.csv'), '--out', out)).code).toBe(2);
    expect(readFileSync(join(out, 'people.csv'), 'utf8')).toBe(before);
  });
});
