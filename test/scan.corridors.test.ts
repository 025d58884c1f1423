import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Explanations } from '../src/explain.ts';
import { TRANSFERS_READ } from '../src/leads/gather-contexts.ts';
import type { Lead } from '../src/leads/lead.ts';
import { Place } from './support/place.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
const HEADER = 'executed_at,payer_id,payer_country,payee_id,payee_country,payout_place,amount,currency';
const HOUR = 3600 * 1000;
const START = Date.parse('2024-01-01T00:00:00Z');

function row(hours: number, payer: string, payee: string, country: string, town: string, amount: number): string {
  const at = new Date(START + hours * HOUR).toISOString();
  return `${at},${payer},FR,${payee},${country},${town},${amount},EUR`;
}

const many = (count: number, of: (index: number) => string): string[] => Array.from({ length: count }, (_, i) => of(i));
/** Pays abroad at night in January, and from February on every hour at home: more often than is read for a lead. */
const abroad = many(6, (i) => row(22 + i * 96, 'BUSY', `V${i % 3}`, 'PH', 'Manila', 30 + i));
const home = many(TRANSFERS_READ + 100, (i) => row(31 * 24 + i, 'BUSY', `S${i % 9}`, 'FR', 'Lyon', 700));
/** Pays a rent at home, and once abroad: nothing to say. */
const rent = many(8, (i) => row(12 + i * 24 * 30, 'TENANT', 'LANDLORD', 'FR', 'Nantes', 700));
const once = row(30 * 24 + 12, 'TENANT', 'SELLER', 'DE', 'Berlin', 700);

let file: string;
let lead: Lead | undefined;

beforeAll(async () => {
  file = place.file('transfers.csv', `${[HEADER, ...abroad, ...home, ...rent, once].join('\n')}\n`);
  const out = place.output();
  await doneHere('scan', file, '--quiet', '--out', out.directory);
  lead = out.leads.find(({ subject }) => subject.id === 'BUSY');
});

describe('A lead about one corridor of a busy payer', () => {
  it('counts what lies elsewhere, and all of it in the totals', () => {
    expect(lead?.corridor).toMatchObject({ country: 'PH', transfers: 6, transfersElsewhere: home.length });
    expect(lead?.subject.transfers).toBe(6 + home.length);
  });

  it('names evidence for every reason, and the file and row of each, however much was paid since', () => {
    const listed = new Map(lead?.transfers.map(({ transferId, sourceRow }) => [transferId, sourceRow]));
    for (const { evidence } of [...(lead?.reasons ?? []), ...(lead?.reasonsAgainst ?? [])]) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const id of evidence) expect(listed.get(id)).toBeLessThanOrEqual(abroad.length);
    }
  });

  it('says when that corridor was active and where it was paid out, not what happens at home', () => {
    expect(lead?.corridor?.activity).toEqual({
      ...{ firstAt: '2024-01-01T22:00:00.000Z', lastAt: '2024-01-21T22:00:00.000Z', daysSinceLast: expect.any(Number) },
      ...{ transfersLast30: 0, transfersLast90: 0, gapMedianDays: 4 },
    });
    expect(lead?.activity.transfersLast30).toBe(720);
    expect(lead?.places).toMatchObject([{ place: 'Manila', country: 'PH', transfers: 6 }]);
  });
});

test('a payer who is not ranked is explained by the corridor with most transfers', async () => {
  const { stdout } = await doneHere('explain', 'TENANT', file, '--json', '--quiet');
  const [subject] = (JSON.parse(stdout) as Explanations).subjects;
  expect(subject?.ranks).toBeNull();
  expect(subject?.corridor).toMatchObject({ country: 'FR', transfers: 8, transfersElsewhere: 1 });
});
