import { describe, expect, it } from 'vitest';
import type { PayerClass } from './classes.ts';
import type { TransferRow } from './transfer-row.ts';
import { collectWorld, instant } from './world.fixture.ts';
import { makeWorld } from './world.ts';

const demo = collectWorld({ preset: 'demo' });
const keys = (rows: typeof demo.truth): string[] => rows.map(({ kind, id }) => `${kind} ${id}`);

async function rowsOf(world: AsyncIterable<TransferRow>): Promise<TransferRow[]> {
  const rows: TransferRow[] = [];
  for await (const row of world) rows.push(row);
  return rows;
}

describe('a synthetic world', () => {
  it('is the same for the same options and another for another seed', () => {
    const small = { preset: 'demo', payers: 300 } as const;
    expect(collectWorld(small)).toEqual(collectWorld(small));
    expect(collectWorld({ ...small, seed: 2 }).transfers).not.toEqual(collectWorld(small).transfers);
  });

  it('gives the same rows one by one as in batches, and again when it is read again', async () => {
    const world = makeWorld({ preset: 'demo', payers: 100 });
    const rows = await rowsOf(world);
    expect(rows).toEqual([...world.batches()].flatMap(({ transfers }) => transfers));
    expect(rows).toEqual(await rowsOf(world));
  });

  it('keeps what an ordinary payer does when the prevalence of abuse changes', () => {
    const request = { preset: 'demo', payers: 400, extortionPrevalence: 0 } as const;
    const rare = collectWorld({ ...request, abusePrevalence: 0.005 });
    const frequent = collectWorld({ ...request, abusePrevalence: 0.02 });
    const changed = new Set(frequent.truth.filter(({ harmful }) => harmful).map(({ id }) => id));
    const supportsFacilitator = (id: string | null, world: typeof rare): boolean =>
      world.transfers.some(
        (row) => row.payer_id === id && world.truth.some((each) => each.harmful && each.id === row.payee_id),
      );
    const payers = rare.truth.filter(
      ({ kind, id, harmful }) =>
        kind === 'payer' &&
        !harmful &&
        !changed.has(id) &&
        !supportsFacilitator(id, rare) &&
        !supportsFacilitator(id, frequent),
    );
    expect(payers.length).toBeGreaterThan(380);
    for (const { id } of payers) {
      const of = ({ transfers }: typeof rare): string[] =>
        transfers.filter((row) => row.payer_id === id).map((row) => `${row.executed_at} ${row.payee_id} ${row.amount}`);
      expect(of(frequent)).toEqual(of(rare));
    }
  });

  it('says the truth about every payer and every payee in it, once', () => {
    const told = keys(demo.truth);
    expect(new Set(told).size).toBe(told.length);
    const paid = demo.transfers.flatMap((row) => [`payer ${row.payer_id}`, `payee ${row.payee_id}`]);
    const toldOf = new Set(told);
    expect(paid.filter((key) => !toldOf.has(key))).toEqual([]);
    const payersInTransfers = new Set(demo.transfers.map((row) => row.payer_id));
    for (const { kind, id } of demo.truth) if (kind === 'payer') expect(payersInTransfers.has(id)).toBe(true);
  });

  it('has every ordinary group, payers of abuse, facilitators, victims of extortion and collectors', () => {
    const { truth } = collectWorld({ preset: 'hard', payers: 6_000, abusePrevalence: 0.01, extortionPrevalence: 0.01 });
    const classes = new Set(truth.map((row) => row.class));
    const { mix } = makeWorld({ preset: 'hard' }).options;
    for (const [name, weight] of Object.entries(mix)) expect(classes.has(name as PayerClass)).toBe(weight > 0);
    for (const name of ['facilitator', 'facilitator_household', 'collector', 'extortion_victim', 'distributor']) {
      expect(classes).toContain(name);
    }
  });

  it('puts victims of extortion into the safeguarding queue and nobody ordinary into any', () => {
    for (const row of demo.truth) {
      if (row.class === 'extortion_victim') expect(row).toMatchObject({ harmful: true, queue: 'safeguarding' });
      else expect(row.queue).toBe(row.harmful ? 'investigation' : '');
    }
  });

  it('has valid rows: a reference of its own, a date with time in the world, sums above zero, codes of real countries', () => {
    const isValid = (row: TransferRow): boolean =>
      /^202[45]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(row.executed_at ?? '') &&
      !Number.isNaN(instant(row)) &&
      /^\d+(\.\d\d)?$/.test(row.amount ?? '') &&
      Number(row.amount) > 0 &&
      Number(row.payout_amount) > 0 &&
      /^[A-Z]{2}$/.test(row.payer_country ?? '') &&
      /^[A-Z]{2}$/.test(row.payee_country ?? '') &&
      !Object.values(row).includes('');
    expect(demo.transfers.filter((row) => !isValid(row))).toEqual([]);
    expect(new Set(demo.transfers.map((row) => row.source_ref)).size).toBe(demo.transfers.length);
  });

  it('uses names that say they are synthetic', () => {
    const names = new Set(demo.transfers.flatMap((row) => [row.payer_name, row.payee_name]));
    expect([...names].filter((name) => !/^Synthetic Paye[re] /.test(name ?? ''))).toEqual([]);
  });

  it('gives a zone and coordinates for every place in the transfers', () => {
    const places = new Map(makeWorld({ preset: 'demo' }).places.map((place) => [place.code, place] as const));
    const used = new Set(demo.transfers.flatMap((row) => [row.payer_place, row.payee_place, row.payout_place]));
    used.delete(null);
    for (const code of used) expect(places.has(code ?? '')).toBe(true);
    const zones = new Set([...places.values()].map(({ zone }) => zone));
    expect(zones).toContain('Asia/Kathmandu');
    expect(zones).toContain('Asia/Kolkata');
  });

  it('has nobody harmful in the preset none', () => {
    const { truth } = collectWorld({ preset: 'none', payers: 2_000 });
    expect(truth.filter(({ harmful }) => harmful)).toEqual([]);
    expect(makeWorld({ preset: 'none' }).known).toEqual([]);
  });

  it('lists as known only subjects that are harmful, as many as asked for', () => {
    const { known } = makeWorld({ preset: 'demo', known: 7 });
    expect(known).toHaveLength(7);
    const harmful = new Set(keys(demo.truth.filter((row) => row.harmful)));
    for (const { kind, id } of known) expect(harmful).toContain(`${kind} ${id}`);
  });

  it('leaves fields out about as often as the options say', () => {
    const missing = {
      payerPlace: 0.4,
      payeePlace: 0.25,
      phone: 0.5,
      relationship: 0.6,
      purpose: 0.1,
      fragmentedPayee: 0.3,
    };
    const { transfers, truth } = collectWorld({ payers: 4_000, missing });
    const share = (column: keyof (typeof transfers)[number]): number =>
      transfers.filter((row) => row[column] === null).length / transfers.length;
    expect(share('payer_place')).toBeCloseTo(missing.payerPlace, 1);
    expect(share('payee_place')).toBeCloseTo(missing.payeePlace, 1);
    expect(share('payer_phone')).toBeCloseTo(missing.phone, 1);
    expect(share('payee_phone')).toBeCloseTo(missing.phone, 1);
    expect(share('relationship')).toBeCloseTo(missing.relationship, 1);
    expect(share('purpose')).toBeCloseTo(missing.purpose, 1);
    const idsByName = Map.groupBy(
      new Set(
        transfers.filter((row) => row.payer_id !== row.payee_id).map((row) => `${row.payee_name}|${row.payee_id}`),
      ),
      (pair) => pair.split('|')[0],
    );
    expect([...idsByName.values()].filter((ids) => ids.length > 1).length).toBeGreaterThan(100);
    expect(truth.filter(({ kind }) => kind === 'payee').length).toBeGreaterThan(idsByName.size);
  });

  it('refuses options that cannot be, naming them', () => {
    expect(() => makeWorld({ payers: 0 })).toThrow(/payers must be a whole number/);
    expect(() => makeWorld({ abusePrevalence: 2 })).toThrow(/abusePrevalence must be a share/);
    expect(() => makeWorld({ missing: { phone: -1 } })).toThrow(/missing.phone/);
    expect(() => makeWorld({ corridors: [{ payerCountry: 'FR', payeeCountry: 'QQ', weight: 1 }] })).toThrow(/QQ/);
    expect(() => makeWorld({ start: 'soon' })).toThrow(/YYYY-MM-DD/);
  });
});
