import { type FactTable, factColumn } from '../facts/fact-table.ts';

/** Steps of the result: with these, sums over hundreds of payers are exact in any order. */
const STEPS = 256;
/** What an unknown sign counts. */
const UNKNOWN = 0.5;

/** One sign of the pattern: how it counts, from nothing at `from` to `weight` at `to`. */
interface Sign {
  readonly fact: string;
  readonly from: number;
  readonly to: number;
  readonly scale?: 'log';
  readonly weight: number;
}

/**
 * The pattern that guidance describes, sign by sign, as a payer's own transfers show it: sums that cross borders (AUSTRAC 2022), small but no
 * tips, for payees who are paid for weeks, not years (AIC 589, 2020), in parts and at irregular intervals (AIC 634, 2021), at night (ECPAT Sweden 2024), with
 * no trade behind it. The weights are log-odds, rounded, of a logistic regression on this project's synthetic worlds.
 */
const SIGNS: readonly Sign[] = [
  { fact: 'cross_border_share', from: 0, to: 1, weight: 3 },
  { fact: 'amount_median', from: 150, to: 40, scale: 'log', weight: 2 },
  { fact: 'amount_median', from: 7, to: 18, scale: 'log', weight: 1 },
  { fact: 'share_upto_150', from: 0.5, to: 0.95, weight: 1 },
  { fact: 'brief_payee_share', from: 0.2, to: 1, weight: 2 },
  { fact: 'gap_variation', from: 0.5, to: 1.3, weight: 0.5 },
  { fact: 'close_gap_share', from: 0, to: 0.3, weight: 1 },
  { fact: 'night_share_payer', from: 0.05, to: 0.4, weight: 1 },
  { fact: 'business_hours_share', from: 0.5, to: 0.1, weight: 0.5 },
  { fact: 'amount_spread', from: 0.1, to: 0.5, weight: 0.5 },
  { fact: 'purpose_trade_share', from: 0.3, to: 0, weight: 2.5 },
  { fact: 'transfers', from: 1, to: 4, scale: 'log', weight: 0.5 },
  { fact: 'declared_tie_share', from: 0.8, to: 0, weight: 0.25 },
];

/** Log-odds from which on a payer has any likeness, and how many more make it 1: about one payer in thirty of synthetic worlds has any. */
const FROM = 12.8;
const WIDTH = 1;

/** How far the transfers of each row look as guidance describes, 0 to 1: the signs added up, from where most rows are left behind. */
export function likenessOfPayers(facts: FactTable): Float32Array {
  const signs = SIGNS.map((sign) => {
    const at =
      sign.scale === 'log' ? (value: number) => Math.log(Math.max(value, Number.MIN_VALUE)) : (value: number) => value;
    return {
      column: factColumn(facts, sign.fact),
      from: at(sign.from),
      width: at(sign.to) - at(sign.from),
      at,
      weight: sign.weight,
    };
  });
  return Float32Array.from({ length: facts.count }, (_, row) => {
    let sum = 0;
    for (const { column, from, width, at, weight } of signs) {
      const value = column[row] as number;
      sum += weight * (Number.isNaN(value) ? UNKNOWN : cut((at(value) - from) / width));
    }
    return Math.round(cut((sum - FROM) / WIDTH) * STEPS) / STEPS;
  });
}

function cut(share: number): number {
  return Math.min(1, Math.max(0, share));
}
