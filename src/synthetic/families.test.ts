import { describe, expect, it } from 'vitest';
import { ORDINARY_PAYERS } from './classes.ts';
import { ABUSE_STYLES, COLUMN_STYLES, PRESETS, type WorldRequest } from './options.ts';
import { presetOptions } from './presets.ts';
import { randomFamily } from './random-family.ts';
import { resolveOptions } from './resolve-options.ts';
import { columnsOf, type TransferRow } from './transfer-row.ts';
import { collectWorld, euros, instant } from './world.fixture.ts';
import { makeWorld } from './world.ts';

const FAMILIES = ['circles', 'lean', 'crowd', 'short', 'random'] as const;

const zoneOf = new Map(makeWorld().places.map(({ code, zone }) => [code, zone] as const));

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(FAMILIES)('the family %s', (preset) => {
  const request = { preset, payers: 2_500, abusePrevalence: 0.01, extortionPrevalence: 0.01, seed: 5 } as const;
  const world = collectWorld(request);

  it('is the same for the same options and has other corridors for another seed', () => {
    expect(collectWorld({ ...request, payers: 300 })).toEqual(collectWorld({ ...request, payers: 300 }));
    expect(resolveOptions({ ...request, seed: 6 }).corridors).not.toEqual(resolveOptions(request).corridors);
  });

  it('says the truth about every payer and every payee in it, once', () => {
    const told = world.truth.map(({ kind, id }) => `${kind} ${id}`);
    expect(new Set(told).size).toBe(told.length);
    const toldOf = new Set(told);
    const paid = world.transfers.flatMap((row) => [`payer ${row.payer_id}`, `payee ${row.payee_id}`]);
    expect(paid.filter((key) => !toldOf.has(key))).toEqual([]);
    const payers = new Set(world.transfers.map((row) => row.payer_id));
    expect(world.truth.filter(({ kind, id }) => kind === 'payer' && !payers.has(id))).toEqual([]);
  });

  it('names nobody who could be taken for real', () => {
    const names = new Set(world.transfers.flatMap((row) => [row.payer_name, row.payee_name]));
    expect([...names].filter((name) => !/^Synthetic Paye[re] /.test(name ?? ''))).toEqual([]);
    const handles = world.transfers.map((row) => row.purpose ?? '').filter((text) => !/^[A-Z]{4}$|^$/.test(text));
    expect(handles.filter((text) => !/^synthetic_handle_\d+$/.test(text))).toEqual([]);
  });

  it('consists of family support and occasional senders for the most part', () => {
    const ordinary = world.truth.filter(({ kind, class: name }) => kind === 'payer' && name in ORDINARY_PAYERS);
    const bulk = ordinary.filter(({ class: name }) => name === 'family_support' || name === 'occasional_sender');
    expect(bulk.length / ordinary.length).toBeGreaterThan(0.47);
  });

  it('puts victims of extortion into the safeguarding queue and nobody ordinary into any', () => {
    for (const row of world.truth) {
      if (row.class === 'extortion_victim') expect(row).toMatchObject({ harmful: true, queue: 'safeguarding' });
      else expect(row.queue).toBe(row.harmful ? 'investigation' : '');
    }
  });
});

