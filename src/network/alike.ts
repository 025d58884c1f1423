import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { inSteps, sign } from './signs.ts';

export const ALIKE_FACTS = [
  ...(['share_upto_150', 'amount_median', 'cross_border_share', 'top_country_share', 'monthly_rhythm'] as const),
  ...(['weekly_rhythm', 'once_payee_share', 'night_share_payer'] as const),
] as const;

/**
 * How far each payer pays as guidance describes, 0 to 1, from its own transfers alone: the weakest of small sums (AUSTRAC 2022), that
 * cross borders, into one country (AUSTRAC v Westpac 2019), without a rhythm (AIC 634, 2021), at night (ECPAT Sweden 2024). What is unknown counts
 * one half. It is never shown and never scored of the payer itself: it says of which of a payee's payers there are several of the same kind.
 */
export function alikeOfPayers(facts: FactTable): Float32Array {
  const column = (id: (typeof ALIKE_FACTS)[number]) => factColumn(facts, id);
  const [small, median, abroad, oneCountry, monthly, weekly, once, night] = [
    column('share_upto_150'),
    column('amount_median'),
    column('cross_border_share'),
    column('top_country_share'),
    column('monthly_rhythm'),
    column('weekly_rhythm'),
    column('once_payee_share'),
    column('night_share_payer'),
  ];
  const alike = new Float32Array(facts.count);
  for (let payer = 0; payer < alike.length; payer++) {
    const rhythm = larger(monthly[payer] as number, weekly[payer] as number);
    const irregular = Math.max(
      sign(rhythm, 0.6, 0.25),
      Number.isNaN(once[payer]) ? 0 : sign(once[payer] as number, 0.6, 0.95),
    );
    const weakest = Math.min(
      sign(small[payer] as number, 0.4, 0.8),
      sign(median[payer] as number, 9, 18),
      sign(abroad[payer] as number, 0.4, 0.9),
      sign(oneCountry[payer] as number, 0.6, 0.85),
      irregular,
      sign(night[payer] as number, 0.1, 0.4),
    );
    alike[payer] = inSteps(weakest);
  }
  return alike;
}

/** The larger of two, of those known. */
export function larger(one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  if (Number.isNaN(other)) return one;
  return Math.max(one, other);
}
