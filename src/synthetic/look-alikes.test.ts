import { describe, expect, it } from 'vitest';
import { ORDINARY_PAYERS, type PayeeClass, type PayerClass } from './classes.ts';
import type { TransferRow } from './transfer-row.ts';
import { collectWorld, euros, instant } from './world.fixture.ts';

const HOUR = 3_600_000;
const world = collectWorld({
  preset: 'crowd',
  payers: 14_000,
  seed: 9,
  missing: { relationship: 0, purpose: 0, fragmentedPayee: 0 },
});
const classes = new Map(world.truth.map(({ kind, id, class: name }) => [`${kind} ${id}`, name] as const));
const rowsOf = (name: PayerClass): TransferRow[] =>
  world.transfers.filter((row) => classes.get(`payer ${row.payer_id}`) === name);
const byPayer = (rows: readonly TransferRow[]): TransferRow[][] => [
  ...Map.groupBy(rows, (row) => row.payer_id).values(),
];
const different = (rows: readonly TransferRow[], column: keyof TransferRow): number =>
  new Set(rows.map((row) => row[column])).size;
const payersOf = (name: PayeeClass): TransferRow[][] => [
  ...Map.groupBy(
    world.transfers.filter((row) => classes.get(`payee ${row.payee_id}`) === name),
    (row) => row.payee_id,
  ).values(),
];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
const share = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length / items.length;

describe('the crowd of look-alikes', () => {
  it('has every ordinary group', () => {
    const present = new Set(classes.values());
    for (const name of Object.keys(ORDINARY_PAYERS)) expect(present).toContain(name);
  });
});

describe('circles of friends', () => {
  const rows = rowsOf('friend_circle');

  it('send small sums to three to eight friends, at home and abroad', () => {
    expect(median(rows.map(euros))).toBeGreaterThan(25);
    expect(median(rows.map(euros))).toBeLessThan(36);
    for (const own of byPayer(rows)) expect(different(own, 'payee_id')).toBeLessThanOrEqual(8);
    expect(share(rows, (row) => row.payee_country === row.payer_country)).toBeGreaterThan(0.2);
    expect(share(rows, (row) => row.payee_country !== row.payer_country)).toBeGreaterThan(0.2);
    expect(new Set(rows.map((row) => row.relationship))).toEqual(new Set(['friend', null, 'other', 'none']));
  });

  it('share their friends with up to ten others of the same country', () => {
    const friends = [...Map.groupBy(rows, (row) => row.payee_id).values()];
    for (const paid of friends) {
      expect(different(paid, 'payer_id')).toBeLessThanOrEqual(11);
      expect(different(paid, 'payer_country')).toBe(1);
    }
    expect(mean(friends.map((paid) => different(paid, 'payer_id')))).toBeGreaterThan(2.5);
  });

  it('are sent something back by some friends, under the identifier under which these are paid', () => {
    const back = rowsOf('friend');
    expect(different(back, 'payer_id')).toBeGreaterThan(20);
    expect(share(back, (row) => classes.get(`payee ${row.payer_id}`) === 'friend')).toBeGreaterThan(0.9);
    expect(share(back, (row) => classes.get(`payer ${row.payee_id}`) === 'friend_circle')).toBe(1);
  });
});

describe('savings groups', () => {
  const rows = rowsOf('savings_group');

  it('pay the same sum every month to one member after the other, in one country', () => {
    for (const own of byPayer(rows)) {
      expect(different(own, 'payee_country')).toBe(1);
      expect(different(own, 'payee_id')).toBeLessThanOrEqual(10);
      expect(new Set(own.map((row) => row.executed_at?.slice(0, 7))).size).toBeGreaterThanOrEqual(own.length - 1);
    }
    expect(share(byPayer(rows), (own) => different(own, 'amount') === 1)).toBeGreaterThan(0.95);
  });

  it('have senders abroad and members at home who both pay and are paid', () => {
    expect(share(rows, (row) => row.payer_country !== row.payee_country)).toBeGreaterThan(0.3);
    const paid = new Set(rows.map((row) => row.payee_id));
    expect(share(byPayer(rows), ([row]) => paid.has(row?.payer_id ?? ''))).toBeGreaterThan(0.2);
  });
});

describe('traders of game goods', () => {
  const rows = rowsOf('game_trader');

  it('pay sums of 5-60, about 18, to one to seven sellers in several countries, never by gift card', () => {
    expect(median(rows.map(euros))).toBeGreaterThan(14);
    expect(median(rows.map(euros))).toBeLessThan(22);
    expect(share(rows, (row) => euros(row) >= 4 && euros(row) <= 63)).toBeGreaterThan(0.99);
    for (const own of byPayer(rows)) expect(different(own, 'payee_id')).toBeLessThanOrEqual(7);
    const several = byPayer(rows).filter((own) => different(own, 'payee_id') >= 4);
    expect(mean(several.map((own) => different(own, 'payee_country')))).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.channel))).toEqual(new Set(['wallet', 'bank', 'card']));
    expect(share(rows, (row) => row.purpose === null)).toBeGreaterThan(0.3);
    expect(share(rows, (row) => row.purpose?.startsWith('synthetic_handle') ?? false)).toBeGreaterThan(0.2);
  });

  it('make hubs of 10-60 payers from many countries', () => {
    const hubs = payersOf('game_seller');
    expect(
      share(hubs, (paid) => different(paid, 'payer_id') >= 9 && different(paid, 'payer_id') <= 60),
    ).toBeGreaterThan(0.85);
    expect(mean(hubs.map((paid) => different(paid, 'payer_country')))).toBeGreaterThan(5);
  });
});