describe('the style of the harm', () => {
  const styled = (abuseStyle: (typeof ABUSE_STYLES)[number], more: WorldRequest = {}) => {
    const world = collectWorld({ preset: 'crowd', payers: 3_000, abusePrevalence: 0.2, seed: 8, ...more, abuseStyle });
    const classes = new Map(world.truth.map(({ kind, id, class: name }) => [`${kind} ${id}`, name] as const));
    const rows = world.transfers.filter(
      (row) =>
        classes.get(`payer ${row.payer_id}`)?.startsWith('live_stream') &&
        classes.get(`payee ${row.payee_id}`)?.startsWith('facilitator'),
    );
    // By name: fragmented payees have several identifiers.
    const toFacilitators = rows.filter((row) => classes.get(`payee ${row.payee_id}`) === 'facilitator');
    const payersOf = [...Map.groupBy(toFacilitators, (row) => row.payee_name).values()].map(
      (paid) => new Set(paid.map((row) => row.payer_id)).size,
    );
    const byPayer = [...Map.groupBy(rows, (row) => row.payer_id).values()];
    const payeesOf = byPayer.map((paid) => new Set(paid.map((row) => row.payee_name)).size);
    return { world, classes, rows, payersOf, payeesOf, byPayer };
  };
  const scattered = styled('scattered');
  const crowded = styled('crowded');
  const sparse = styled('sparseHistory', { preset: 'short' });

  it('scattered: 3-8 payers to a facilitator, 1-3 payees to a payer, no identifier shared by payees', () => {
    expect(Math.max(...scattered.payersOf)).toBeLessThanOrEqual(8);
    expect(scattered.payersOf.filter((count) => count >= 3).length / scattered.payersOf.length).toBeGreaterThan(0.9);
    expect(Math.max(...scattered.payeesOf)).toBeLessThanOrEqual(3);
    for (const column of ['payee_phone', 'payee_account', 'payee_device'] as const) {
      const held = scattered.rows.filter((row) => row[column] !== null);
      for (const rows of Map.groupBy(held, (row) => row[column]).values()) {
        expect(new Set(rows.map((row) => row.payee_name)).size).toBe(1);
      }
    }
  });

  it('crowded: few facilitators with 20-60 payers each', () => {
    const facilitators = crowded.world.truth.filter(({ class: name }) => name === 'facilitator').length;
    expect(facilitators).toBeLessThan(60);
    expect(Math.max(...crowded.payersOf)).toBeLessThanOrEqual(60);
    expect(median(crowded.payersOf)).toBeGreaterThanOrEqual(20);
  });

  it('keeps the mean of 10.6 payments in other styles, and half of that or less where the history is sparse', () => {
    for (const { byPayer } of [scattered, crowded]) {
      expect(mean(byPayer.map((rows) => rows.length))).toBeGreaterThan(8.5);
      expect(mean(byPayer.map((rows) => rows.length))).toBeLessThan(12.7);
    }
    expect(mean(sparse.byPayer.map((rows) => rows.length))).toBeGreaterThan(3);
    expect(mean(sparse.byPayer.map((rows) => rows.length))).toBeLessThan(6);
  });

  it('keeps the median of EUR 32, and says mostly nothing or friend', () => {
    expect(median(scattered.rows.map(euros))).toBeGreaterThan(27);
    expect(median(scattered.rows.map(euros))).toBeLessThan(37);
    const quiet = scattered.rows.filter(({ relationship }) => relationship === null || relationship === 'friend');
    expect(quiet.length / scattered.rows.length).toBeGreaterThan(0.8);
    expect(scattered.rows.filter(({ purpose }) => purpose === null).length / scattered.rows.length).toBeGreaterThan(
      0.6,
    );
  });

  it('spreads the share of payments at night over all payers', () => {
    const shares = scattered.byPayer
      .filter((rows) => rows.length >= 8 && rows[0]?.payer_place !== null)
      .map((rows) => rows.filter(isNight).length / rows.length);
    expect(mean(shares)).toBeGreaterThan(0.3);
    expect(mean(shares)).toBeLessThan(0.6);
    for (const [from, to] of [
      [0, 0.3],
      [0.3, 0.6],
      [0.6, 1.01],
    ] as const) {
      expect(shares.filter((share) => share >= from && share < to).length / shares.length).toBeGreaterThan(0.12);
    }
  });

  it('lets some facilitators have ordinary payers too', () => {
    const paid = scattered.world.transfers.filter(
      (row) => scattered.classes.get(`payee ${row.payee_id}`) === 'facilitator',
    );
    const classes = new Set(paid.map((row) => scattered.classes.get(`payer ${row.payer_id}`)));
    expect(classes).toContain('family_support');
    expect(classes).toContain('occasional_sender');
  });

  it('moves payments of some into the days after their salary', () => {
    const busiest = (salaryShare: number): number => {
      const { byPayer } = styled('scattered', { habits: { salaryShare } });
      const longer = byPayer.filter((rows) => rows.length >= 20);
      return mean(
        longer.map((rows) => {
          const days = Map.groupBy(rows, (row) => Math.floor((Number(row.executed_at?.slice(8, 10)) - 1) / 6));
          return Math.max(...[...days.values()].map((each) => each.length)) / rows.length;
        }),
      );
    };
    expect(busiest(1)).toBeGreaterThan(busiest(0) + 0.1);
  });
});

/** After 22:00 or before 05:00 at the payer's place; false where the place is not recorded. */
function isNight(row: TransferRow): boolean {
  const zone = zoneOf.get(row.payer_place ?? '');
  if (zone === undefined) return false;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  const hour = Number(format.format(instant(row)));
  return hour >= 22 || hour < 5;
}

