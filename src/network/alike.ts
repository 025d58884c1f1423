import { type FactTable, factColumn } from '../facts/fact-table.ts';

/** Steps of the result: with these, sums over hundreds of payers are exact in any order. */
const STEPS = 256;
const UNKNOWN = 0.5;

/**
 * How far each payer pays as guidance describes, 0 to 1, from its own transfers alone: the weakest of small sums (AUSTRAC 2022), that
 * cross borders, into one country (AUSTRAC v Westpac 2019), without a rhythm (AIC 634, 2021), at night (ECPAT Sweden 2024). What is unknown counts
 * one half. It is never shown and never scored of the payer itself: it says of which of a payee's payers there are several of the same kind.
 */
export function alikeOfPayers(facts: FactTable): Float32Array {
  const column = (id: string) => factColumn(facts, id);
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
  return Float32Array.from({ length: facts.count }, (_, payer) => {
    const rhythm = larger(monthly[payer] as number, weekly[payer] as number);
    const irregular = Math.max(
      ramp(rhythm, 0.6, 0.25),
      Number.isNaN(once[payer]) ? 0 : ramp(once[payer] as number, 0.6, 0.95),
    );
    const weakest = Math.min(
      ramp(small[payer] as number, 0.4, 0.8),
      ramp(median[payer] as number, 9, 18),
      ramp(abroad[payer] as number, 0.4, 0.9),
      ramp(oneCountry[payer] as number, 0.6, 0.85),
      irregular,
      ramp(night[payer] as number, 0.1, 0.4),
    );
    return Math.round(weakest * STEPS) / STEPS;
  });
}

function ramp(value: number, from: number, to: number): number {
  return Number.isNaN(value) ? UNKNOWN : Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** The larger of two, of those known. */
export function larger(one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  if (Number.isNaN(other)) return one;
  return Math.max(one, other);
}
