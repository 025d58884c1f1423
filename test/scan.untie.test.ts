import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lead } from '../src/leads/lead.ts';
import { csvLine, parseCsv } from './support/csv.ts';
import { Place, smallWorld, type World } from './support/place.ts';
import { FINDINGS, type Results } from './support/results.ts';
import { doneHere, vigieHere } from './support/vigie.ts';

const place = new Place();
const HEADER = 'kind,identifier,value,id,source,date';
let world: World;
let header: string[];
let rows: string[][];
let whole: Results;
/** A payer or payee with a lead, who shares a phone with one other and nothing else. */
let subject: Lead['subject'];
let other: string;
let phone: string;

async function scan(file: string, ...more: string[]): Promise<{ out: Results; stdout: string }> {
  const out = place.output();
  const options = ['--places', world.places, '--budget', '1000', '--threads', '1', '--out', out.directory];
  return { out, stdout: (await doneHere('scan', file, ...options, ...more)).stdout };
}

const list = (name: string, ...lines: string[]): string =>
  place.file(name, [HEADER, ...lines].map((line) => `${line}\n`).join(''));
const cellOf = (row: readonly string[], column: string): string => row[header.indexOf(column)] ?? '';
const leadOf = (results: Results, { kind, id }: Pick<Lead['subject'], 'kind' | 'id'>): Lead => {
  const lead = results.leads.find((each) => each.subject.kind === kind && each.subject.id === id);
  if (lead === undefined) throw new Error(`no lead about ${id}`);
  return lead;
};
/** The records with some cells changed. */
function edited(name: string, change: (row: readonly string[], column: string) => string | undefined): string {
  const changed = rows.map((row) => row.map((cell, index) => change(row, header[index] ?? '') ?? cell));
  return place.file(name, [header, ...changed].map((cells) => `${csvLine(cells)}\n`).join(''));
}

beforeAll(async () => {
  world = await smallWorld(place);
  [header = [], ...rows] = parseCsv(readFileSync(world.transfers, 'utf8'));
  whole = (await scan(world.transfers)).out;
  const lead = whole.leads.find(
    ({ ties, tiesTotal }) =>
      tiesTotal === 1 && ties.length === 1 && ties[0]?.shared.map(({ identifier }) => identifier).join() === 'phone',
  );
  if (lead === undefined) throw new Error('no lead with one tie by phone');
  ({ subject } = lead);
  other = lead.ties[0]?.id ?? '';
  const row = rows[(lead.ties[0]?.shared[0]?.heldByThis.sourceRow ?? 0) - 1] ?? [];
  phone = cellOf(row, `${subject.kind}_phone`);
});

describe('A tie in a lead', () => {
  it('can be checked: each of the two held the identifier in the row that is named', () => {
    const ties = whole.leads.flatMap((lead) => lead.ties.map((tie) => ({ lead, tie })));
    expect(ties.length).toBeGreaterThan(10);
    for (const { lead, tie } of ties)
      for (const { identifier, heldByThis, heldByOther } of tie.shared) {
        const [one = [], two = []] = [heldByThis, heldByOther].map(({ sourceRow }) => rows[sourceRow - 1]);
        const side = lead.subject.kind;
        expect(cellOf(one, `${side}_id`)).toBe(tie.id);
        expect(cellOf(two, `${side}_id`)).toBe(tie.through ?? lead.subject.id);
        expect(cellOf(one, `${side}_${identifier}`)).not.toBe('');
        expect(cellOf(one, `${side}_${identifier}`).replaceAll(/\W/g, '')).toBe(
          cellOf(two, `${side}_${identifier}`).replaceAll(/\W/g, ''),
        );
      }
    for (const lead of whole.leads) expect(lead.tiesTotal).toBeGreaterThanOrEqual(lead.ties.length + lead.tiesUnnamed);
  });

  it('stands in the report, and in the explanation of the person', async () => {
    const article = whole.text('report.html').split(`id="lead-${leadOf(whole, subject).leadId}"`)[1] ?? '';
    expect(article.split('</article>')[0]).toContain('Tied by an identifier in the records');
    const { stdout } = await doneHere('explain', subject.id, world.transfers, '--places', world.places, '--quiet');
    expect(stdout).toContain('Tied by an identifier in the records');
    expect(stdout).toContain(other);
  });
});

