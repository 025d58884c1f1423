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
    for (let count = entries.length - 1; count >= before; count--) {
      const entry = entries[count];
      if (entry === undefined || !stepsOfFirst(count).has(key)) continue;
      found.set(key, entry);
      break;
    }
  }
  return found;
}

/** Without when they were entered: whether a step came does not hang on when somebody could be told of it. */
function standing(entries: readonly Entry[]): RequestEvent[] {
  const struck = new Set(entries.map(({ strikes }) => strikes));
  return entries.flatMap(({ id, event }) => {
    if (event === null || struck.has(id)) return [];
    const { enteredAt: _, ...rest } = event;
    return [rest];
  });
}
