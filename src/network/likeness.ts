import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { FactWindows } from '../facts/fact-windows.ts';
import { cut, inSteps, sign } from './signs.ts';

/** One sign of the pattern: how it counts, from nothing at `from` to `weight` at `to`. */
interface WeighedSign {
  readonly fact: string;
  readonly from: number;
  readonly to: number;
  readonly scale?: 'log';
  readonly weight: number;
}

/**
 * The pattern that guidance describes, sign by sign, as a payer's own transfers show it: sums that cross borders (AUSTRAC 2022), small but no
 * tips, for payees who are paid for weeks, not years (AIC 589, 2020), in parts and at irregular intervals (AIC 634, 2021), at night (ECPAT Sweden 2024), with
 * no trade behind it. The weights are set by hand, near the log-odds that
 * logistic regressions gave on synthetic worlds, this project's and others'; no command estimates them anew. It is not scored of the payer itself.
 * Unlike `alikeOfPayers`, no single sign is needed.
 */
const SIGNS: readonly WeighedSign[] = [
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

/** Sum of the weights above which there is likeness, and how much more makes it 1. In synthetic worlds one payer in thirty lies above it, and one in three of those who matter. */
const FROM = 12.8;
const WIDTH = 1;

/** How far the transfers of each row look as guidance describes, 0 to 1: the signs added up, from where most rows are left behind. */
export function likenessOfPayers(facts: FactTable): Float32Array {
  const likeness = new Float32Array(facts.count);
  const windows = new FactWindows(facts, ({ id }) => SIGNS.some(({ fact }) => fact === id));
  for (const window of windows.read()) likeness.set(likenessOfWindow(window.facts), window.from);
  return likeness;
}

/** Sign by sign, since a loop over one column is far faster than one that goes to all of them for each row. */
function likenessOfWindow(facts: FactTable): Float32Array {
  const sums = new Float64Array(facts.count);
  for (const { fact, from, to, scale, weight } of SIGNS) {
    const column = factColumn(facts, fact);
    if (scale === 'log') {
      const [least, most] = [logOf(from), logOf(to)];
      for (let row = 0; row < sums.length; row++)
        sums[row] = (sums[row] as number) + weight * sign(logOf(column[row] as number), least, most);
    } else {
      for (let row = 0; row < sums.length; row++)
        sums[row] = (sums[row] as number) + weight * sign(column[row] as number, from, to);
    }
  }
  const likeness = new Float32Array(facts.count);
  for (let row = 0; row < likeness.length; row++) likeness[row] = inSteps(cut(((sums[row] as number) - FROM) / WIDTH));
  return likeness;
}

function logOf(value: number): number {
  return Math.log(Math.max(value, Number.MIN_VALUE));
}
