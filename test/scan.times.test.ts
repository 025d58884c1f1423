import { beforeAll, describe, expect, it } from 'vitest';
import { packOfEverybody } from './support/pack.ts';
import { Place } from './support/place.ts';
import type { Results } from './support/results.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
const HEADER = 'source_ref,transaction date,time_zone,payer_id,payer_country,payee_id,payee_country,amount,currency';
let pack: string;
let last: Results;
const lastRun = () => last.run;
beforeAll(() => {
  pack = packOfEverybody(place);
});

/** Times as an export writes them, one payer each; gives for each the instant that was read and whether it was night there. */
async function read(name: string, times: readonly (readonly [at: string, country: string, zone?: string])[]) {
  const rows = times.map(([at, country, zone = ''], i) => `T-${i},${at},${zone},SP-${i},${country},SR-1,KE,20.00,EUR`);
  const out = place.output();
  last = out;
  const file = place.file(`${name}.csv`, `${[HEADER, ...rows].join('\n')}\n`);
  await doneHere('scan', file, '--pack', pack, '--budget', '1000', '--quiet', '--out', out.directory);
  const transfers = new Map(
    out.leads.flatMap((lead) => lead.transfers).map((transfer) => [transfer.payerId, transfer]),
  );
  return times.map((_, i) => [transfers.get(`SP-${i}`)?.at, transfers.get(`SP-${i}`)?.payerNight]);
}

describe('A local time that happened twice', () => {
  it('is the first of the two, and how many there are is said', async () => {
    const times = [
      ['2025-10-26 02:30:00', 'FR'],
      ['2025-10-26 03:00:00', 'FR'],
      ['2025-10-26 02:30:00+01:00', 'FR'],
      ['2025-10-26 02:30:00', 'PH'],
      ['2025-11-02 01:15:00', 'FR', 'America/New_York'],
    ] as const;
    expect((await read('twice', times)).map(([at]) => at)).toEqual([
      ...['2025-10-26T00:30:00.000Z', '2025-10-26T02:00:00.000Z', '2025-10-26T01:30:00.000Z'],
      ...['2025-10-25T18:30:00.000Z', '2025-11-02T05:15:00.000Z'],
    ]);
    const [input] = lastRun().inputs;
    expect(input?.warnings.join()).toContain('2 record(s) have a local time that happened twice');
  });
});

describe('The hour at which somebody pays', () => {
  it('is read where the payer is when the export says no zone', async () => {
    expect(
      await read('local', [
        ['2025-03-10 02:30:00', 'FR'],
        ['2025-07-10 02:30:00', 'FR'],
        ['2025-07-10 14:30:00', 'FR'],
        ['2025-07-10 02:30:00', 'NP'],
        ['2025-07-10 02:30:00', 'PH'],
      ]),
    ).toEqual([
      ['2025-03-10T01:30:00.000Z', true],
      ['2025-07-10T00:30:00.000Z', true],
      ['2025-07-10T12:30:00.000Z', false],
      ['2025-07-09T20:45:00.000Z', true],
      ['2025-07-09T18:30:00.000Z', true],
    ]);
  });

  it('is told to the minute, and not at all where the records give a day alone or no place', async () => {
    await read('minutes', [
      ['2025-07-10T20:45:00Z', 'NP'],
      ['2025-07-10T18:20:00Z', 'NP'],
      ['2025-07-10T00:00:00Z', 'FR'],
      ['2025-07-10T02:30:00Z', ''],
    ]);
    const minutes = new Map(
      last.leads.flatMap(({ transfers }) => transfers).map(({ payerId, payerMinute }) => [payerId, payerMinute]),
    );
    expect([0, 1, 2, 3].map((payer) => minutes.get(`SP-${payer}`))).toEqual([150, 5, null, null]);
  });

  it('is an instant when the export says the offset or the zone, and then night or day where the payer is', async () => {
    expect(
      await read('offsets', [
        ['2025-07-10T02:30:00+05:45', 'NP'],
        ['2025-07-10T02:30:00Z', 'NP'],
        ['2025-07-10T02:30:00-03:30', 'FR'],
        ['2025-07-10T02:30:00', 'FR', 'Asia/Kolkata'],
        ['2025-07-10T02:30:00', 'FR', 'Australia/Lord_Howe'],
      ]),
    ).toEqual([
      ['2025-07-09T20:45:00.000Z', true],
      ['2025-07-10T02:30:00.000Z', false],
      ['2025-07-10T06:00:00.000Z', false],
      ['2025-07-09T21:00:00.000Z', true],
      ['2025-07-09T16:00:00.000Z', false],
    ]);
  });

  it.for([
    ['as ISO days', ['2025-07-10', '2025-12-24']],
    ['day first', ['10/07/2025', '24/12/2025']],
    ['as a day at midnight, as office programs write it', ['2025-07-10 00:00:00', '2025-12-24 00:00:00']],
  ] as const)('is unknown when only days are written (%s): never night, and the day stays', async ([name, days]) => {
    const found = await read(
      name,
      ['PH', 'US', 'FR', 'NP'].flatMap((country) => days.map((day) => [day, country] as const)),
    );
    for (const [at, night] of found) {
      expect(at).toMatch(/^2025-(07-10|12-24)T00:00:00.000Z$/);
      expect(night).toBeNull();
    }
  });
});
