import { describe, expect, it } from 'vitest';
import { type PayerClass, payerTruth } from './classes.ts';
import { collectWorld, euros, instant } from './world.fixture.ts';

/** Many harmful payers among few ordinary ones: figures need numbers, not a realistic prevalence. */
const world = collectWorld({ payers: 12_000, abusePrevalence: 0.25, extortionPrevalence: 0.05, seed: 11 });
const payerClass = new Map(
  world.truth.filter(({ kind }) => kind === 'payer').map((row) => [row.id, row.class] as const),
);
const payeeClass = new Map(
  world.truth.filter(({ kind }) => kind === 'payee').map((row) => [row.id, row.class] as const),
);
const classOfPayer = (row: (typeof world.transfers)[number]): string => payerClass.get(row.payer_id ?? '') ?? '';
const classOfPayee = (row: (typeof world.transfers)[number]): string => payeeClass.get(row.payee_id ?? '') ?? '';
const HOUR = 3_600_000;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('payers of live-streamed abuse', () => {
  const toFacilitators = world.transfers.filter(
    (row) => classOfPayer(row).startsWith('live_stream') && classOfPayee(row).startsWith('facilitator'),
  );
  const byPayer = Map.groupBy(toFacilitators, (row) => row.payer_id);
  const counts = [...byPayer.values()].map((rows) => rows.length).sort((one, other) => one - other);
  const total = counts.reduce((sum, count) => sum + count, 0);

  it('make 10.6 payments each on average (AIC 589)', () => {
    expect(counts.length).toBe(3_000);
    expect(mean(counts)).toBeGreaterThan(9.6);
    expect(mean(counts)).toBeLessThan(11.6);
  });

  it('are concentrated: 3 % of them make half of the payments, 25 % make about 3 % (AIC 589)', () => {
    const least = counts.slice(0, counts.length / 4).reduce((sum, count) => sum + count, 0);
    const most = counts.slice(-Math.round(counts.length * 0.03)).reduce((sum, count) => sum + count, 0);
    expect(least / total).toBeGreaterThan(0.02);
    expect(least / total).toBeLessThan(0.045);
    expect(most / total).toBeGreaterThan(0.43);
    expect(most / total).toBeLessThan(0.57);
  });

  it('pay a median of about A$51, EUR 32 (AIC 639), EUR 500 at most and some cents of rounding', () => {
    const sums = toFacilitators.map(euros);
    expect(median(sums)).toBeGreaterThan(28);
    expect(median(sums)).toBeLessThan(36);
    expect(Math.max(...sums)).toBeLessThan(560);
  });

  it('pay less than 20 days apart on average when they are prolific (AIC 634)', () => {
    for (const [id, rows] of byPayer) {
      if (payerClass.get(id ?? '') !== 'live_stream_payer_prolific') continue;
      const instants = rows.map(instant);
      expect((Math.max(...instants) - Math.min(...instants)) / (24 * HOUR) / (rows.length - 1)).toBeLessThan(20);
    }
  });

  it('pay facilitators who have payers from several countries, up to more than a hundred', () => {
    const payersOf = Map.groupBy(
      toFacilitators.filter((row) => classOfPayee(row) === 'facilitator'),
      (row) => row.payee_name,
    );
    const sizes = [...payersOf.values()].map((rows) => new Set(rows.map((row) => row.payer_id)).size);
    expect(Math.max(...sizes)).toBeGreaterThan(60);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(120);
    const countries = [...payersOf.values()].map((rows) => new Set(rows.map((row) => row.payer_country)).size);
    expect(mean(countries)).toBeGreaterThan(3);
  });
});

describe('victims of financial sexual extortion', () => {
  const episodes = [
    ...Map.groupBy(
      world.transfers.filter((row) => classOfPayer(row) === 'extortion_victim' && classOfPayee(row) === 'collector'),
      (row) => row.payer_id,
    ).values(),
  ];

  it('pay EUR 1,500 at most, eight times at most, within about five days (FATF 2025)', () => {
    expect(episodes.length).toBeGreaterThan(550);
    for (const rows of episodes) {
      expect(rows.length).toBeLessThanOrEqual(8);
      expect(Math.max(...rows.map(euros))).toBeLessThanOrEqual(1_500);
      const instants = rows.map(instant);
      expect((Math.max(...instants) - Math.min(...instants)) / HOUR).toBeLessThan(5 * 24);
    }
  });

  it('start under EUR 250 and rise', () => {
    const longer = episodes.filter((rows) => rows.length >= 4).map((rows) => rows.map(euros));
    expect(longer.length).toBeGreaterThan(100);
    const giftCardsFirst = 0.05; // where the first payments were gift cards, the first one to a collector is a later one
    const small = longer.filter(([first = 0]) => first < 250);
    expect(small.length / longer.length).toBeGreaterThan(1 - giftCardsFirst);
    expect(median(longer.map((sums) => (sums.at(-1) ?? 0) / (sums[0] ?? 1)))).toBeGreaterThan(1.5);
  });

  it('are followed by collectors who send on within hours (Operation Huntsman)', () => {
    const passedOn = world.transfers.filter((row) => classOfPayee(row) === 'collector_upstream');
    expect(passedOn.length).toBeGreaterThan(300);
    for (const row of passedOn.slice(0, 200)) {
      const before = world.transfers.some(
        (received) =>
          received.payee_name === row.payer_name &&
          instant(row) - instant(received) > 0 &&
          instant(row) - instant(received) <= 14 * HOUR,
      );
      expect(before).toBe(true);
    }
  });
});

describe('ordinary payers', () => {
  const ordinary = world.transfers.filter((row) => {
    const name = payerClass.get(row.payer_id ?? '') as PayerClass;
    return !payerTruth(name).harmful;
  });
  const familySums = ordinary.filter((row) => classOfPayer(row) === 'family_support').map(euros);

  it('send families US$200-300, a little more in December (IFAD, BSP)', () => {
    expect(median(familySums)).toBeGreaterThan(175);
    expect(median(familySums)).toBeLessThan(280);
    const december = ordinary.filter(
      (row) => classOfPayer(row) === 'family_support' && row.executed_at?.slice(5, 7) === '12',
    );
    expect(mean(december.map(euros)) / mean(familySums)).toBeGreaterThan(1.05);
  });

  it('make about ten transfers each in two years', () => {
    const plain = collectWorld({ payers: 5_000 });
    expect(plain.transfers.length / 5_000).toBeGreaterThan(8);
    expect(plain.transfers.length / 5_000).toBeLessThan(12);
  });
});
