import type { Corridor, WorldOptions } from './options.ts';

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
  friend_circle: 0,
  savings_group: 0,
  game_trader: 0,
  marketplace_buyer: 0,
  domestic_sender: 0,
  emergency_helper: 0,
  distance_couple: 0,
  shift_family: 0,
  relay_sender: 0,
  adult_performance_payer: 0,
};

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

/** The first family: the published figures as they stand, over one fixed list of corridors. */
export const PLAIN: WorldOptions = {
  preset: 'plain',
  seed: 1,
  payers: 20_000,
  start: '2024-01-01',
  months: 24,
  abusePrevalence: 1 / 1000,
  extortionPrevalence: 1 / 2000,
  abuseStyle: 'household',
  habits: {
    nocturnal: 'classes',
    nocturnalMean: 0.45,
    declares: 'mixed',
    salaryShare: 0,
    medianEur: 32,
    relativesShare: 0.35,
    onceOnlyShare: 0,
  },
  nocturnalShare: 0.6,
  columns: 'full',
  tipMedianEur: 9,
  mix: PLAIN_MIX,
  secondLifeShare: 0,
  everydayShare: 0,
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
