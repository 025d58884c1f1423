import type { Bilingual } from './language.ts';

const fact = (en: string, fr: string): Bilingual => ({ en, fr });

/** Short names of the facts of the catalogue, for a reader who knows no identifiers. A test fails when a fact has none. */
export const FACT_NAMES: Readonly<Record<string, Bilingual>> = {
  // Times
  transfers: fact('number of transfers', 'nombre de transferts'),
  excluded_transfers: fact('transfers left out of the count', 'transferts exclus du compte'),
  first_at: fact('first transfer', 'premier transfert'),
  last_at: fact('last transfer', 'dernier transfert'),
  span_days: fact('time from first to last transfer', 'durée du premier au dernier transfert'),
  days_since_last: fact('days since the last transfer', 'jours depuis le dernier transfert'),
  days_before_first: fact('days in the data before the first transfer', 'jours de données avant le premier transfert'),
  active_days: fact('days with a transfer', 'jours avec un transfert'),
  transfers_last_30: fact('transfers in the last 30 days', 'transferts des 30 derniers jours'),
  transfers_last_90: fact('transfers in the last 90 days', 'transferts des 90 derniers jours'),
  max_24h: fact('most transfers in 24 hours', 'maximum de transferts en 24 heures'),
  max_7d: fact('most transfers in 7 days', 'maximum de transferts en 7 jours'),
  max_30d: fact('most transfers in 30 days', 'maximum de transferts en 30 jours'),
  gap_median: fact('median gap between transfers', 'intervalle médian entre transferts'),
  gap_mean: fact('mean gap between transfers', 'intervalle moyen entre transferts'),
  gap_variation: fact('regularity of the gaps between transfers', 'régularité des intervalles entre transferts'),
  close_gap_share: fact(
    'share of transfers within 4 hours of the one before',
    'part des transferts dans les 4 heures du précédent',
  ),
  tempo_escalation: fact('quickening of the transfers', 'accélération des transferts'),
  tempo_drift: fact('quickening of the transfers of the pair', 'accélération des transferts du couple'),
  monthly_rhythm: fact('monthly rhythm', 'rythme mensuel'),
  weekly_rhythm: fact('weekly rhythm', 'rythme hebdomadaire'),
  payday_concentration: fact('concentration on one day of the month', 'concentration sur un jour du mois'),
  steady_months_share: fact('share of months with a transfer', 'part des mois avec un transfert'),
  night_share_payer: fact('share at night at the payer’s place', 'part de nuit chez le payeur'),
  night_share_payee: fact('share at night at the payee’s place', 'part de nuit chez le bénéficiaire'),
  business_hours_share: fact(
    'share in business hours at the payer’s place',
    'part aux heures de bureau chez le payeur',
  ),
  weekday_share: fact('share on weekdays at the payer’s place', 'part en semaine chez le payeur'),

  // Amounts
  amount_sum: fact('sum in euro', 'somme en euros'),
  amount_min: fact('smallest amount', 'plus petit montant'),
  amount_q1: fact('first quartile of the amounts', 'premier quartile des montants'),
  amount_median: fact('median amount', 'montant médian'),
  amount_mean: fact('mean amount', 'montant moyen'),
  amount_q3: fact('third quartile of the amounts', 'troisième quartile des montants'),
  amount_max: fact('largest amount', 'plus grand montant'),
  amount_spread: fact('spread of the amounts', 'dispersion des montants'),
  amount_escalation: fact('growth of the amounts', 'croissance des montants'),
  amount_drift: fact('growth of the amounts of the pair', 'croissance des montants du couple'),
  share_upto_60: fact('share of transfers up to EUR 60', 'part des transferts jusqu’à 60 EUR'),
  share_upto_150: fact('share of transfers up to EUR 150', 'part des transferts jusqu’à 150 EUR'),
  share_upto_500: fact('share of transfers up to EUR 500', 'part des transferts jusqu’à 500 EUR'),
  share_over_1500: fact('share of transfers over EUR 1,500', 'part des transferts de plus de 1 500 EUR'),
  round_share: fact('share of round amounts', 'part des montants ronds'),
  fixed_sum_share: fact('share of the commonest amount', 'part du montant le plus fréquent'),

  // A payer and those paid
  cross_border_share: fact('share of transfers across a border', 'part des transferts transfrontières'),
  payees: fact('number of payees', 'nombre de bénéficiaires'),
  payees_per_transfer: fact('payees per transfer', 'bénéficiaires par transfert'),
  new_payees_last_90: fact('new payees in the last 90 days', 'nouveaux bénéficiaires des 90 derniers jours'),
  new_payee_gap_median: fact('median gap between new payees', 'intervalle médian entre nouveaux bénéficiaires'),
  max_payees_country_30d: fact(
    'most payees in one country in 30 days',
    'maximum de bénéficiaires dans un pays en 30 jours',
  ),
  max_payees_country_90d: fact(
    'most payees in one country in 90 days',
    'maximum de bénéficiaires dans un pays en 90 jours',
  ),
  max_payees_country_365d: fact(
    'most payees in one country in 365 days',
    'maximum de bénéficiaires dans un pays en 365 jours',
  ),
  payee_countries: fact('countries paid to', 'pays de destination'),
  top_country_share: fact('share of the country paid to most', 'part du premier pays de destination'),
  payout_places: fact('payout places', 'lieux de retrait'),
  top_payee_share: fact('share of the payee paid most often', 'part du bénéficiaire le plus souvent payé'),
  once_payee_share: fact('share of payees paid once', 'part des bénéficiaires payés une seule fois'),
  brief_payee_share: fact(
    'share of payees paid for 90 days at most',
    'part des bénéficiaires payés pendant 90 jours au plus',
  ),
  switch_share: fact('share of changes from one payee to another', 'part des changements de bénéficiaire'),
  longest_pair_days: fact('longest time with one payee', 'plus longue durée avec un même bénéficiaire'),
  declared_tie_share: fact('share with a declared tie', 'part avec un lien déclaré'),
  tie_declared_known: fact('share where a tie or its absence was declared', 'part où le lien est renseigné'),
  purpose_share: fact('share with a purpose', 'part avec un motif'),
  purpose_handle_share: fact(
    'share of purposes that look like a user name',
    'part des motifs en forme de nom d’utilisateur',
  ),
  purpose_welfare_share: fact(
    'share of purposes coded schooling, medical or housing',
    'part des motifs codés scolarité, santé ou logement',
  ),
  purpose_trade_share: fact('share of purposes coded trade or salary', 'part des motifs codés commerce ou salaire'),
  providers: fact('providers used', 'prestataires utilisés'),
  channels: fact('channels used', 'canaux utilisés'),
  max_routes_one_payee: fact('most routes to one payee', 'maximum de voies vers un même bénéficiaire'),
  gift_transfers: fact('gift-card and game-credit purchases', 'achats de cartes cadeaux et de crédits de jeu'),
  gift_max_24h: fact(
    'most gift-card and game-credit purchases in 24 hours',
    'maximum d’achats de cartes cadeaux et de crédits de jeu en 24 heures',
  ),
  gift_night_share: fact(
    'share of gift-card and game-credit purchases at night',
    'part de nuit des achats de cartes cadeaux et de crédits de jeu',
  ),
  episode_transfers: fact('transfers of the densest episode', 'transferts de l’épisode le plus dense'),
  episode_hours: fact('length of the densest episode', 'durée de l’épisode le plus dense'),
  episode_share: fact(
    'share of the densest episode in all transfers',
    'part de l’épisode le plus dense dans les transferts',
  ),
  episode_growth: fact(
    'growth of the amounts in the densest episode',
    'croissance des montants dans l’épisode le plus dense',
  ),
  episode_sum: fact('sum of the densest episode', 'somme de l’épisode le plus dense'),
  episode_new_payees: fact('payees in the densest episode', 'bénéficiaires de l’épisode le plus dense'),
  episode_quiet_days: fact('quiet after the densest episode', 'silence après l’épisode le plus dense'),

  // Around a payer
  payees_shared_share: fact(
    'share of payees whom strangers pay too',
    'part des bénéficiaires payés aussi par des tiers sans lien',
  ),
  strangers: fact('payers without a tie who share a payee', 'payeurs sans lien partageant un bénéficiaire'),
  strangers_countries: fact('countries of those payers without a tie', 'pays de ces payeurs sans lien'),
  strangers_small_share: fact(
    'small sums among payers without a tie who share a payee',
    'petites sommes chez les payeurs sans lien partageant un bénéficiaire',
  ),
  strangers_night_share: fact(
    'night payments among payers without a tie who share a payee',
    'paiements de nuit chez les payeurs sans lien partageant un bénéficiaire',
  ),
  strangers_many_payees_share: fact(
    'share of payers without a tie who have many payees themselves',
    'part des payeurs sans lien qui ont eux-mêmes plusieurs bénéficiaires',
  ),
  strangers_one_country_share: fact(
    'concentration on one country of payers without a tie',
    'concentration sur un pays des payeurs sans lien',
  ),
  strangers_rhythm: fact('regular rhythm of payers without a tie', 'rythme régulier des payeurs sans lien'),
  nearest_strangers: fact(
    'other payers of the nearest payee: of its payees the one whose payers act most alike',
    'autres payeurs du bénéficiaire le plus proche : celui dont les payeurs se ressemblent le plus',
  ),
  nearest_countries: fact('countries of those payers', 'pays de ces payeurs'),
  nearest_span_days: fact(
    'from the first to the last transfer to the nearest payee',
    'du premier au dernier transfert au bénéficiaire le plus proche',
  ),
  nearest_brief_share: fact(
    'share of them who paid it for 90 days at most',
    'part d’entre eux qui l’ont payé pendant 90 jours au plus',
  ),
  nearest_small_share: fact('small sums among them', 'petites sommes chez eux'),
  nearest_night_share: fact('night payments among them', 'paiements de nuit chez eux'),
  nearest_many_payees_share: fact(
    'share of them who pay 3 payees or more in one country',
    'part d’entre eux qui paient au moins 3 bénéficiaires d’un même pays',
  ),
  nearest_several_payees_share: fact(
    'share of them who pay 2 payees or more in one country',
    'part d’entre eux qui paient au moins 2 bénéficiaires d’un même pays',
  ),
  nearest_rhythm: fact('regular rhythm among them', 'rythme régulier chez eux'),
  nearest_one_country_share: fact('concentration on one country among them', 'concentration sur un pays chez eux'),
  nearest_cross_border_share: fact('transfers to another country among them', 'transferts vers un autre pays chez eux'),
  co_payers: fact(
    'payers without a tie who share 2 payees or more',
    'payeurs sans lien partageant 2 bénéficiaires ou plus',
  ),
  payee_incoherence: fact(
    'how little the payers of a payee have in common',
    'peu de points communs entre les payeurs d’un bénéficiaire',
  ),
  payees_trade_share: fact(
    'trade or salary among the purposes of its payees',
    'commerce ou salaire dans les motifs de ses bénéficiaires',
  ),
  payees_handle_share: fact(
    'service handles in the purposes of its payees',
    'identifiants de service dans les motifs de ses bénéficiaires',
  ),
  payees_most_payers: fact(
    'payers of the payee whom most people pay',
    'payeurs du bénéficiaire que le plus de personnes paient',
  ),
  payee_household_share: fact(
    'share of payees in one household with another',
    'part des bénéficiaires d’un même foyer qu’un autre',
  ),
  likeness_nearest: fact(
    'how far other payers of one household of payees pay in the same way',
    'à quel point d’autres payeurs d’un même foyer de bénéficiaires paient de la même façon',
  ),
  likeness_strangers: fact('other payers of that household', 'autres payeurs de ce foyer'),
  exposure_nearest: fact(
    'mean score of the other payers of one household of payees',
    'score moyen des autres payeurs d’un même foyer de bénéficiaires',
  ),
  exposure_strangers: fact('payers behind that mean score', 'payeurs derrière ce score moyen'),
  strangers_standing_out: fact(
    'payers who share a payee with it and stand out themselves',
    'payeurs qui partagent un bénéficiaire avec lui et ressortent eux-mêmes',
  ),
  known_payee: fact('payees on a list of known subjects', 'bénéficiaires sur une liste de personnes connues'),
  known_shared: fact(
    'ties through others to a list of known subjects',
    'liens par des tiers avec une liste de personnes connues',
  ),
  known_near: fact(
    'share of the other payers of one household who lead to known subjects',
    'part des autres payeurs d’un même foyer qui mènent à des personnes connues',
  ),
  known_near_strangers: fact('other payers of that household', 'autres payeurs de ce foyer'),
  known_self: fact('own presence on a list of known subjects', 'présence sur une liste de personnes connues'),

  // A payee and those who pay
  payers: fact('number of payers', 'nombre de payeurs'),
  payer_countries: fact('countries of the payers', 'pays des payeurs'),
  payer_country_entropy: fact('spread of the payers over countries', 'dispersion des payeurs entre les pays'),
  new_payers_per_30d: fact('new payers per 30 days', 'nouveaux payeurs par 30 jours'),
  new_payers_max_30d: fact('most new payers in 30 days', 'maximum de nouveaux payeurs en 30 jours'),
  payers_last_90: fact('payers in the last 90 days', 'payeurs des 90 derniers jours'),
  once_payer_share: fact('share of payers who paid once', 'part des payeurs n’ayant payé qu’une fois'),
  transfers_per_payer: fact('transfers per payer', 'transferts par payeur'),
  top_payer_share: fact('share of the payer who paid most often', 'part du payeur le plus fréquent'),
  payer_sum_median: fact('median sum per payer', 'somme médiane par payeur'),
  payer_span_median: fact('median time a payer stays', 'durée médiane d’un payeur'),
  rhythmic_payer_share: fact('share of payers who pay at regular times', 'part des payeurs réguliers'),
  fixed_sum_payer_share: fact(
    'share of payers who always send the same sum',
    'part des payeurs envoyant toujours la même somme',
  ),
  payers_likeness: fact(
    'how far its payers pay as guidance describes',
    'à quel point ses payeurs paient comme le décrivent les publications',
  ),
  exposure: fact('mean score of its payers', 'score moyen de ses payeurs'),
  names: fact('names under which it was paid', 'noms sous lesquels il est payé'),
  phones: fact('telephone numbers', 'numéros de téléphone'),
  accounts: fact('accounts', 'comptes'),
  burst_payers_24h: fact('most payers in 24 hours', 'maximum de payeurs en 24 heures'),
  short_episode_payer_share: fact(
    'share of payers who paid within one week only',
    'part des payeurs concentrés sur une semaine',
  ),
  pass_through_48h: fact('share sent on within 48 hours', 'part retransférée dans les 48 heures'),
  unrelated_payers: fact('payers without ties to each other', 'payeurs sans lien entre eux'),
  payers_small_share: fact('small sums among its payers', 'petites sommes chez ses payeurs'),
  payers_night_share: fact('night payments among its payers', 'paiements de nuit chez ses payeurs'),
  payers_many_payees_share: fact(
    'share of payers who have many payees',
    'part des payeurs qui ont plusieurs bénéficiaires',
  ),
  payers_one_country_share: fact(
    'concentration on one country of its payers',
    'concentration sur un pays de ses payeurs',
  ),
  payers_rhythm: fact('regular rhythm of its payers', 'rythme régulier de ses payeurs'),
  payers_new_share: fact(
    'share of payers whose first transfer it received',
    'part des payeurs dont il a reçu le premier transfert',
  ),
  payers_incoherence: fact('how little its payers have in common', 'peu de points communs entre ses payeurs'),
  co_paid_payees: fact('payees who share its unrelated payers', 'bénéficiaires partageant ses payeurs sans lien'),
  household_size: fact('size of the household', 'taille du foyer'),
  household_unrelated_payers: fact('unrelated payers of the household', 'payeurs sans lien entre eux du foyer'),
  known_payers: fact('payers on a list of known subjects', 'payeurs sur une liste de personnes connues'),
};
