import { DAY, dayOf } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { positions } from './positions.ts';
import { log2Ratio } from './ratio.ts';
import type { Subject, Theme } from './subject.ts';
import { countSince, mostWithin } from './windows.ts';

/** When a payer or a payee was active: first, last, the busiest stretches. */
export function tempo(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['first_at', 'last_at', 'span_days', 'active_days', 'max_24h', 'max_7d', 'max_30d']);
  return ({ at, size }, out) => {
    const first = at[0] as number;
    const last = at[size - 1] as number;
    out[to.first_at] = first;
    out[to.last_at] = last;
    out[to.span_days] = (last - first) / DAY;
    out[to.active_days] = distinctDays(at, size);
    const most30d = mostWithin(at, size, 30 * DAY);
    const most7d = most30d === 1 ? 1 : mostWithin(at, size, 7 * DAY);
    out[to.max_30d] = most30d;
    out[to.max_7d] = most7d;
    out[to.max_24h] = most7d === 1 ? 1 : mostWithin(at, size, DAY);
  };
}

/** How long ago it was active, and how much in the last weeks; how long the records had begun when it first was. */
export function recency(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['days_since_last', 'days_before_first', 'transfers_last_30', 'transfers_last_90']);
  return ({ at, size, context }, out) => {
    out[to.days_since_last] = (context.asOf - (at[size - 1] as number)) / DAY;
    out[to.days_before_first] = ((at[0] as number) - context.dataStart) / DAY;
    out[to.transfers_last_30] = countSince(at, size, context.asOf - 30 * DAY);
    out[to.transfers_last_90] = countSince(at, size, context.asOf - 90 * DAY);
  };
}

function distinctDays(at: Float64Array, size: number): number {
  let days = 0;
  let latest = Number.NaN;
  for (let index = 0; index < size; index++) {
    const day = dayOf(at[index] as number);
    if (day !== latest) days++;
    latest = day;
  }
  return days;
}

/**
 * Whether the transfers come faster in the second half of the span than in the first: log2 of their numbers, with one added
 * to both; the middle instant belongs to the second half. From 6 transfers and 14 days on.
 */
export function tempoEscalation(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['tempo_escalation']);
  return ({ at, size }, out) => {
    const first = at[0] as number;
    const span = (at[size - 1] as number) - first;
    if (size < 6 || span < 14 * DAY) return;
    const later = countSince(at, size, first + span / 2);
    out[to.tempo_escalation] = log2Ratio(later + 1, size - later + 1);
  };
}

/** The number of transfers counted and left out: the only facts of a subject that has none that count. */
export function transferCounts(catalogue: readonly Fact[]): (subject: Subject, out: Float64Array) => void {
  const to = positions(catalogue, ['transfers', 'excluded_transfers']);
  return (subject, out) => {
    out[to.transfers] = subject.size;
    out[to.excluded_transfers] = subject.excluded;
  };
}
