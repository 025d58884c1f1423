import type { Fact } from './catalogue.ts';
import { Distinct } from './distinct.ts';
import { positions } from './positions.ts';
import { IntScratch } from './scratch.ts';
import type { Theme } from './subject.ts';

const sums = new Distinct();
const tally = new IntScratch();

/** Share of transfers equal to the commonest sent amount (same sum, same currency); from 3 known amounts on. */
export function fixedSums(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['fixed_sum_share']);
  return ({ ledger, row, size }, out) => {
    const transfers = tally.zeroed(size);
    sums.clear();
    let known = 0;
    let most = 0;
    for (let index = 0; index < size; index++) {
      const minor = ledger.sentMinor[row[index] as number] as number;
      if (Number.isNaN(minor)) continue;
      known++;
      const number = sums.add(minor, ledger.sentCurrency[row[index] as number]);
      const sum = (transfers[number] as number) + 1;
      transfers[number] = sum;
      if (sum > most) most = sum;
    }
    if (known >= 3) out[to.fixed_sum_share] = most / known;
  };
}
