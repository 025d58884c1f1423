import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { allocateFactTable, type FactTable, factColumn } from '../facts/fact-table.ts';
import { describePayersOfPayees } from './around-payees.ts';
import { describeStrangersOfPayers } from './around-payers.ts';
import { noCaps } from './caps.ts';
import { payerPayeeGraph } from './graph.ts';
import type { KnownSubjects } from './known.ts';
import { type Ties, tiesFrom } from './ties.ts';
import { emptyTotals, payerTraits } from './traits.ts';

/** A small made-up network: who pays whom since when, who shares an identifier with whom, who is known, what is measured. */
interface MadeUp {
  readonly payers: number;
  readonly payees: number;
  /** Day of the first transfer by payer and payee. */
  readonly pays: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Days from the first to the last transfer of a pair. */
  readonly lasts: (payer: number, payee: number) => number;
  readonly payerTies: Ties;
  readonly payeeTies: Ties;
  readonly known: KnownSubjects | null;
  readonly payerFacts: Readonly<Record<string, readonly number[]>>;
  readonly payeeFacts: Readonly<Record<string, readonly number[]>>;
  readonly country: readonly number[];
}

const PAYERS = 9;
const PAYEES = 7;
const DAY = 86_400;
const share = fc.oneof(
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 16 }).map((n) => n / 16) },
);
const count = fc.oneof(
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 5 }) },
);
const each = <T>(n: number, one: fc.Arbitrary<T>) => fc.array(one, { minLength: n, maxLength: n });
const ties = (n: number) =>
  fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 3 }).map((pairs) =>
    tiesFrom(
      n,
      Int32Array.from(pairs, ([a]) => a),
      Int32Array.from(pairs, ([, b]) => b),
    ),
  );

const madeUp: fc.Arbitrary<MadeUp> = fc
  .record({
    pairs: fc.array(fc.tuple(fc.nat(PAYERS - 1), fc.nat(PAYEES - 1), fc.nat(100)), { minLength: 1, maxLength: 30 }),
    payerTies: ties(PAYERS),
    payeeTies: ties(PAYEES),
    known: fc.option(fc.tuple(each(PAYERS, fc.nat(3)), each(PAYEES, fc.nat(3)))),
    payerFacts: fc.record({
      share_upto_150: each(PAYERS, share),
      night_share_payer: each(PAYERS, share),
      max_payees_country_365d: each(PAYERS, count),
      monthly_rhythm: each(PAYERS, share),
      weekly_rhythm: each(PAYERS, share),
      top_country_share: each(PAYERS, share),
      cross_border_share: each(PAYERS, share),
      once_payee_share: each(PAYERS, share),
      amount_median: each(
        PAYERS,
        count.map((n) => 6 * n),
      ),
      days_before_first: each(PAYERS, fc.integer({ min: 25, max: 35 })),
    }),
    payeeFacts: fc.record({
      payer_countries: each(PAYEES, count),
      rhythmic_payer_share: each(PAYEES, share),
      purpose_handle_share: each(PAYEES, share),
      span_days: each(PAYEES, count),
    }),
    country: each(PAYERS, fc.integer({ min: -1, max: 2 })),
  })
  .map(({ pairs, known, ...rest }) => {
    const pays = new Map<number, Map<number, number>>();
    for (const [payer, payee, day] of pairs) pays.set(payer, (pays.get(payer) ?? new Map()).set(payee, day));
    const firstAt = Array.from({ length: PAYERS }, (_, payer) => DAY * Math.min(...(pays.get(payer)?.values() ?? [0])));
    const marks = (flags: readonly number[]) => Uint8Array.from(flags, (flag) => (flag === 0 ? 1 : 0));
    return {
      ...{ ...rest, pays, payers: PAYERS, payees: PAYEES },
      lasts: (payer: number, payee: number): number => 80 + 5 * ((payer + 2 * payee) % 5),
      payerFacts: { ...rest.payerFacts, first_at: firstAt },
      known: known === null ? null : { payers: marks(known[0]), payees: marks(known[1]), entries: 1 },
    };
  });

function tableOf(catalogue: typeof PAYER_FACTS, rows: number, facts: MadeUp['payerFacts']): FactTable {
  const table = allocateFactTable(catalogue, rows);
  for (const [id, values] of Object.entries(facts)) factColumn(table, id).set(values);
  return table;
}