describe('sellers of a marketplace', () => {
  it('have about 5-15 buyers', () => {
    const hubs = payersOf('market_seller');
    expect(
      share(hubs, (paid) => different(paid, 'payer_id') >= 4 && different(paid, 'payer_id') <= 16),
    ).toBeGreaterThan(0.85);
  });

  it('pay suppliers under the identifier under which they are paid', () => {
    const rows = rowsOf('market_seller');
    expect(share(rows, (row) => classes.get(`payee ${row.payee_id}`) === 'supplier')).toBe(1);
    expect(share(byPayer(rows), ([row]) => classes.get(`payee ${row?.payer_id}`) === 'market_seller')).toBeGreaterThan(
      0.9,
    );
  });
});

describe('other ordinary look-alikes', () => {
  it('domestic senders stay in their country', () => {
    const rows = rowsOf('domestic_sender');
    // Too short a time in the world leaves one or two transfers of an occasional sender.
    expect(share(rows, (row) => row.payer_country === row.payee_country)).toBeGreaterThan(0.99);
    expect(median(rows.map(euros))).toBeLessThan(40);
  });

  it('helpers in an emergency pay rising sums to one person over two to six days, some of whom they paid before', () => {
    const helpers = byPayer(rowsOf('emergency_helper')).filter((own) => own.length >= 3);
    const burst = helpers.map((own) => own.filter((row) => instant(row) > instant(own.at(-1) ?? row) - 6 * 24 * HOUR));
    expect(share(helpers, (own) => different(own, 'payee_id') === 1)).toBeGreaterThan(0.95);
    expect(share(burst, (own) => own.length >= 3)).toBeGreaterThan(0.85);
    expect(share(burst, (own) => euros(own.at(-1) as TransferRow) > euros(own[0] as TransferRow))).toBeGreaterThan(0.8);
    const before = helpers.filter((own, nth) => own.length > (burst[nth]?.length ?? 0));
    expect(before.length / helpers.length).toBeGreaterThan(0.2);
    expect(before.length / helpers.length).toBeLessThan(0.7);
  });

  it('couples at a distance pay one partner, and more as time goes by', () => {
    const couples = byPayer(rowsOf('distance_couple'));
    expect(share(couples, (own) => different(own, 'payee_id') === 1)).toBeGreaterThan(0.9);
    const longer = couples.filter((own) => own.length >= 12);
    const half = (own: readonly TransferRow[], from: number, to: number): number =>
      mean(own.slice(from * own.length, to * own.length).map(euros));
    expect(mean(longer.map((own) => half(own, 0.5, 1) / half(own, 0, 0.5)))).toBeGreaterThan(1.15);
  });

  it('families on shifts pay about once a month', () => {
    const longer = byPayer(rowsOf('shift_family')).filter((own) => own.length >= 6);
    const days = longer.map(
      (own) => (instant(own.at(-1) as TransferRow) - instant(own[0] as TransferRow)) / (24 * HOUR) / (own.length - 1),
    );
    expect(median(days)).toBeGreaterThan(27);
    expect(median(days)).toBeLessThan(34);
  });

  it('relays pass on within hours what relatives send', () => {
    const sent = Map.groupBy(rowsOf('relay_sender'), (row) => row.payee_id);
    const onward = rowsOf('relay');
    expect(onward.length).toBeGreaterThan(500);
    const within = share(onward, (row) =>
      (sent.get(row.payer_id) ?? []).some((from) => {
        const after = instant(row) - instant(from);
        return after > 0 && after <= 14 * HOUR;
      }),
    );
    expect(within).toBeGreaterThan(0.99);
  });

  it('adult performers have 5-60 payers from many countries, and payers several performers in several countries', () => {
    const rows = rowsOf('adult_performance_payer');
    const hubs = payersOf('adult_performer');
    expect(
      share(hubs, (paid) => different(paid, 'payer_id') >= 5 && different(paid, 'payer_id') <= 60),
    ).toBeGreaterThan(0.85);
    expect(mean(hubs.map((paid) => different(paid, 'payer_country')))).toBeGreaterThan(4);
    const several = byPayer(rows).filter((own) => different(own, 'payee_id') >= 4);
    expect(mean(several.map((own) => different(own, 'payee_country')))).toBeGreaterThan(3);
    expect(share(rows, (row) => euros(row) >= 13 && euros(row) <= 125)).toBeGreaterThan(0.99);
    expect(share(rows, (row) => row.purpose === null)).toBeGreaterThan(0.6);
  });
});
