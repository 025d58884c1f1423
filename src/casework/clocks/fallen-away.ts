import type { Temporal } from 'temporal-polyfill';
import type { ClockPack } from './clock-pack.ts';
import type { RequestEvent, RequestFacts } from './request-facts.ts';
import { stepsReached } from './steps-reached.ts';
import type { WorkCalendars } from './work-calendar.ts';

/** What was written down of a request: an event, or that an event was entered wrongly. */
export type Entry = { readonly id: string; readonly enteredAt: string } & (
  | { readonly event: RequestEvent; readonly strikes: null }
  | { readonly event: null; readonly strikes: string }
);

/**
 * Of steps that were told, those that by all that is known now never came, each with the entry since which that is so: what happened before
 * the step was written down after it was told. A step that another version of its rule, or another calendar, has taken away stands: it was
 * right when it was told. Pure; keys are those of `stepsReached`, entries stand in the order in which they were made.
 */
export function fallenAway(
  told: readonly { readonly key: string; readonly toldAt: string }[],
  facts: RequestFacts,
  entries: readonly Entry[],
  {
    pack,
    calendars,
    now,
  }: { readonly pack: ClockPack; readonly calendars: WorkCalendars; readonly now: Temporal.Instant },
): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  const known = new Map<number, ReadonlySet<string>>();
  const stepsOfFirst = (count: number): ReadonlySet<string> => {
    let keys = known.get(count);
    if (keys === undefined) {
      const events = standing(entries.slice(0, count));
      keys = new Set(stepsReached({ ...facts, events }, pack, calendars, now).map(({ key }) => key));
      known.set(count, keys);
    }
    return keys;
  };
  for (const { key, toldAt } of told) {
    if (stepsOfFirst(entries.length).has(key)) continue;
    const before = entries.filter(({ enteredAt }) => Date.parse(enteredAt) <= Date.parse(toldAt)).length;
    const entry = entries[lastWith((count) => stepsOfFirst(count).has(key), before, entries.length)];
    if (entry !== undefined) found.set(key, entry);
  }
  return found;
}

/**
 * A count with which it is there and with one more is not: from the end in strides that double, then by halving, since each look reckons
 * the request anew. Where it came and went several times that is nearly always the last time. -1 when it is not there from `least` on.
 */
function lastWith(isThere: (count: number) => boolean, least: number, without: number): number {
  let high = without;
  let low = high;
  for (let stride = 1; ; stride *= 2) {
    low = Math.max(least, without - stride);
    if (isThere(low)) break;
    if (low === least) return -1;
    high = low;
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (isThere(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Without how long they are kept quiet: whether a step came does not hang on when somebody could be told of it. */
function standing(entries: readonly Entry[]): RequestEvent[] {
  const struck = new Set(entries.map(({ strikes }) => strikes));
  return entries.flatMap(({ id, event }) => {
    if (event === null || struck.has(id)) return [];
    const { quietUntil: _, ...rest } = event;
    return [rest];
  });
}
