import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { medianOf } from './order.ts';
import { positions } from './positions.ts';
import { FloatScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const scratch = new FloatScratch();

/** How many payees a payer has, how they arrive, and how the transfers spread over them. */
export function payeesOverTime(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'payees',
    'payees_per_transfer',
    'new_payee_gap_median',
    'top_payee_share',
    'once_payee_share',
    'switch_share',
    'longest_pair_days',
    'brief_payee_share',
  ]);
  return (subject, out) => {
    const { size, partners } = subject;
    out[to.payees] = partners.size;
    out[to.payees_per_transfer] = partners.size / size;
    out[to.new_payee_gap_median] = medianArrivalGap(subject) / DAY;
    out[to.top_payee_share] = mostToOnePartner(subject) / size;
    out[to.once_payee_share] = partnersOnce(subject) / partners.size;
    out[to.switch_share] = size < 2 ? Number.NaN : switches(subject) / (size - 1);
    out[to.longest_pair_days] = longestPair(subject) / DAY;
    out[to.brief_payee_share] = partnersBriefly(subject) / partners.size;
  };
}

/** How many payees arrived in the last 90 days. */
export function newPayeesLately(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['new_payees_last_90']);
  return (subject, out) => {
    out[to.new_payees_last_90] = arrivalsSince(subject, subject.context.asOf - 90 * DAY);
  };
}

/** Most transfers with one partner. */
export function mostToOnePartner({ partners }: Subject): number {
  let most = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const count = partners.count[slot] as number;
    if (count > most) most = count;
  }
  return most;
}

/** Partners with one transfer only. */
export function partnersOnce({ partners }: Subject): number {
  let once = 0;
  for (let slot = 0; slot < partners.size; slot++) if (partners.count[slot] === 1) once++;
  return once;
}

function arrivalsSince({ at, partners }: Subject, from: number): number {
  let arrivals = 0;
  for (let slot = partners.size - 1; slot >= 0; slot--) {
    if ((at[partners.first[slot] as number] as number) < from) break;
    arrivals++;
  }
  return arrivals;
}

function medianArrivalGap({ at, partners }: Subject): number {
  const gaps = scratch.room(partners.size);
  for (let slot = 1; slot < partners.size; slot++) {
    const arrival = at[partners.first[slot] as number] as number;
    gaps[slot - 1] = arrival - (at[partners.first[slot - 1] as number] as number);
  }
  return medianOf(gaps, partners.size - 1);
}

function switches({ size, partners }: Subject): number {
  let changes = 0;
  for (let index = 1; index < size; index++) if (partners.slot[index] !== partners.slot[index - 1]) changes++;
  return changes;
}

/** Partners whose transfers all fall within 90 days, once-only ones included. */
function partnersBriefly({ at, partners }: Subject): number {
  let brief = 0;
  for (let slot = 0; slot < partners.size; slot++)
    if ((at[partners.last[slot] as number] as number) - (at[partners.first[slot] as number] as number) <= 90 * DAY)
      brief++;
  return brief;
}

function longestPair({ at, partners }: Subject): number {
  let longest = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const time = (at[partners.last[slot] as number] as number) - (at[partners.first[slot] as number] as number);
    if (time > longest) longest = time;
  }
  return longest;
}
