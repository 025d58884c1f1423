import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvLine, parseCsv } from './support/csv.ts';
import { packOfEverybody } from './support/pack.ts';
import { Place, smallWorld, type World } from './support/place.ts';
import { FINDINGS, type Results } from './support/results.ts';
import { doneHere, vigieHere } from './support/vigie.ts';

const place = new Place();
let world: World;
/** The same transfers, in which each payer of some has a second number in half of the rows. */
let split: string;
let links: string;
let pack: string;
/** The scans of that, with the links and without. */
let linked: Awaited<ReturnType<typeof scan>>;
let apart: Awaited<ReturnType<typeof scan>>;

async function scan(file: string, ...more: string[]): Promise<{ out: Results; stdout: string }> {
  const out = place.output();
  const { stdout } = await doneHere(
    'scan',
    file,
    '--places',
    world.places,
    '--pack',
    pack,
    '--threads',
    '1',
    '--out',
    out.directory,
    ...more,
  );
  return { out, stdout };
}

beforeAll(async () => {
  world = await smallWorld(place);
  pack = packOfEverybody(place);
  const [header = [], ...rows] = parseCsv(readFileSync(world.transfers, 'utf8'));
  const [at, reference] = [header.indexOf('payer_id'), header.indexOf('source_ref')];
  const divided = rows.map((row) =>
    row.map((cell, index) => (index === at && /[02468]$/.test(row[reference] ?? '') ? `${cell}-B` : cell)),
  );
  split = place.file('split.csv', [header, ...divided].map((cells) => `${csvLine(cells)}\n`).join(''));
  const ids = [...new Set(divided.map((row) => row[at] ?? ''))].sort();
  links = place.file(
    'links.csv',
    ['record,person', ...ids.map((id) => `${id},${id.replace(/-B$/, '')}`)].map((line) => `${line}\n`).join(''),
  );
  linked = await scan(split, '--link', links);
  apart = await scan(split);
});

describe('scan --link', () => {
  it('finds of a person with two numbers what it finds of one with a single number', async () => {
    const whole = await scan(world.transfers);
    const subjects = ({ out }: { out: Results }): unknown =>
      out.subjects.rows.map(({ subject_id, score, rank }) => [subject_id, score, rank]);
    expect(subjects(linked)).toEqual(subjects(whole));
    expect(subjects(apart)).not.toEqual(subjects(whole));
  });

  it('says what it changed, on the terminal, in the report and in run.json', () => {
    const { out, stdout } = linked;
    expect(out.run.links?.identifiers).toBeGreaterThan(10);
    expect(out.run.links?.people).toBe(out.run.links?.identifiers);
    expect(stdout).toContain('Linked: ');
    expect(out.text('report.html')).toContain('Record linkage: ');
    expect(out.leads.some(({ subject, otherIds }) => otherIds[0] === `${subject.id}-B`)).toBe(true);
  });

  it('is undone by leaving it out, and changes nothing where nobody is linked', async () => {
    expect(apart.out.run.links).toBeNull();
    const nobody = place.file('nobody.csv', 'record,person\nX,X\n');
    expect((await scan(split, '--link', nobody)).out.digests(FINDINGS)).toEqual(apart.out.digests(FINDINGS));
  });

  it('takes the people.csv that vigie link writes', async () => {
    const found = place.output().directory;
    await doneHere('link', split, '--out', found, '--quiet');
    const { out } = await scan(split, '--link', join(found, 'people.csv'));
    expect(out.run.links?.people).toBeGreaterThan(10);
    const payers = (results: Results): number => results.run.counts.payers;
    expect(payers(out)).toBeLessThan(payers(apart.out));
  });

  it('knows a person by any of the numbers', async () => {
    const [second = ''] = readFileSync(links, 'utf8').match(/^.*-B(?=,)/m) ?? [];
    const known = place.file('known.csv', `kind,id\npayer,${second}\n`);
    const { out } = await scan(split, '--link', links, '--known', known);
    const other = place.file('known-2.csv', `kind,id\npayer,${second.replace(/-B$/, '')}\n`);
    expect((await scan(split, '--link', links, '--known', other)).out.digests(['subjects.csv'])).toEqual(
      out.digests(['subjects.csv']),
    );
  });

  it('refuses a list that names two people for one record, or is none', async () => {
    const refusal = async (text: string): Promise<string> => {
      const { code, stderr } = await vigieHere(
        'scan',
        split,
        '--out',
        place.output().directory,
        '--link',
        place.file('wrong.csv', text),
      );
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal('record,person\na,b\na,c\n')).toContain('have two people');
    expect(await refusal('record,person\na,b\nb,c\n')).toContain('have two people');
    expect(await refusal('colour\nred\n')).toContain('the linked people cannot be read');
  });
});
