import type { AbusePayerClass } from './classes.ts';
import { boundedPareto, clamp, logNormal, poisson, shuffle, type Weighted } from './distributions.ts';
import { chooseHubs } from './hubs.ts';
import type { AbuseStyle, WorldOptions } from './options.ts';
import { Random } from './random.ts';

/** A facilitator and those of the household who are paid in its place. */
export interface Facilitator {
  readonly key: string;
  readonly country: string;
  /** Payees of the household, 1 to 4, the facilitator first. */
  readonly payees: number;
  readonly payers: ReadonlySet<number>;
}

export interface AbusePlan {
  readonly payerClass: AbusePayerClass;
  /** Payments to facilitators in the whole world; at least as many as there are links. */
  readonly payments: number;
  /** In the order in which they are first paid. */
  readonly links: readonly Facilitator[];
}

interface OpenFacilitator extends Facilitator {
  readonly payers: Set<number>;
}

interface Ties {
  /** Fewest and most payers of one facilitator; alpha of the bounded Pareto between. */
  readonly payers: { readonly least: number; readonly most: number; readonly alpha: number };
  /** Payers of abuse for each country with facilitators, about. */
  readonly payersPerCountry: number;
  /** Most facilitators of one payer. */
  readonly mostLinks: number;
  /** Share of facilitators in whose place others of the household are paid too. */
  readonly households: number;
}

/** How payers and facilitators are tied in each style. Europol 2024: about 120 payers to each paid account. */
const TIES: Readonly<Record<AbuseStyle, Ties>> = {
  household: {
    payers: { least: 3, most: 120, alpha: 0.8 },
    payersPerCountry: 30,
    mostLinks: Number.POSITIVE_INFINITY,
    households: 0.45,
  },
  scattered: { payers: { least: 3, most: 8, alpha: 0.5 }, payersPerCountry: 20, mostLinks: 3, households: 0 },
  crowded: { payers: { least: 20, most: 60, alpha: 0.5 }, payersPerCountry: 60, mostLinks: 4, households: 0.25 },
  sparseHistory: { payers: { least: 3, most: 40, alpha: 0.8 }, payersPerCountry: 30, mostLinks: 4, households: 0.35 },
};

/**
 * Ties the payers of abuse to facilitators. AIC 589 (2020): on average 10.6 payments each; a quarter of the payers make
 * 3 % of the payments, 3 % make half of them. Records of a sparse history hold part of that: the shares stay near, the numbers are lower.
 */
export function planAbuse(
  options: WorldOptions,
  abusePayers: readonly number[],
): { abuse: Map<number, AbusePlan>; facilitators: Facilitator[] } {
  const decks = new Decks(options, abusePayers.length);
  const drafts = new Map<number, { payerClass: AbusePayerClass; payments: number; links: OpenFacilitator[] }>();
  const phase = Random.stream(options.seed, 'abuse-phase').unit();
  abusePayers.forEach((payer, rank) => {
    const random = Random.stream(options.seed, 'abuse-plan', payer);
    const { payerClass, payments } = drawPayments(
      goldenSpread(rank, phase),
      options.abuseStyle === 'sparseHistory',
      random,
    );
    drafts.set(payer, {
      payerClass,
      payments,
      links: decks.deal(payer, Math.min(decks.ties.mostLinks, drawLinks(payerClass, payments, random)), random),
    });
  });
  decks.topUp((payer) => drafts.get(payer));
  return { abuse: drafts, facilitators: decks.facilitators.filter(({ payers }) => payers.size > 0) };
}

/** Spreads ranks evenly over [0, 1), so that even few payers hold the published shares. */
function goldenSpread(rank: number, phase: number): number {
  return (rank * 0.6180339887498949 + phase) % 1;
}

