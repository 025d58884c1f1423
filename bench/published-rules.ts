import { type FactTable, factColumn } from '../src/facts/fact-table.ts';

/** A yes or no over the facts of a payer. All bounds must hold; what is not known holds none. */
export interface PublishedRule {
  readonly says: string;
  readonly document: string;
  readonly year: number;
  /** A text of the issuing body, B press or trade summary of it, C from memory, to be checked. */
  readonly trust: 'A' | 'B' | 'C';
  readonly bounds: readonly Bound[];
}

interface Bound {
  readonly fact: string;
  readonly atLeast?: number;
  readonly above?: number;
  readonly atMost?: number;
  readonly below?: number;
}

const AIC_589 = { document: 'AIC, Trends and issues 589', year: 2020, trust: 'A' } as const;
const AIC_634 = { document: 'AIC, Trends and issues 634', year: 2021, trust: 'B' } as const;
const AUSTRAC = { document: 'AUSTRAC, financial crime guide', year: 2022, trust: 'A' } as const;
const ECPAT = { document: 'ECPAT Sweden', year: 2024, trust: 'A' } as const;
const EGMONT = { document: 'Egmont Group', year: 2020, trust: 'C' } as const;
const FATF = { document: 'FATF, online child sexual exploitation', year: 2025, trust: 'B' } as const;
const FINTRAC = { document: 'FINTRAC, operational alert', year: 2025, trust: 'B' } as const;
const WESTPAC = { document: 'AUSTRAC v Westpac, statement of claim', year: 2019, trust: 'B' } as const;

/** A$55 at the rate of 2021. */
const LOW_VALUE_EUR = 35;
/** A$500 at the rate of 2022. */
const AUSTRAC_MOST_EUR = 330;
/** «Often», «usually», and where a document says no more than that something occurs. */
const HALF = 0.5;
/** «Several» and «many», where the document gives no number. */
const SEVERAL = 3;

/**
 * What public documents say of a payer, read as a rule-based monitoring system reads it: thresholds, no combination, no reason against, nothing
 * about the other payers of its payees. The lists of countries that such systems hold are left out: a country weighs nothing here.
 */
export const PUBLISHED_RULES: readonly PublishedRule[] = [
  {
    says: 'Half of the payments are under A$55',
    ...AIC_634,
    bounds: [{ fact: 'amount_median', below: LOW_VALUE_EUR }],
  },
  {
    says: 'Payments are under 20 days apart, on average',
    ...AIC_634,
    bounds: [{ fact: 'gap_mean', below: 20 }],
  },
  {
    says: '3 payments to another country or more, three quarters of them under A$500',
    ...AUSTRAC,
    bounds: [
      { fact: 'transfers', atLeast: SEVERAL },
      { fact: 'cross_border_share', atLeast: HALF },
      { fact: 'amount_q3', below: AUSTRAC_MOST_EUR },
    ],
  },
  {
    says: 'Half of the payments are of at most €150 (C$200)',
    ...FINTRAC,
    bounds: [{ fact: 'share_upto_150', atLeast: HALF }],
  },
  {
    says: 'Half of the payments are of at most €500, none over €1,500',
    ...FATF,
    bounds: [
      { fact: 'share_upto_500', atLeast: HALF },
      { fact: 'share_over_1500', atMost: 0 },
    ],
  },
  {
    says: '3 payees or more in one country within 90 days',
    ...WESTPAC,
    bounds: [{ fact: 'max_payees_country_90d', atLeast: SEVERAL }],
  },
  {
    says: 'No tie declared, where anything is',
    ...FATF,
    bounds: [{ fact: 'declared_tie_share', atMost: 0 }],
  },
  {
    says: 'Half of the payments are made from 22:00 to 05:00 at the payer’s place',
    ...ECPAT,
    bounds: [{ fact: 'night_share_payer', atLeast: HALF }],
  },
  {
    says: 'Half of the sums are round',
    ...FATF,
    bounds: [{ fact: 'round_share', atLeast: HALF }],
  },
  {
    says: 'Amounts and frequency rise',
    ...AIC_589,
    bounds: [
      { fact: 'amount_escalation', above: 0 },
      { fact: 'tempo_escalation', above: 0 },
    ],
  },
  {
    says: 'School, medical or housing purposes where no tie is declared',
    ...AUSTRAC,
    bounds: [
      { fact: 'purpose_welfare_share', atLeast: HALF },
      { fact: 'declared_tie_share', atMost: 0 },
    ],
  },
  {
    says: 'A purpose with the shape of a user name',
    ...FATF,
    bounds: [{ fact: 'purpose_handle_share', above: 0 }],
  },
  {
    says: 'Two providers or channels for one payee',
    ...EGMONT,
    bounds: [{ fact: 'max_routes_one_payee', atLeast: 2 }],
  },
];

/** How many of the rules fire for each row of the facts of payers. */
export function firedRules(table: FactTable, rules: readonly PublishedRule[] = PUBLISHED_RULES): Uint8Array {
  const fired = new Uint8Array(table.count);
  for (const { bounds } of rules) {
    const columns = bounds.map((bound) => ({ bound, column: factColumn(table, bound.fact) }));
    for (let row = 0; row < table.count; row++)
      if (columns.every(({ bound, column }) => holds(bound, column[row] as number))) fired[row] = (fired[row] ?? 0) + 1;
  }
  return fired;
}

function holds({ atLeast, above, atMost, below }: Bound, value: number): boolean {
  if (Number.isNaN(value)) return false;
  return (
    (atLeast === undefined || value >= atLeast) &&
    (above === undefined || value > above) &&
    (atMost === undefined || value <= atMost) &&
    (below === undefined || value < below)
  );
}
