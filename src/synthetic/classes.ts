/**
 * The groups of a synthetic world and what is true of their members. `harmful` means «should be surfaced», in the queue
 * named. A payer under extortion is a victim: it is to be surfaced in the safeguarding queue. Ordinary groups have no queue.
 */
export interface Truth {
  readonly harmful: boolean;
  readonly queue: 'investigation' | 'safeguarding' | '';
}

const ORDINARY: Truth = { harmful: false, queue: '' };
const INVESTIGATE: Truth = { harmful: true, queue: 'investigation' };
const SAFEGUARD: Truth = { harmful: true, queue: 'safeguarding' };

/** Ordinary payers and, for each group, what it looks like in the records. */
export const ORDINARY_PAYERS = {
  family_support: 'supports one household, on a rhythm or not; a few small and often',
  large_family: 'supports several relatives, who often share a phone or are paid together',
  weekly_allowance: 'a fixed small sum every week',
  night_shift_worker: 'supports a household, paying at night or early in the morning',
  seafarer: 'supports one household from many ports, at odd hours',
  sponsor: 'a fixed monthly sum on the same day to the same payees',
  charity_donor: 'gives to charities now and then, more in December',
  disaster_giver: 'gives after a disaster, when everybody does',
  hirer: 'pays freelancers on week-days, each on a rhythm',
  lesson_taker: 'pays tutors abroad small sums in the evening',
  traveller: 'pays guest houses and guides around a trip',
  online_buyer: 'buys from small sellers, mostly once from each',
  student_partner: 'long series of larger sums to one payee, like rent',
  romance_victim: 'few payees, large and growing sums: a victim of fraud, not of this crime',
  adult_services_payer: 'small sums at night to several payees, lawful: nearly the same in payments alone',
  creator_supporter: 'small tips in the evening to people who perform or publish',
  gamer: 'gift cards and game credit over a long time',
  friends_sender: 'sends to several friends without a rhythm',
  group_sender: 'sends on one day for several colleagues, each to a payee of their own',
  occasional_sender: 'one or two transfers',
  friend_circle:
    'small sums in the evening and at night to friends whom a circle of friends pays too, at home and abroad',
  savings_group: 'the same sum every month to whoever of the group has its turn',
  game_trader: 'small sums at night to sellers of game goods in several countries',
  marketplace_buyer: 'buys from small sellers of a marketplace',
  domestic_sender: 'small sums within one country',
  emergency_helper: 'helps somebody for a few days: a small sum, larger ones, then nothing',
  distance_couple: 'small sums to a partner, at no fixed time, slowly growing',
  shift_family: 'supports a household about monthly, at night after a shift',
  relay_sender: 'sends to a relative who passes it on to the family within hours',
  adult_performance_payer: 'lawful adult performances: small sums at night to performers in several countries',
} as const;

export type OrdinaryPayerClass = keyof typeof ORDINARY_PAYERS;

export type AbusePayerClass =
  | 'live_stream_payer_occasional'
  | 'live_stream_payer_regular'
  | 'live_stream_payer_prolific';

/** A payer who is nobody's payee and has a turn of its own. */
export type TurnClass = OrdinaryPayerClass | AbusePayerClass | 'extortion_victim';

/** Payees who also pay, under the identifier under which they are paid: they send on, send back or buy in. */
type PayingPayeeClass = 'collector' | 'distributor' | 'friend' | 'relay' | 'market_seller';

export type PayerClass = TurnClass | PayingPayeeClass;

export const PAYEE_TRUTH = {
  facilitator: INVESTIGATE,
  facilitator_household: INVESTIGATE,
  collector: INVESTIGATE,
  collector_upstream: INVESTIGATE,
  relative: ORDINARY,
  sponsored_household: ORDINARY,
  charity: ORDINARY,
  appeal_organiser: ORDINARY,
  freelancer: ORDINARY,
  tutor: ORDINARY,
  guest_house: ORDINARY,
  guide: ORDINARY,
  seller: ORDINARY,
  landlord: ORDINARY,
  partner: ORDINARY,
  romance_collector: ORDINARY,
  adult_services_worker: ORDINARY,
  creator: ORDINARY,
  merchant: ORDINARY,
  friend: ORDINARY,
  savings_member: ORDINARY,
  game_seller: ORDINARY,
  market_seller: ORDINARY,
  supplier: ORDINARY,
  relay: ORDINARY,
  adult_performer: ORDINARY,
} as const satisfies Record<string, Truth>;

export type PayeeClass = keyof typeof PAYEE_TRUTH;

/** Every class of payer with its truth. */
export function payerTruth(payerClass: PayerClass): Truth {
  switch (payerClass) {
    case 'live_stream_payer_occasional':
    case 'live_stream_payer_regular':
    case 'live_stream_payer_prolific':
    case 'collector':
      return INVESTIGATE;
    case 'extortion_victim':
      return SAFEGUARD;
    default:
      return ORDINARY;
  }
}
