import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Earliness } from '../src/synthetic/evaluation/earliness.ts';
import { readCsvTable } from './support/csv.ts';
import { Place, smallWorld, type World } from './support/place.ts';
import { doneHere, type Ended, startVigie, vigieHere } from './support/vigie.ts';

const place = new Place();
const BUDGET = 6;
const MONTHS = ['2025-09', '2025-10'] as const;
/** The month ends, exclusive. */
const ENDS = ['2025-10-01', '2025-11-01'] as const;
let world: World;
let replayed: Ended;
let result: Earliness;

const reading = (): string[] => ['--places', world.places, '--known', world.known, '--threads', '1', '--quiet'];
const request = (): string[] => ['--by-month', '--transfers', world.transfers, '--truth', world.truth, ...reading()];

/** Kind, queue and id of the first of each queue of a scan, who is proposed before who is context. */
async function firstOf(asOf: string): Promise<Set<string>> {
  const out = place.output();
  await doneHere('scan', world.transfers, ...reading(), '--as-of', asOf, '--out', out.directory);
  return new Set(
    ['investigation', 'safeguarding'].flatMap((queue) => {
      const rows = out.subjects.rows.filter((row) => row.queue === queue);
      const inOrder = [
        ...rows.filter(({ tier }) => tier !== 'context'),
        ...rows.filter(({ tier }) => tier === 'context'),
      ];
      return inOrder.slice(0, BUDGET).map((row) => `${row.subject_kind} ${queue} ${row.subject_id}`);
    }),
  );
}

beforeAll(async () => {
  world = await smallWorld(place, 700, 11);
  const out = place.path('earliness');
  const asked = ['--budget', String(BUDGET), '--from', MONTHS[0], '--to', MONTHS[1], '--json', '--out', out];
  replayed = await doneHere('evaluate', ...request(), ...asked);
  result = JSON.parse(replayed.stdout) as Earliness;
});

describe('vigie evaluate --by-month', () => {
  it('finds at each month end whom a scan as of that day has within the budget, and counts payments before it', async () => {
    const lists = [await firstOf(ENDS[0]), await firstOf(ENDS[1])];
    const transfers = readCsvTable(world.transfers).rows.filter(({ status }) => status === 'completed');
    expect(result.asOf).toEqual(ENDS.map((end) => Date.parse(end)));
    const truth = readCsvTable(world.truth).rows.filter(({ harmful }) => harmful === 'true');
    const expected = truth.flatMap(({ kind = '', id, queue }) => {
      const payments = transfers.filter((row) => row[`${kind}_id`] === id).map((row) => String(row.executed_at));
      if (!payments.some((at) => at < ENDS[1])) return [];
      const found = lists.findIndex((list) => list.has(`${kind} ${queue} ${id}`));
      return [[kind, id, found === -1 ? null : payments.filter((at) => at < String(ENDS[found])).length]];
    });
    expect(expected.filter(([, , payments]) => payments !== null).length).toBeGreaterThan(2);
    expect(result.subjects.map(({ kind, id, payments }) => [kind, id, payments])).toEqual(expected);
    expect(replayed.stderr).toBe('');
  });

  it('tells payers of a known household apart, known from the day of the entry', () => {
    const known = readCsvTable(world.known).rows.filter(({ kind }) => kind === 'payee');
    const paid = readCsvTable(world.transfers).rows.filter((row) => known.some(({ id }) => id === row.payee_id));
    const payers = new Set(paid.map(({ payer_id }) => payer_id));
    const told = result.subjects.filter(({ paidKnownHousehold }) => paidKnownHousehold);
    expect(told.length).toBeGreaterThan(0);
    for (const { kind, id } of result.subjects)
      if (kind === 'payer' && payers.has(id)) expect(told.map((each) => each.id)).toContain(id);
    for (const { kind, payments, paymentsSinceKnown } of told) {
      expect(kind).toBe('payer');
      if (paymentsSinceKnown !== null) expect(paymentsSinceKnown).toBeLessThanOrEqual(payments ?? -1);
    }
    expect(result.groups.find(({ group }) => group === 'payers of a known household')?.subjects).toBe(told.length);
  });

  it('writes a row a subject', () => {
    const { rows } = readCsvTable(join(place.path('earliness'), 'earliness.csv'));
    expect(rows).toHaveLength(result.subjects.length);
    expect(rows.map(({ id, payments_by_then }) => [id, payments_by_then])).toEqual(
      result.subjects.map(({ id, payments }) => [id, payments === null ? '' : String(payments)]),
    );
  });

  it('prints a line a group, with intervals', async () => {
    const one = ['--from', MONTHS[1], '--to', MONTHS[1], '--budget', String(BUDGET)];
    const { stdout } = await doneHere('evaluate', ...request(), ...one);
    expect(stdout).toContain('Replayed at 1 month end, 2025-11-01 to 2025-11-01');
    expect(stdout).toMatch(/payers, investigation +\d+ +\d+ % \[\d+, \d+\]/);
    expect(stdout).toContain('payers of a known household');
  });

  it('says what is missing or cannot be read, and ends with 1 or 2', async () => {
    const truth = ['--truth', world.truth];
    expect(await vigieHere('evaluate', ...truth)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--subjects'),
    });
    expect(await vigieHere('evaluate', '--by-month', ...truth)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--transfers'),
    });
    expect(await vigieHere('evaluate', ...request(), '--from', '2025-13')).toMatchObject({ code: 1 });
    expect(await vigieHere('evaluate', ...request(), '--from', '2031-01')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no month'),
    });
    expect(await vigieHere('evaluate', ...request(), '--from', '2025-03', '--to', '2025-02')).toMatchObject({
      code: 1,
    });
    const wrong = place.file('wrong.csv', readFileSync(world.known));
    expect(await vigieHere('evaluate', ...request(), '--truth', wrong)).toMatchObject({ code: 2 });
    const absent = await startVigie(['evaluate', ...request(), '--truth', place.path('nowhere.csv')], 'fr').ended;
    expect(absent).toMatchObject({ code: 2, stderr: expect.stringContaining('ce fichier n’existe pas') });
  });
});
