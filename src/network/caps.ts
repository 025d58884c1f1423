/** Bounds on how far the network is walked. A hub is looked at in part, and the run says so: it is never a hub of suspicion. */
export const CAPS = {
  /** Payers of one payee that are looked at. */
  payersOfPayee: 500,
  /** Payees of one payer that are looked at. */
  payeesOfPayer: 200,
  /** Strangers of one payer that are described. */
  strangers: 2000,
  /** Subjects who may share one identifier before it is taken for a placeholder. */
  sharedIdentifier: 8,
  /** People whom a chain of shared identifiers may tie into one group before it is taken for chance. */
  chained: 1000,
} as const;

/** What the walk met that was larger than a cap; turned into sentences for the run summary. */
export interface CapCounts {
  payeesWithMorePayers: number;
  payersWithMorePayees: number;
  payersWithMoreStrangers: number;
  identifiersTooCommon: number;
  groupsTooLarge: number;
}

export function noCaps(): CapCounts {
  return {
    ...{ payeesWithMorePayers: 0, payersWithMorePayees: 0, payersWithMoreStrangers: 0 },
    ...{ identifiersTooCommon: 0, groupsTooLarge: 0 },
  };
}

/** In English and French: what was looked at in part, and how. Nothing is said of what met no cap. */
export function capSentences(counts: CapCounts): { readonly en: string; readonly fr: string }[] {
  const { payersOfPayee, payeesOfPayer, strangers, sharedIdentifier, chained } = CAPS;
  const sampled = { en: 'an even sample of them was looked at', fr: 'un échantillon régulier en a été examiné' };
  const met = (
    count: number,
    en: readonly [one: string, more: string, rest: string],
    fr: readonly [one: string, more: string, rest: string],
  ): { en: string; fr: string }[] =>
    count === 0
      ? []
      : [
          {
            en: `${FIGURES.en.format(count)} ${count === 1 ? en[0] : en[1]} ${en[2]}.`,
            fr: `${FIGURES.fr.format(count)} ${count === 1 ? fr[0] : fr[1]} ${fr[2]}.`,
          },
        ];
  const strangersFr = FIGURES.fr.format(strangers);
  return [
    ...met(
      counts.payeesWithMorePayers,
      ['payee has', 'payees have', `more than ${payersOfPayee} payers: ${sampled.en}`],
      ['bénéficiaire a', 'bénéficiaires ont', `plus de ${payersOfPayee} payeurs : ${sampled.fr}`],
    ),
    ...met(
      counts.payersWithMorePayees,
      ['payer has', 'payers have', `more than ${payeesOfPayer} payees: ${sampled.en}`],
      ['payeur a', 'payeurs ont', `plus de ${payeesOfPayer} bénéficiaires : ${sampled.fr}`],
    ),
    ...met(
      counts.payersWithMoreStrangers,
      [
        'payer shares',
        'payers share',
        `payees with more than ${FIGURES.en.format(strangers)} others: the first ${FIGURES.en.format(strangers)} were described`,
      ],
      [
        'payeur partage',
        'payeurs partagent',
        `des bénéficiaires avec plus de ${strangersFr} autres : les ${strangersFr} premiers ont été décrits`,
      ],
    ),
    ...met(
      counts.identifiersTooCommon,
      [
        'identifier is held',
        'identifiers are held',
        `by more than ${sharedIdentifier} people; taken for a placeholder, such an identifier ties nobody`,
      ],
      [
        'identifiant est porté',
        'identifiants sont portés',
        `par plus de ${sharedIdentifier} personnes ; pris pour une valeur de remplissage, un tel identifiant ne relie personne`,
      ],
    ),
    ...met(
      counts.groupsTooLarge,
      [
        'group has',
        'groups have',
        `more than ${FIGURES.en.format(chained)} people in a chain of shared identifiers; taken for chance, such a chain ties nobody`,
      ],
      [
        'groupe compte',
        'groupes comptent',
        `plus de ${FIGURES.fr.format(chained)} personnes dans une chaîne d’identifiants partagés ; prise pour un hasard, une telle chaîne ne relie personne`,
      ],
    ),
  ];
}

const FIGURES = { en: new Intl.NumberFormat('en-GB'), fr: new Intl.NumberFormat('fr-FR') } as const;
