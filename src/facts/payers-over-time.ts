import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { mostToOnePartner, partnersOnce } from './payees-over-time.ts';
import { positions } from './positions.ts';
import { FloatScratch, IntScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';
import { mostWithin } from './windows.ts';

const arrivals = new FloatScratch();
const transfersNow = new IntScratch();

/** How many payers a payee has, how they arrive, and how the transfers spread over them. */
export function payersOverTime(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'payers',
    'new_payers_per_30d',
    'new_payers_max_30d',
    'once_payer_share',
    'transfers_per_payer',
    'top_payer_share',
    'burst_payers_24h',
  ]);
  return (subject, out) => {
    const { at, size, partners } = subject;
    const span = (at[size - 1] as number) - (at[0] as number);
    out[to.payers] = partners.size;
    out[to.new_payers_per_30d] = (partners.size * 30 * DAY) / Math.max(span, 30 * DAY);
    out[to.new_payers_max_30d] = mostNewPayers(subject, 30 * DAY);
    out[to.once_payer_share] = partnersOnce(subject) / partners.size;
    out[to.transfers_per_payer] = size / partners.size;
    out[to.top_payer_share] = mostToOnePartner(subject) / size;
    out[to.burst_payers_24h] = mostPayersWithin(subject, DAY);
  };
}

/** How many payers paid in the last 90 days. */
export function payersLately(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['payers_last_90']);
  return (subject, out) => {
    out[to.payers_last_90] = payersSince(subject, subject.context.asOf - 90 * DAY);
  };
}

function mostNewPayers({ at, partners }: Subject, width: number): number {
  const instants = arrivals.room(partners.size);
  for (let slot = 0; slot < partners.size; slot++) instants[slot] = at[partners.first[slot] as number] as number;
  return mostWithin(instants, partners.size, width);
}

function payersSince({ at, partners }: Subject, from: number): number {
  let payers = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    if ((at[partners.last[slot] as number] as number) >= from) payers++;
  }
  return payers;
}

/** Most distinct payers in any stretch [t, t + width). */
function mostPayersWithin({ at, size, partners }: Subject, width: number): number {
  const { slot } = partners;
  const transfers = transfersNow.zeroed(partners.size);
  let payers = 0;
  let most = 0;
  let earliest = 0;
  for (let latest = 0; latest < size; latest++) {
    const after = (at[latest] as number) - width;
    for (; (at[earliest] as number) <= after; earliest++) {
      const left = (transfers[slot[earliest] as number] as number) - 1;
      transfers[slot[earliest] as number] = left;
      if (left === 0) payers--;
    }
    const sum = (transfers[slot[latest] as number] as number) + 1;
    transfers[slot[latest] as number] = sum;
    if (sum === 1) payers++;
    if (payers > most) most = payers;
  }
  return most;
}
