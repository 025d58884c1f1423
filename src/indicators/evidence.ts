/**
 * Which of the subject's transfers are the evidence of an indicator. "Counterparty" is the payee for a payer and the
 * payer for a payee. A selection that finds nothing falls back to `all`: a reason is never shown without its payments.
 */
export const EVIDENCE = {
  all: 'Every counted transfer.',
  small: 'Transfers of at most EUR 150.',
  up_to_500: 'Transfers of at most EUR 500.',
  large: 'Transfers over EUR 1,500.',
  cross_border: 'Transfers to or from another country.',
  payer_night: 'Transfers from 22:00 to before 05:00 at the payer’s place.',
  payee_night: 'Transfers from 22:00 to before 05:00 at the payee’s place.',
  business_hours: 'Transfers Monday to Friday 08:00 to before 18:00 at the payer’s place.',
  round: 'Round sums in the sent or the paid-out currency.',
  handle_purpose: 'Transfers whose purpose line has the shape of a service handle.',
  welfare_purpose: 'Transfers coded as schooling, medical or housing.',
  trade_purpose: 'Transfers coded as trade or salary.',
  untied: 'Transfers with no declared tie.',
  tied: 'Transfers with a declared tie.',
  first_to_each: 'The first transfer with each counterparty.',
  once_only: 'Transfers with counterparties that occur once.',
  to_shared_payees: 'Transfers to payees who are also paid by payers with no tie to this one.',
  from_strangers: 'Transfers from payers who also pay other payees, or who have declared no tie.',
  known: 'Transfers with a known subject, or with a counterparty that leads to one.',
  episode: 'The densest run of transfers to new payees, gaps of at most 72 hours.',
  burst: 'The 24 hours with the most transfers.',
  gift: 'Gift-card and game-credit purchases.',
  recent: 'Transfers of the last 90 days before the as-of instant.',
  rhythmic:
    'Transfers that follow an earlier one with the same counterparty by 1, 2 or 3 months (3 days either way) or by 7 or 14 days (1 day either way).',
  other_routes: 'The first transfer over each provider and channel used for the same counterparty.',
} as const satisfies Record<string, string>;

export type EvidenceKind = keyof typeof EVIDENCE;

const isEvidence = (name: string): name is EvidenceKind => Object.hasOwn(EVIDENCE, name);
export const EVIDENCE_KINDS: readonly EvidenceKind[] = Object.keys(EVIDENCE).filter(isEvidence);