/** Runs the code under test; gives both tables. */
function described(made: MadeUp): { payer: FactTable; payee: FactTable } {
  const sorted = [...made.pays]
    .flatMap(([payer, payees]) => [...payees].map(([payee, day]) => ({ payer, payee, day })))
    .sort((a, b) => a.payer - b.payer || a.payee - b.payee);
  const at = Float64Array.from(sorted, ({ day }) => day * DAY);
  const lastAt = Float64Array.from(sorted, ({ day, payer, payee }) => (day + made.lasts(payer, payee)) * DAY);
  const pairs = {
    payer: Int32Array.from(sorted, ({ payer }) => payer),
    payee: Int32Array.from(sorted, ({ payee }) => payee),
    ...{ firstAt: at, lastAt },
  };
  const payerFacts = tableOf(PAYER_FACTS, made.payers, made.payerFacts);
  const payeeFacts = tableOf(PAYEE_FACTS, made.payees, made.payeeFacts);
  const around = {
    ...{ graph: payerPayeeGraph(pairs, made.payers, made.payees), payerFacts, payeeFacts, caps: noCaps() },
    payerOf: Int32Array.from({ length: made.payers }, (_, payer) => payer),
    ...{ payerTraits: payerTraits(payerFacts), payeeTotals: emptyTotals(made.payees) },
    ...{ payerTies: made.payerTies, payeeTies: made.payeeTies, known: made.known },
  };
  describePayersOfPayees(around);
  describeStrangersOfPayers(around, Int16Array.from(made.country));
  return { payer: payerFacts, payee: payeeFacts };
}

const knownOnly = (values: readonly number[]): readonly number[] => values.filter((value) => !Number.isNaN(value));
const mean = (values: readonly number[]): number => {
  const known = knownOnly(values);
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
};
const largest = (values: readonly number[]): number =>
  knownOnly(values).length === 0 ? Number.NaN : Math.max(...knownOnly(values));