describe('scan --untie', () => {
  const row = (): string => `${subject.kind},phone,"${phone.split('').join(' ')}",${subject.id},A call,2026-01-05`;

  it('ranks as if the person had never given the identifier, and says by whom and when that was undone', async () => {
    const { out, stdout } = await scan(world.transfers, '--untie', list('one.csv', row()));
    const [column, id] = [`${subject.kind}_phone`, `${subject.kind}_id`];
    const removed = edited('removed.csv', (cells, name) =>
      name === column && cellOf(cells, id) === subject.id && cellOf(cells, name) === phone ? '' : undefined,
    );
    const never = await scan(removed);
    expect(out.ranking).toEqual(never.out.ranking);
    expect(never.out.ranking).not.toEqual(whole.ranking);
    expect(out.run.untied).toMatchObject({ rows: 1, unmatched: [] });
    const undone = { identifier: 'phone', line: 2, source: 'A call', date: '2026-01-05' };
    expect(leadOf(out, subject)).toMatchObject({
      ties: [],
      tiesTotal: 0,
      undoneTies: [{ ...undone, about: 'subject' }],
    });
    const theirs = out.leads.find((lead) => lead.subject.kind === subject.kind && lead.subject.id === other);
    if (theirs !== undefined) expect(theirs.undoneTies).toEqual([{ ...undone, about: 'other' }]);
    expect(stdout).toContain('Ties undone: 1 row');
    expect(out.text('report.html')).toContain('A call');
    const asked = ['--places', world.places, '--untie', list('one.csv', row()), '--quiet'];
    const explained = await doneHere('explain', subject.id, world.transfers, ...asked);
    expect(explained.stdout.replaceAll(/\s+/g, ' ')).toContain('(line 2 of the list). Source: A call, 2026-01-05');
  });

  it('without an id takes the identifier from everybody of that kind', async () => {
    const { out } = await scan(world.transfers, '--untie', list('all.csv', `${subject.kind},phone,${phone},,,`));
    const removed = edited('removed-all.csv', (cells, name) =>
      name === `${subject.kind}_phone` && cellOf(cells, name) === phone ? '' : undefined,
    );
    expect(out.ranking).toEqual((await scan(removed)).out.ranking);
    expect(leadOf(out, subject).undoneTies).toMatchObject([{ about: 'everybody', source: null, date: null }]);
  });

  it('gives the same bytes on one thread and on two, and those of a scan without a list when the list is empty', async () => {
    const untie = list('threads.csv', row());
    const one = await scan(world.transfers, '--untie', untie);
    const two = await scan(world.transfers, '--untie', untie, '--threads', '2');
    expect(two.out.digests()).toEqual(one.out.digests());
    const none = await scan(world.transfers, '--untie', list('empty.csv'));
    expect(none.out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
    expect(none.out.run.untied).toEqual({ rows: 0, payers: 0, payees: 0, unmatched: [] });
    expect(whole.run.untied).toBeNull();
  });

  it('tells which rows match nobody', async () => {
    const untie = list('odd.csv', row(), 'payer,device,NOT-THERE,,,', `payer,phone,${phone},NOBODY,,`);
    const { out, stdout } = await scan(world.transfers, '--untie', untie);
    expect(out.run.untied?.unmatched).toEqual([3, 4]);
    expect(stdout).toContain('2 of these rows match nobody (line 3, 4)');
    expect(out.text('report.html')).toContain('2 rows match nobody in these records');
  });

  it('is taken by evaluate --by-month, and an untrue row ends with 2 and writes nothing', async () => {
    const truth = ['--truth', world.truth, '--transfers', world.transfers, '--places', world.places];
    const month = ['--from', '2025-06', '--to', '2025-06', '--json', '--quiet'];
    const untie = ['--untie', list('month.csv', row())];
    expect((await doneHere('evaluate', '--by-month', ...truth, ...month, ...untie)).stdout).toContain('asOf');
    const out = place.output();
    const wrong = list('wrong.csv', row(), 'payer,name,X,,,');
    const ended = await vigieHere('scan', world.transfers, '--untie', wrong, '--out', out.directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('line 3 of the list of ties to undo, column identifier: is none of');
    expect(out.files).toEqual([]);
    expect((await vigieHere('scan', world.transfers, '--untie', '', '--out', out.directory)).code).toBe(1);
  });
});

describe('A possible victim who is tied to somebody in the investigation queue', () => {
  it('is counted there and never named, nor is who is tied through the possible victim alone', async () => {
    const alone = whole.leads.filter(({ subject, tiesTotal }) => subject.kind === 'payer' && tiesTotal === 0);
    const victim = alone.find((lead) => lead.subject.role === 'possible_victim')?.subject.id ?? '';
    const ordinary = alone.filter(({ queue }) => queue === 'investigation').map((lead) => lead.subject.id);
    const [payer = '', third = ''] = ordinary.slice(-2);
    const tied = edited('tied-victim.csv', (cells, column) => {
      const id = cellOf(cells, 'payer_id');
      if (column === 'payer_phone' && (id === payer || id === victim)) return '+440000000001';
      if (column === 'payer_device' && (id === third || id === victim)) return 'SYNTHETIC-DEVICE';
      return undefined;
    });
    const { out } = await scan(tied);
    expect(leadOf(out, { kind: 'payer', id: victim }).queue).toBe('safeguarding');
    expect(
      leadOf(out, { kind: 'payer', id: victim })
        .ties.map(({ id }) => id)
        .sort(),
    ).toEqual([payer, third].sort());
    const counted = { queue: 'investigation', ties: [], tiesTotal: 2, tiesUnnamed: 2 };
    expect(leadOf(out, { kind: 'payer', id: payer })).toMatchObject(counted);
    const victims = new Set(out.leads.filter((lead) => lead.queue === 'safeguarding').map((lead) => lead.subject.id));
    for (const { queue, ties } of out.leads)
      if (queue === 'investigation')
        for (const { id, through } of ties) expect(victims.has(id) || victims.has(through ?? '')).toBe(false);
    const { stdout } = await doneHere('explain', payer, tied, '--places', world.places, '--kind', 'payer', '--quiet');
    expect(stdout).toContain('2 are not named in this queue');
    expect(stdout.slice(stdout.indexOf('Tied by'), stdout.indexOf('The neighbours'))).not.toContain(victim);
    const untie = list('victim.csv', `payer,phone,+440000000001,${victim},A note,`);
    const undone = await scan(tied, '--untie', untie);
    expect(leadOf(undone.out, { kind: 'payer', id: payer })).toMatchObject({ tiesTotal: 0, undoneTies: [] });
    expect(leadOf(undone.out, { kind: 'payer', id: victim }).undoneTies).toHaveLength(1);
  });
});