describe('what a source holds', () => {
  it('lean: one payer country, no identifiers but ids, an offset in the times, hardly a relationship', () => {
    const { transfers } = collectWorld({ preset: 'lean', payers: 1_500, seed: 4 });
    expect(new Set(transfers.map((row) => row.payer_country)).size).toBe(1);
    expect(transfers.every((row) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00$/.test(row.executed_at ?? ''))).toBe(true);
    for (const column of ['payer_phone', 'payee_account', 'payee_device', 'payout_place', 'payout_amount'] as const) {
      expect(transfers.every((row) => row[column] === null)).toBe(true);
      expect(columnsOf('lean')).not.toContain(column);
    }
    expect(transfers.filter((row) => row.relationship === null).length / transfers.length).toBeGreaterThan(0.85);
  });

  it('lean: keeps one payer country when the corridors have several', () => {
    const { corridors } = resolveOptions({ preset: 'plain', columns: 'lean' });
    expect(new Set(corridors.map(({ payerCountry }) => payerCountry))).toEqual(new Set(['US']));
  });

  it('dates: the day, never the time; bare: hardly more than who paid whom, on which day, how much', () => {
    const ofDay = (row: TransferRow): boolean => /^\d{4}-\d\d-\d\d$/.test(row.executed_at ?? '');
    const dates = collectWorld({ preset: 'dates', payers: 400, seed: 4 }).transfers;
    expect(dates.every(ofDay)).toBe(true);
    expect(dates.some((row) => row.payer_country !== null && row.purpose !== null)).toBe(true);
    const bare = collectWorld({ preset: 'bare', payers: 400, seed: 4 }).transfers;
    expect(bare.every(ofDay)).toBe(true);
    expect(columnsOf('bare')).toEqual([
      'source_ref',
      'executed_at',
      'payer_id',
      'payer_name',
      'payee_id',
      'payee_name',
      'amount',
      'currency',
      'channel',
      'status',
    ]);
    expect(bare.every((row) => row.payee_country === null && row.payout_amount === null)).toBe(true);
  });

  it('partial: holds each identifying column for 25-65 % of the people', () => {
    const { transfers, truth } = collectWorld({ preset: 'short', payers: 3_000, seed: 4 });
    const corridors = new Set(transfers.map((row) => `${row.payer_country}-${row.payee_country}`));
    expect(corridors.size).toBeGreaterThan(100);
    expect(truth.length).toBeGreaterThan(3_000);
    for (const [column, person] of [
      ['payer_phone', 'payer_id'],
      ['payer_account', 'payer_id'],
      ['payer_device', 'payer_id'],
      ['payee_phone', 'payee_name'],
      ['payee_account', 'payee_name'],
    ] as const) {
      const people = [...Map.groupBy(transfers, (row) => row[person]).values()];
      const share = people.filter(([first]) => first?.[column] !== null).length / people.length;
      expect(share).toBeGreaterThan(0.22);
      expect(share).toBeLessThan(0.68);
    }
  });
});

describe('second lives', () => {
  const of = (secondLifeShare: number) =>
    collectWorld({
      preset: 'crowd',
      payers: 600,
      seed: 5,
      abusePrevalence: 0,
      extortionPrevalence: 0,
      secondLifeShare,
    });

  it('add payments of another ordinary group to the share of payers asked for, and change nobody else', () => {
    const idsOf = (world: ReturnType<typeof of>): Map<string | null, number> => {
      const counts = new Map<string | null, number>();
      for (const { payer_id } of world.transfers) counts.set(payer_id, (counts.get(payer_id) ?? 0) + 1);
      return counts;
    };
    const [without, some, all] = [idsOf(of(0)), idsOf(of(0.1)), idsOf(of(1))];
    const grown = (more: Map<string | null, number>): number =>
      [...without].filter(([id, count]) => (more.get(id) ?? 0) > count).length / without.size;
    expect(grown(some)).toBeGreaterThan(0.05);
    expect(grown(some)).toBeLessThan(0.15);
    expect(grown(all)).toBeGreaterThan(0.75);
  });

  it('are lived only as groups that the world has', () => {
    const { truth } = collectWorld({ preset: 'plain', payers: 400, seed: 5, secondLifeShare: 1 });
    expect(truth.filter(({ class: name }) => name === 'game_seller')).toEqual([]);
  });
});

describe('presets', () => {
  it('can all be, with options of every style between them', () => {
    for (const preset of PRESETS) expect(() => resolveOptions({ preset, seed: 3 })).not.toThrow();
    expect(PRESETS.map((preset) => presetOptions(preset).abuseStyle)).toEqual(
      expect.arrayContaining([...ABUSE_STYLES]),
    );
    expect(PRESETS.map((preset) => presetOptions(preset).columns)).toEqual(expect.arrayContaining([...COLUMN_STYLES]));
  });

  it('draws any number of random families that can all be and differ', () => {
    const drawn = Array.from({ length: 60 }, (_, seed) => randomFamily(seed));
    for (const options of drawn) {
      expect(resolveOptions(options)).toEqual(options);
      const total = Object.values(options.mix).reduce((sum, weight) => sum + weight, 0);
      expect((options.mix.family_support + options.mix.occasional_sender) / total).toBeGreaterThan(0.499);
      if (options.columns === 'lean') expect(new Set(options.corridors.map((pair) => pair.payerCountry)).size).toBe(1);
    }
    expect(new Set(drawn.map((options) => options.abuseStyle)).size).toBe(ABUSE_STYLES.length);
    expect(new Set(drawn.map((options) => options.columns))).toEqual(new Set(['full', 'lean', 'partial']));
    expect(new Set(drawn.map((options) => JSON.stringify(options.mix))).size).toBe(drawn.length);
  });

  it('refuse styles that there are not, naming them', () => {
    const broken =
      (request: object): (() => unknown) =>
      () =>
        resolveOptions(request as WorldRequest);
    expect(broken({ abuseStyle: 'other' })).toThrow(/abuseStyle must be one of/);
    expect(broken({ columns: 'none' })).toThrow(/columns must be one of/);
    expect(broken({ preset: 'unheard' })).toThrow(/preset must be one of/);
    expect(broken({ secondLifeShare: -1 })).toThrow(/secondLifeShare must be a share/);
    expect(broken({ habits: { salaryShare: 2 } })).toThrow(/habits.salaryShare must be a share/);
  });
});
