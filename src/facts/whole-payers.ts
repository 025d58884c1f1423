import type { Corridors } from './corridors.ts';
import { type FactTable, factColumn } from './fact-table.ts';

/**
 * Two facts say of every row of a payer what is so of the payer as a whole: how long the records know it, and whether most of its payments go to
 * one country.
 */
export function putWholePayers(facts: FactTable, { start, topCountryShare }: Corridors): void {
  const daysBefore = factColumn(facts, 'days_before_first');
  const topShare = factColumn(facts, 'top_country_share');
  for (let payer = 0; payer + 1 < start.length; payer++) {
    const from = start[payer] as number;
    const to = start[payer + 1] as number;
    if (to - from === 1) continue;
    let least = Number.NaN;
    for (let row = from; row < to; row++)
      if (!((daysBefore[row] as number) >= least)) least = daysBefore[row] as number;
    daysBefore.fill(least, from, to);
    topShare.fill(topCountryShare[payer] as number, from, to);
  }
}
