import type { OrdinaryPayerClass } from './classes.ts';

/** How often a field is missing. Shares in [0, 1]. */
export interface MissingRates {
  /** Payers whose place (and so whose time zone) is not recorded. */
  readonly payerPlace: number;
  /** Payees whose place and payout place are not recorded. */
  readonly payeePlace: number;
  /** Payers, and payees, without a phone. */
  readonly phone: number;
  /** Transfers without a declared relationship. */
  readonly relationship: number;
  /** Transfers without a purpose. */
  readonly purpose: number;
  /** Payees who appear under two or three identifiers. */
  readonly fragmentedPayee: number;
}

export interface Corridor {
  readonly payerCountry: string;
  readonly payeeCountry: string;
  readonly weight: number;
}

export const CHANNELS = ['bank', 'cash', 'wallet', 'card', 'mobile money'] as const;
export type Channel = (typeof CHANNELS)[number] | 'gift card' | 'game credit';

/**
 * How payers of abuse and facilitators are tied to each other.
 * - `household`: 3-120 payers to a facilitator, nearly half of whom have others of a household paid in their place;
 * - `scattered`: 3-8 payers to a facilitator, 1-3 facilitators to a payer, and no identifier shared by two payees;
 * - `crowded`: few facilitators with 20-60 payers each;
 * - `sparseHistory`: records of 9-12 months that hold a few payments of each payer: 3-6 on average instead of 10.6.
 */
export const ABUSE_STYLES = ['household', 'scattered', 'crowded', 'sparseHistory'] as const;
export type AbuseStyle = (typeof ABUSE_STYLES)[number];

/** What a world's payers of abuse and facilitators are like beyond their ties. */
export interface AbuseHabits {
  /** `classes`: `nocturnalShare` of them pay at night mostly, the others hardly; `spread`: each has a share of its own, from 0 to 1. */
  readonly nocturnal: 'classes' | 'spread';
  /** With `spread`: mean over payers of the share of payments made late in the evening or at night. */
  readonly nocturnalMean: number;
  /** `mixed`: ties and purposes of all kinds; `quiet`: mostly a friend or nothing, mostly no purpose or one that families write. */
  readonly declares: 'mixed' | 'quiet';
  /** Share of them who pay more in the days after their salary. */
  readonly salaryShare: number;
  /** Median sum in euro; published ranges hold from 22 to 48. */
  readonly medianEur: number;
  /** Share of facilitators whom relatives support like any other household. */
  readonly relativesShare: number;
  /** Share of facilitators whom one to four occasional senders pay once or twice. */
  readonly onceOnlyShare: number;
}

/**
 * What a source records.
 * - `full`: every column;
 * - `lean`: one payer country; no phones, accounts, devices, payout; times with the offset +01:00; relationship mostly empty;
 * - `partial`: of each identifying column a share from 25 to 65 % of the subjects;
 * - `dates`: the day of a transfer, never its time;
 * - `bare`: who paid whom, on which day, how much: no country, place, identifier, purpose or tie, and no payout.
 */
export const COLUMN_STYLES = ['full', 'lean', 'partial', 'dates', 'bare'] as const;
export type ColumnStyle = (typeof COLUMN_STYLES)[number];

export interface WorldOptions {
  readonly preset: Preset;
  readonly seed: number;
  /** Payers who are nobody's payee; the few payees who also pay come on top. */
  readonly payers: number;
  /** First day, YYYY-MM-DD. */
  readonly start: string;
  readonly months: number;
  /** Share of payers who pay for live-streamed abuse. */
  readonly abusePrevalence: number;
  /** Share of payers who are victims of financial sexual extortion. */
  readonly extortionPrevalence: number;
  readonly abuseStyle: AbuseStyle;
  readonly habits: AbuseHabits;
  /** With `habits.nocturnal` = `classes`: share of the payers of abuse who mostly pay late in the evening and at night. */
  readonly nocturnalShare: number;
  readonly columns: ColumnStyle;
  /** Median tip of creator supporters, in euro. */
  readonly tipMedianEur: number;
  /** Weights of the ordinary groups among ordinary payers. */
  readonly mix: Readonly<Record<OrdinaryPayerClass, number>>;
  /** Share of payers, harmful ones too, who also pay as an ordinary group does: a family's supporter who games, a buyer who travels. */
  readonly secondLifeShare: number;
  /** Share of payers, harmful ones too, whose shops, bills, friends and rents at home are in the records. */
  readonly everydayShare: number;
  readonly corridors: readonly Corridor[];
  readonly channels: Readonly<Record<(typeof CHANNELS)[number], number>>;
  /** Providers by name with their weight. */
  readonly providers: Readonly<Record<string, number>>;
  readonly missing: MissingRates;
  /** Shares of transfers that were cancelled, and refunded. */
  readonly cancelledShare: number;
  readonly refundedShare: number;
  /** Subjects on the list of known ones, half payees, half payers (one more payee when odd). */
  readonly known: number;
}

/**
 * `plain`, `demo`, `hard` and `none` are one family of worlds, of which `dates` and `bare` are sources that record little; `circles`, `lean`, `crowd` and `short` are others, whose
 * corridors are drawn from the seed; `random` draws a family of its own from the seed; `bank` is a bank's view of `crowd`: one country, and
 * everyday payments beside all others.
 */
export const PRESETS = [
  'plain',
  'demo',
  'hard',
  'none',
  'circles',
  'lean',
  'crowd',
  'short',
  'random',
  'dates',
  'bare',
  'bank',
] as const;
export type Preset = (typeof PRESETS)[number];

export type WorldRequest = Partial<Omit<WorldOptions, 'missing' | 'mix' | 'habits'>> & {
  readonly missing?: Partial<MissingRates>;
  readonly habits?: Partial<AbuseHabits>;
  readonly mix?: Partial<WorldOptions['mix']>;
};
