import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Explanation, Explanations } from '../src/explain.ts';
import { Place, smallWorld, type World } from './support/place.ts';
import type { Results } from './support/results.ts';
import { doneHere, type Ended, vigieHere } from './support/vigie.ts';

const place = new Place();
let world: World;
let scanned: Results;
let ranked: Results['subjects']['rows'];

const withWorld = (): string[] => [world.transfers, '--places', world.places, '--threads', '1', '--quiet'];

async function explained(id: string, ...more: string[]): Promise<Explanation> {
  const { stdout } = await doneHere('explain', id, ...withWorld(), '--json', ...more);
  const [only, ...others] = (JSON.parse(stdout) as Explanations).subjects;
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} subjects were explained`);
  return only;
}

/** The payers of the transfers that no indicator ranked. */
function unranked(): string {
  const known = new Set(ranked.map(({ subject_id }) => subject_id));
  const [header = '', ...lines] = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  const at = header.split(',').indexOf('payer_id');
  const id = lines.map((line) => line.split(',')[at] ?? '').find((each) => !known.has(each));
  if (id === undefined) throw new Error('Everybody is ranked');
  return id;
}

function widest({ stdout }: Ended): number {
  return Math.max(...stdout.split('\n').map((line) => line.length));
}

beforeAll(async () => {
  world = await smallWorld(place, 700, 11);
  scanned = place.output();
  await doneHere('scan', ...withWorld(), '--out', scanned.directory);
  ranked = scanned.subjects.rows;
});

describe('vigie explain', () => {
  it('says of a ranked payer what subjects.csv says, with contributions that make the score', async () => {
    for (const queue of ['investigation', 'safeguarding']) {
      const own = ranked.filter((row) => row.queue === queue && row.subject_kind === 'payer');
      const row = own[Math.min(3, own.length - 1)];
      const subject = await explained(row?.subject_id ?? '', '--kind', 'payer');
      const [answers] = subject.queues;
      expect(subject).toMatchObject({ kind: 'payer', queue, tier: row?.tier, role: row?.role });
      expect(subject.ranks?.rank).toBe(Number(row?.rank));
      expect(answers?.score.toFixed(4)).toBe(row?.score);
      const ids = (all: readonly { readonly indicator: string }[]): string[] => all.map((one) => one.indicator).sort();
      expect(ids(answers?.reasons ?? [])).toEqual(row?.indicators?.split(' ').filter(Boolean).sort());
      expect(ids(answers?.reasonsAgainst ?? [])).toEqual(row?.reasons_against?.split(' ').filter(Boolean).sort());
      expect(ids(answers?.unknown ?? [])).toEqual(row?.unknown?.split(' ').filter(Boolean).sort());
      const within = subject.facts.find(({ fact }) => fact === 'transfers')?.value ?? Number.NaN;
      expect(within + (subject.corridor?.transfersElsewhere ?? 0)).toBe(Number(row?.transfers));
    }
  });

  it('names the neighbours in the queue, with differences that make up the difference of the scores', async () => {
    const queue = ranked.filter((row) => row.queue === 'investigation');
    const proposed = [
      ...queue.filter(({ tier }) => tier !== 'context'),
      ...queue.filter(({ tier }) => tier === 'context'),
    ];
    const { above, below, ranks } = await explained(
      proposed[4]?.subject_id ?? '',
      '--kind',
      proposed[4]?.subject_kind ?? '',
    );
    expect(ranks).toMatchObject({ rankInQueue: 5, ofQueue: queue.length });
    for (const [neighbour, row] of [
      [above, proposed[3]],
      [below, proposed[5]],
    ] as const) {
      expect(neighbour).toMatchObject({ id: row?.subject_id, kind: row?.subject_kind, tier: row?.tier });
      const sum = neighbour?.differences.reduce((total, { difference }) => total + Math.round(difference * 1e4), 0);
      expect(sum).toBe(Math.round(Number(proposed[4]?.score) * 1e4) - Math.round(Number(row?.score) * 1e4));
    }
  });

  it('says of a payer who is not ranked that nothing fired, and of every indicator by how much it missed', async () => {
    const id = unranked();
    const subject = await explained(id, '--kind', 'payer');
    expect(subject).toMatchObject({ ranks: null, above: null, below: null });
    for (const { reasons, silent, unknown } of subject.queues) {
      expect(reasons).toEqual([]);
      expect(silent.length + unknown.length).toBeGreaterThan(5);
    }
    const told = await doneHere('explain', id, ...withWorld(), '--kind', 'payer');
    expect(told.stdout).toContain('Not ranked: no indicator fired, in either queue.');
    expect(told.stdout).toMatch(/counts (above|below|from) .*\(/);
    expect(told.stderr).toBe('');
    expect(widest(told)).toBeLessThanOrEqual(80);
  });

  it('explains a payee, who stands in one queue, and shows no name', async () => {
    const row = ranked.find(({ subject_kind }) => subject_kind === 'payee');
    const subject = await explained(row?.subject_id ?? '', '--kind', 'payee');
    expect(subject.queues.map(({ queue }) => queue)).toEqual(['investigation']);
    expect(subject.ranks?.rank).toBe(Number(row?.rank));
    const told = await doneHere('explain', row?.subject_id ?? '', ...withWorld());
    expect(told.stdout).toContain(String(row?.subject_id));
    expect(told.stdout).not.toContain('Synthetic Payee');
    expect(told.stdout).toContain('= the difference, the sum');
    expect(widest(told)).toBeLessThanOrEqual(80);
  });

  it('speaks French', async () => {
    const row = ranked.find(({ queue }) => queue === 'safeguarding');
    const told = await doneHere('explain', row?.subject_id ?? '', ...withWorld(), '--lang', 'fr');
    for (const text of ['File de protection', 'Signes', 'Pour comparaison', 'Ce qui a été mesuré', 'État au'])
      expect(told.stdout).toContain(text);
    expect(told.stdout).not.toMatch(/^\s*[:;?!%»€]/m);
    expect(told.stdout).not.toMatch(/\b(short by|counts above|Missing|suspect)\b/);
    expect(widest(told)).toBeLessThanOrEqual(80);
  });

  it('takes the identifier of a lead, as the report shows it', async () => {
    for (const kind of ['payer', 'payee']) {
      const row = ranked.find(({ subject_kind }) => subject_kind === kind);
      expect(await explained(row?.lead_id ?? '')).toEqual(await explained(row?.subject_id ?? '', '--kind', kind));
    }
    const { code, stderr } = await vigieHere('explain', 'L-0000000000000000', ...withWorld());
    expect([code, stderr]).toEqual([1, expect.stringContaining('Nobody in these records has that identifier')]);
  });

  it('explains who pays and is paid as both, unless --kind says which', async () => {
    const both = place.file('both.csv', `${HEADER}\n2024-01-01,A,B,10,EUR\n2024-01-02,B,C,10,EUR\n`);
    const one = async (...more: string[]): Promise<string[]> =>
      (
        JSON.parse((await doneHere('explain', 'B', both, '--json', '--quiet', ...more)).stdout) as Explanations
      ).subjects.map(({ kind }) => kind);
    expect(await one()).toEqual(['payer', 'payee']);
    expect(await one('--kind', 'payee')).toEqual(['payee']);
  });

  it('explains the person for whom an identifier stands that --link tells it', async () => {
    const file = place.file('linked.csv', `${HEADER}\n2024-01-01,A,C,10,EUR\n2024-01-02,B,C,10,EUR\n`);
    const link = place.file('people.csv', 'record,person\nB,A\n');
    const { stdout } = await doneHere('explain', 'B', file, '--link', link, '--json', '--quiet');
    const [person] = (JSON.parse(stdout) as Explanations).subjects;
    expect(person).toMatchObject({
      id: 'A',
      facts: expect.arrayContaining([expect.objectContaining({ fact: 'transfers', value: 2 })]),
    });
  });

  it('ends with 1 for an identifier that nobody has, and names those written nearly the same', async () => {
    const id = String(ranked.find(({ subject_kind }) => subject_kind === 'payer')?.subject_id);
    const { code, stderr, stdout } = await vigieHere('explain', `${id}x`, ...withWorld());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(id);
  });

  it('calls no identifier nearly the same that shares nothing with what was asked for', async () => {
    const short = place.file('short.csv', `${HEADER}\n2024-01-01,A1,B2,10,EUR\n`);
    expect((await vigieHere('explain', 'XY', short, '--quiet')).stderr).toContain('nor one like it');
    expect((await vigieHere('explain', 'A3', short, '--quiet')).stderr).toContain('nearly the same: A1');
  });

  it('names nobody in an error: neither what was asked for nor an identifier that was made of a name', async () => {
    const names = place.file(
      'names.csv',
      'date,payer_name,payee_name,amount,currency\n2024-01-01,Zoe Invented,Max Invented,10,EUR\n',
    );
    const { code, stderr } = await vigieHere('explain', 'name:zoe invented||x', names, '--quiet');
    expect(code).toBe(1);
    expect(stderr).toContain('nor one like it');
    expect(stderr.toLowerCase()).not.toContain('invented');
  });
});

const HEADER = 'date,payer_id,payee_id,amount,currency';
