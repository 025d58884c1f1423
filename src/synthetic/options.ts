import { ORDINARY_PAYERS, type OrdinaryPayerClass } from './classes.ts';
import { COUNTRY_CODES } from './geography.ts';

/** How often a field is missing. Shares in [0, 1]. */
interface MissingRates {
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
  /** Share of the payers of abuse who mostly pay late in the evening and at night. */
  readonly nocturnalShare: number;
  /** Weights of the ordinary groups among ordinary payers. */
  readonly mix: Readonly<Record<OrdinaryPayerClass, number>>;
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

export const PRESETS = ['plain', 'demo', 'hard', 'none'] as const;
export type Preset = (typeof PRESETS)[number];

const PLAIN_MIX: WorldOptions['mix'] = {
  family_support: 0.32,
  large_family: 0.055,
  weekly_allowance: 0.017,
  night_shift_worker: 0.02,
  seafarer: 0.01,
  sponsor: 0.035,
  charity_donor: 0.04,
  disaster_giver: 0.02,
  hirer: 0.022,
  lesson_taker: 0.004,
  traveller: 0.06,
  online_buyer: 0.08,
  student_partner: 0.03,
  romance_victim: 0.003,
  adult_services_payer: 0.0015,
  creator_supporter: 0.005,
  gamer: 0.03,
  friends_sender: 0.03,
  group_sender: 0.003,
  occasional_sender: 0.27,
};

/** Groups that look like the payers looked for; `hard` has more of them. */
const LOOK_ALIKES: readonly OrdinaryPayerClass[] = [
  'large_family',
  'night_shift_worker',
  'hirer',
  'lesson_taker',
  'traveller',
  'romance_victim',
  'adult_services_payer',
  'creator_supporter',
  'friends_sender',
  'group_sender',
];

const PAYER_COUNTRIES: Readonly<Record<string, number>> = {
  US: 24,
  GB: 12,
  AU: 10,
  CA: 9,
  FR: 10,
  DE: 9,
  NL: 4,
  IT: 5,
  ES: 4,
  SE: 3,
  NO: 2,
  CH: 2,
  AE: 3,
  SG: 2,
  JP: 3,
};
const PAYEE_COUNTRIES: Readonly<Record<string, number>> = {
  PH: 24,
  IN: 10,
  NP: 4,
  LK: 3,
  ID: 6,
  VN: 6,
  KE: 5,
  NG: 7,
  GH: 3,
  SN: 4,
  MG: 3,
  MA: 6,
  RO: 5,
  CO: 6,
  MX: 9,
  DO: 3,
  BR: 4,
};

/** Every pair of the two lists; neighbours and old ties are a little stronger, as in real remittance corridors. */
function defaultCorridors(): Corridor[] {
  const strong = new Set([
    'US-MX',
    'US-DO',
    'FR-MA',
    'FR-SN',
    'FR-MG',
    'ES-CO',
    'IT-RO',
    'ES-RO',
    'AE-IN',
    'AE-NP',
    'GB-IN',
    'GB-NG',
    'AU-NP',
  ]);
  const corridors: Corridor[] = [];
  for (const [payerCountry, from] of Object.entries(PAYER_COUNTRIES)) {
    for (const [payeeCountry, to] of Object.entries(PAYEE_COUNTRIES)) {
      const weight = from * to * (strong.has(`${payerCountry}-${payeeCountry}`) ? 3 : 1);
      corridors.push({ payerCountry, payeeCountry, weight });
    }
  }
  return corridors;
}

const PLAIN: WorldOptions = {
  preset: 'plain',
  seed: 1,
  payers: 20_000,
  start: '2024-01-01',
  months: 24,
  abusePrevalence: 1 / 1000,
  extortionPrevalence: 1 / 2000,
  nocturnalShare: 0.6,
  mix: PLAIN_MIX,
  corridors: defaultCorridors(),
  channels: { bank: 30, cash: 30, wallet: 20, card: 8, 'mobile money': 12 },
  providers: {
    'Synthetic Remit A': 40,
    'Synthetic Remit B': 25,
    'Synthetic Remit C': 18,
    'Synthetic Pay D': 10,
    'Synthetic Pay E': 7,
  },
  missing: { payerPlace: 0.08, payeePlace: 0.05, phone: 0.15, relationship: 0.35, purpose: 0.3, fragmentedPayee: 0.03 },
  cancelledShare: 0.006,
  refundedShare: 0.004,
  known: 5,
};

function presetOptions(preset: Preset): WorldOptions {
  switch (preset) {
    case 'plain':
      return PLAIN;
    case 'demo':
      return { ...PLAIN, preset, payers: 3_000, abusePrevalence: 1 / 125, extortionPrevalence: 1 / 200 };
    case 'hard':
      return {
        ...PLAIN,
        preset,
        mix: Object.fromEntries(
          Object.entries(PLAIN_MIX).map(([name, weight]) => [
            name,
            LOOK_ALIKES.includes(name as OrdinaryPayerClass) ? weight * 3 : weight,
          ]),
        ) as WorldOptions['mix'],
        missing: {
          payerPlace: 0.35,
          payeePlace: 0.3,
          phone: 0.45,
          relationship: 0.7,
          purpose: 0.65,
          fragmentedPayee: 0.15,
        },
      };
    case 'none':
      return { ...PLAIN, preset, abusePrevalence: 0, extortionPrevalence: 0, known: 0 };
    default:
      return preset satisfies never;
  }
}

export type WorldRequest = Partial<Omit<WorldOptions, 'missing' | 'mix'>> & {
  readonly missing?: Partial<MissingRates>;
  readonly mix?: Partial<WorldOptions['mix']>;
};

/** Fills what is not said from the preset (default `plain`). Throws a sentence that names the option that cannot be. */
export function resolveOptions(request: WorldRequest = {}): WorldOptions {
  const base = presetOptions(request.preset ?? 'plain');
  const options: WorldOptions = {
    ...base,
    ...request,
    mix: { ...base.mix, ...request.mix },
    missing: { ...base.missing, ...request.missing },
  };
  requireWhole('payers', options.payers, 1);
  requireWhole('months', options.months, 1);
  requireWhole('seed', options.seed, 0);
  requireWhole('known', options.known, 0);
  for (const name of [
    'abusePrevalence',
    'extortionPrevalence',
    'nocturnalShare',
    'cancelledShare',
    'refundedShare',
  ] as const) {
    requireShare(name, options[name]);
  }
  if (options.abusePrevalence + options.extortionPrevalence > 1) {
    throw new Error('abusePrevalence and extortionPrevalence together cannot be more than 1.');
  }
  for (const [name, rate] of Object.entries(options.missing)) requireShare(`missing.${name}`, rate);
  for (const name of Object.keys(options.mix)) {
    if (!(name in ORDINARY_PAYERS)) throw new Error(`mix: there is no ordinary group called ${name}.`);
  }
  if (options.corridors.length === 0) throw new Error('corridors: name at least one pair of countries.');
  for (const { payerCountry, payeeCountry } of options.corridors) {
    for (const code of [payerCountry, payeeCountry]) {
      if (!COUNTRY_CODES.includes(code)) {
        throw new Error(`corridors: no places are invented for ${code}; use one of ${COUNTRY_CODES.join(', ')}.`);
      }
    }
  }
  return options;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${name} must be a whole number of ${least} or more, not ${value}.`);
}

function requireShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new Error(`${name} must be a share from 0 to 1, not ${value}.`);
}
