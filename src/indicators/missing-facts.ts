import type { Bilingual } from './sentence.ts';

/** What has to be in the records, or has to happen, before a fact can be known. */
const NEEDS = {
  history: {
    en: 'a longer history: there are too few transfers so far',
    fr: 'un historique plus long : il y a trop peu de transferts à ce jour',
  },
  payer_zone: {
    en: 'the place of the payer, for the local hour',
    fr: 'le lieu du payeur, pour l’heure locale',
  },
  payee_zone: {
    en: 'the place of the payee, for the local hour',
    fr: 'le lieu du bénéficiaire, pour l’heure locale',
  },
  rate: {
    en: 'a euro rate for the currencies and dates',
    fr: 'un cours en euros pour les devises et les dates',
  },
  countries: { en: 'the countries of payer and payee', fr: 'les pays du payeur et du bénéficiaire' },
  tie: { en: 'the tie that the payer declared', fr: 'le lien déclaré par le payeur' },
  purpose: { en: 'purpose lines or purpose codes', fr: 'les motifs ou les codes motif' },
  route: { en: 'channel and provider', fr: 'le canal et le prestataire' },
  outflow: {
    en: 'the payee’s own outgoing transfers',
    fr: 'les transferts émis par le bénéficiaire lui-même',
  },
  identifiers: {
    en: 'phones, accounts, devices or addresses of the payees',
    fr: 'les téléphones, comptes, appareils ou adresses des bénéficiaires',
  },
  around: {
    en: 'other payers of the same payees, with enough history of their own',
    fr: 'd’autres payeurs des mêmes bénéficiaires, avec un historique suffisant',
  },
  known: { en: 'a list of known subjects', fr: 'une liste de personnes connues' },
} as const satisfies Record<string, Bilingual>;

type Need = keyof typeof NEEDS;

/** First match wins; a fact that none matches needs more history. */
const NEED_OF_FACT: readonly (readonly [RegExp, Need])[] = [
  [/^known_/, 'known'],
  [
    /^(strangers|likeness_|exposure|payees_shared|co_payers|co_paid|payers_|payee_incoherence|unrelated_payers)/,
    'around',
  ],
  [/household/, 'identifiers'],
  [/^night_share_payee$/, 'payee_zone'],
  [/night_share|business_hours|weekday_share/, 'payer_zone'],
  [/^amount_escalation$|^episode_growth$/, 'history'],
  [/^amount_|^share_|_sum$|_sum_median$/, 'rate'],
  [/cross_border|countr/, 'countries'],
  [/tie_/, 'tie'],
  [/^purpose_|^payees_trade_share$/, 'purpose'],
  [/^(providers|channels|gift_|max_routes)/, 'route'],
  [/^pass_through/, 'outflow'],
  [/^(phones|accounts|names)$/, 'identifiers'],
];

function needOf(fact: string): Need {
  return NEED_OF_FACT.find(([pattern]) => pattern.test(fact))?.[1] ?? 'history';
}

/** One sentence in both languages: what would be needed to know these facts. Each need is named once. */
export function whatIsNeeded(facts: readonly string[]): Bilingual {
  const needs = [...new Set(facts.map(needOf))];
  return {
    en: `To know, this is needed: ${needs.map((need) => NEEDS[need].en).join('; ')}.`,
    fr: `Pour le savoir, il faut : ${needs.map((need) => NEEDS[need].fr).join(' ; ')}.`,
  };
}