/** The meaning of the catalogue, in sets, one subject at a time. */
class Oracle {
  readonly #made: MadeUp;
  constructor(made: MadeUp) {
    this.#made = made;
  }
  payersOf(payee: number): number[] {
    return [...this.#made.pays]
      .filter(([, payees]) => payees.has(payee))
      .map(([payer]) => payer)
      .sort((a, b) => a - b);
  }
  payeesOf(payer: number): number[] {
    return [...(this.#made.pays.get(payer)?.keys() ?? [])];
  }
  #payer(payer: number): number {
    return this.#made.payerTies.group[payer] ?? -1;
  }
  #payee(payee: number): number {
    return this.#made.payeeTies.group[payee] ?? -1;
  }
  #trait(payer: number): Record<string, number> {
    const of = (id: string): number => this.#made.payerFacts[id]?.[payer] ?? Number.NaN;
    return {
      small: of('share_upto_150'),
      night: of('night_share_payer'),
      many: of('max_payees_country_365d') >= 3 ? 1 : 0,
      several: of('max_payees_country_365d') >= 2 ? 1 : 0,
      rhythm: largest([of('monthly_rhythm'), of('weekly_rhythm')]),
      oneCountry: of('top_country_share'),
      abroad: of('cross_border_share'),
      alike: this.#alike(payer),
    };
  }
  /** The weakest part of the pattern; unknown is one half. */
  #alike(payer: number): number {
    const of = (id: string): number => this.#made.payerFacts[id]?.[payer] ?? Number.NaN;
    const part = (value: number, from: number, to: number): number =>
      Number.isNaN(value) ? 0.5 : Math.min(1, Math.max(0, (value - from) / (to - from)));
    const rhythm = part(largest([of('monthly_rhythm'), of('weekly_rhythm')]), 0.6, 0.25);
    const once = Number.isNaN(of('once_payee_share')) ? 0 : part(of('once_payee_share'), 0.6, 0.95);
    const parts = [
      part(of('share_upto_150'), 0.4, 0.8),
      part(of('amount_median'), 9, 18),
      part(of('cross_border_share'), 0.4, 0.9),
      part(of('top_country_share'), 0.6, 0.85),
      Math.max(rhythm, once),
      part(of('night_share_payer'), 0.1, 0.4),
    ];
    return Math.round(Math.min(...parts) * 256) / 256;
  }
  /** What the strangers of the nearest payee are like. */
  #nearest(payer: number): Record<string, number> {
    const { country, lasts } = this.#made;
    const ranked = this.payeesOf(payer)
      .map((payee) => {
        const strangers = this.payersOf(payee).filter((other) => this.#payer(other) !== this.#payer(payer));
        const alike = strangers.reduce((sum, other) => sum + this.#alike(other), 0.2) / (strangers.length + 2);
        return { payee, strangers, alike };
      })
      .filter(({ strangers }) => strangers.length > 0)
      .sort((a, b) => b.alike - a.alike || b.strangers.length - a.strangers.length || a.payee - b.payee);
    const [best] = ranked;
    if (!best) return { nearest_strangers: 0, nearest_small_share: Number.NaN, nearest_countries: Number.NaN };
    const { payee, strangers } = best;
    const means = this.#means(strangers);
    const countries = new Set(strangers.map((other) => country[other]).filter((code) => code !== -1)).size;
    return {
      nearest_strangers: strangers.length,
      nearest_countries: countries === 0 ? Number.NaN : countries,
      nearest_span_days: this.#made.payeeFacts.span_days?.[payee] ?? Number.NaN,
      nearest_brief_share: strangers.filter((other) => lasts(other, payee) <= 90).length / strangers.length,
      nearest_small_share: Number(means.small),
      nearest_night_share: Number(means.night),
      nearest_many_payees_share: Number(means.many),
      nearest_several_payees_share: Number(means.several),
      nearest_rhythm: Number(means.rhythm),
      nearest_one_country_share: Number(means.oneCountry),
      nearest_cross_border_share: Number(means.abroad),
    };
  }
  #means(payers: readonly number[]): Record<string, number> {
    const traits = payers.map((payer) => this.#trait(payer));
    const of = (name: string): number => mean(traits.map((trait) => trait[name] ?? Number.NaN));
    return Object.fromEntries(
      ['small', 'night', 'many', 'several', 'rhythm', 'oneCountry', 'abroad'].map((name) => [name, of(name)]),
    );
  }
  #incoherence(payee: number): number {
    const payers = this.payersOf(payee);
    if (payers.length < 3) return Number.NaN;
    const sizes = new Map<number, number>();
    for (const payer of payers) sizes.set(this.#payer(payer), (sizes.get(this.#payer(payer)) ?? 0) + 1);
    const fact = (id: string): number => this.#made.payeeFacts[id]?.[payee] ?? Number.NaN;
    const countries = fact('payer_countries');
    const or0 = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value);
    return (
      (1 - (Math.max(...sizes.values()) - 1) / (payers.length - 1)) *
      (Number.isNaN(countries) ? 0.5 : 1 - 0.5 / Math.max(1, countries)) *
      (1 - or0(this.#means(payers).rhythm)) *
      (1 - or0(fact('rhythmic_payer_share')))
    );
  }
  payee(payee: number): Record<string, number> | null {
    const payers = this.payersOf(payee);
    if (payers.length === 0) return null;
    const { known, pays, payerFacts } = this.#made;
    const means = this.#means(payers);
    const others = Array.from({ length: this.#made.payees }, (_, other) => other).filter((other) => other !== payee);
    const isNew = (payer: number): boolean =>
      Number(payerFacts.days_before_first?.[payer]) >= 30 &&
      DAY * Number(pays.get(payer)?.get(payee)) <= Number(payerFacts.first_at?.[payer]) + DAY;
    const household = [payee, ...others.filter((other) => this.#payee(other) === this.#payee(payee))];
    return {
      unrelated_payers: new Set(payers.map((payer) => this.#payer(payer))).size,
      payers_small_share: Number(means.small),
      payers_night_share: Number(means.night),
      payers_many_payees_share: Number(means.many),
      payers_rhythm: Number(means.rhythm),
      payers_one_country_share: Number(means.oneCountry),
      payers_new_share: payers.filter(isNew).length / payers.length,
      payers_incoherence: this.#incoherence(payee),
      co_paid_payees: others.filter((other) => payers.filter((p) => pays.get(p)?.has(other)).length >= 2).length,
      household_size: household.length,
      household_unrelated_payers: new Set(
        household.flatMap((one) => this.payersOf(one)).map((payer) => this.#payer(payer)),
      ).size,
      known_payers: known ? payers.filter((payer) => known.payers[payer] === 1).length : Number.NaN,
      known_shared: known
        ? payers.filter((payer) => this.payeesOf(payer).some((other) => other !== payee && known.payees[other] === 1))
            .length
        : Number.NaN,
      known_self: known ? Number(known.payees[payee]) : Number.NaN,
    };
  }
  payer(payer: number): Record<string, number> | null {
    const payees = this.payeesOf(payer);
    if (payees.length === 0) return null;
    const { known, country } = this.#made;
    const strangersAt = (payee: number): number[] =>
      this.payersOf(payee).filter((other) => this.#payer(other) !== this.#payer(payer));
    const strangers = [...new Set(payees.flatMap(strangersAt))];
    const perPayee = payees.map((payee) => this.#means(strangersAt(payee)));
    const over = (name: string): number =>
      mean(perPayee.filter((_, i) => strangersAt(payees[i] ?? -1).length > 0).map((means) => Number(means[name])));
    const countries = new Set(strangers.map((other) => country[other]).filter((code) => code !== -1)).size;
    const sharesHousehold = (payee: number): boolean =>
      payees.some((other) => other !== payee && this.#payee(other) === this.#payee(payee));
    const reachesKnown = (payee: number): boolean =>
      known !== null &&
      known.payees[payee] !== 1 &&
      (this.payersOf(payee).some((other) => other !== payer && known.payers[other] === 1) ||
        [...known.payees.keys()].some(
          (other) => known.payees[other] === 1 && this.#payee(other) === this.#payee(payee),
        ));
    return {
      ...this.#nearest(payer),
      payees_handle_share: mean(
        payees.map((payee) => this.#made.payeeFacts.purpose_handle_share?.[payee] ?? Number.NaN),
      ),
      payees_shared_share: payees.filter((payee) => strangersAt(payee).length > 0).length / payees.length,
      strangers: strangers.length,
      strangers_countries: strangers.length === 0 ? 0 : countries === 0 ? Number.NaN : countries,
      strangers_small_share: over('small'),
      strangers_night_share: over('night'),
      strangers_many_payees_share: over('many'),
      strangers_rhythm: over('rhythm'),
      strangers_one_country_share: over('oneCountry'),
      co_payers: strangers.filter((other) => payees.filter((payee) => this.payersOf(payee).includes(other)).length >= 2)
        .length,
      payee_incoherence: largest(payees.map((payee) => this.#incoherence(payee))),
      payees_most_payers: Math.max(
        ...payees.map((payee) => new Set(this.payersOf(payee).map((other) => this.#payer(other))).size),
      ),
      payee_household_share: payees.filter(sharesHousehold).length / payees.length,
      known_payee: known ? payees.filter((payee) => known.payees[payee] === 1).length : Number.NaN,
      known_shared: known ? payees.filter(reachesKnown).length : Number.NaN,
      known_self: known ? Number(known.payers[payer]) : Number.NaN,
    };
  }
}

function expectFacts(table: FactTable, row: number, facts: Record<string, number> | null): void {
  for (const [id, expected] of Object.entries(facts ?? {})) {
    const found = Number(factColumn(table, id)[row]);
    if (Number.isNaN(expected)) expect({ id, found }).toEqual({ id, found: Number.NaN });
    else expect(Math.abs(found - expected), `${id} of ${row}: ${found}, expected ${expected}`).toBeLessThan(1e-5);
  }
}

describe('What surrounds a subject', () => {
  it('is, for a payee, what the catalogue says of its payers', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const { payee: table } = described(made);
        const oracle = new Oracle(made);
        for (let payee = 0; payee < made.payees; payee++) expectFacts(table, payee, oracle.payee(payee));
      }),
      { numRuns: 400 },
    );
  });

  it('is, for a payer, what the catalogue says of the strangers who pay the same payees', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const { payer: table } = described(made);
        const oracle = new Oracle(made);
        for (let payer = 0; payer < made.payers; payer++) expectFacts(table, payer, oracle.payer(payer));
      }),
      { numRuns: 400 },
    );
  });
});