function drawPayments(
  position: number,
  sparse: boolean,
  random: Random,
): { payerClass: AbusePayerClass; payments: number } {
  if (position < 0.25) {
    const payments = random.chance(0.75) ? 1 : random.chance(0.88) ? 2 : 3;
    return { payerClass: 'live_stream_payer_occasional', payments };
  }
  if (position < 0.97) {
    const payments = sparse
      ? Math.min(15, 2 + Math.floor(logNormal(random, 1.2, 0.8)))
      : Math.min(45, 2 + Math.floor(logNormal(random, 3.5, 0.95)));
    return { payerClass: 'live_stream_payer_regular', payments };
  }
  if (sparse) {
    return { payerClass: 'live_stream_payer_prolific', payments: Math.round(boundedPareto(random, 18, 120, 0.9)) };
  }
  // Mean 177; Westpac 2019: one of twelve made 625.
  return { payerClass: 'live_stream_payer_prolific', payments: Math.round(boundedPareto(random, 60, 625, 0.7)) };
}

function drawLinks(payerClass: AbusePayerClass, payments: number, random: Random): number {
  switch (payerClass) {
    case 'live_stream_payer_occasional':
      return payments > 1 && random.chance(0.3) ? 2 : 1;
    case 'live_stream_payer_regular':
      return Math.min(payments, 8, 1 + poisson(random, 0.3 * (payments - 1)));
    case 'live_stream_payer_prolific':
      return clamp(Math.round(payments * random.between(0.02, 0.1)), 4, 20);
    default:
      return payerClass satisfies never;
  }
}

/** By country, a deck of cards: each facilitator lies in it once for every payer it is to have. */
class Decks {
  readonly facilitators: OpenFacilitator[] = [];
  readonly ties: Ties;
  readonly #options: WorldOptions;
  readonly #countries: Weighted<string>;
  readonly #decks = new Map<string, OpenFacilitator[]>();

  constructor(options: WorldOptions, payers: number) {
    this.ties = TIES[options.abuseStyle];
    this.#options = options;
    this.#countries = chooseHubs(options, 'abuse', Math.round(payers / this.ties.payersPerCountry));
  }

  /** `count` facilitators for a payer, all different, nearly always in one country. */
  deal(payer: number, count: number, random: Random): OpenFacilitator[] {
    const country = this.#countries.draw(random);
    const second = count > 2 && random.chance(0.18) ? this.#countries.draw(random) : country;
    const links: OpenFacilitator[] = [];
    while (links.length < count) {
      const from = random.chance(0.75) ? country : second;
      const link = this.#take(from, links, random);
      link.payers.add(payer);
      links.push(link);
    }
    return links;
  }

  /** Facilitators left with too few payers are also paid once by payers who pay others in the same country. */
  topUp(draft: (payer: number) => { payments: number; links: OpenFacilitator[] } | undefined): void {
    for (const facilitator of this.facilitators) {
      if (facilitator.payers.size === 0) continue;
      const neighbours = this.facilitators
        .filter((other) => other.country === facilitator.country)
        .flatMap((other) => [...other.payers]);
      for (const payer of new Set(neighbours)) {
        if (facilitator.payers.size >= this.ties.payers.least) break;
        const plan = draft(payer);
        if (plan === undefined || facilitator.payers.has(payer)) continue;
        if (plan.links.length >= Math.min(plan.payments, this.ties.mostLinks)) continue;
        plan.links.push(facilitator);
        facilitator.payers.add(payer);
      }
    }
  }

  #take(country: string, not: readonly OpenFacilitator[], random: Random): OpenFacilitator {
    let deck = this.#decks.get(country);
    if (deck === undefined) {
      deck = [];
      this.#decks.set(country, deck);
    }
    let at = deck.findIndex((card) => !not.includes(card));
    while (at < 0) {
      this.#addCards(country, deck, random);
      at = deck.findIndex((card) => !not.includes(card));
    }
    const [card] = deck.splice(at, 1);
    if (card === undefined) throw new Error('The deck has no card where one was found');
    return card;
  }

  #addCards(country: string, deck: OpenFacilitator[], random: Random): void {
    const { payers, households } = this.ties;
    const key = `facilitator:${this.facilitators.length}`;
    const own = Random.stream(this.#options.seed, 'facilitator', key);
    const payees = own.chance(1 - households) ? 1 : own.whole(2, 4);
    const facilitator: OpenFacilitator = { key, country, payees, payers: new Set() };
    this.facilitators.push(facilitator);
    const cards = Math.round(boundedPareto(own, payers.least, payers.most, payers.alpha));
    for (let card = 0; card < cards; card++) deck.push(facilitator);
    shuffle(random, deck);
  }
}
