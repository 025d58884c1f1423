import type { ApiPaths, RequestEventKind } from '../api/schema.ts';
import { dayIn, isDay, isDayWithin, WORK, yearsAfter } from '../casework/days.ts';

/** East of here it may be tomorrow already. */
const MOST_AHEAD_DAYS = 14 / 24;
const MOST_YEARS_NAMED = 10;

type Sent = ApiPaths['/api/requests/{id}/events']['post']['requestBody']['content']['application/json'];

/** What happened, as it is typed. */
export interface EventDraft {
  readonly kind: RequestEventKind;
  readonly day: string;
  readonly hour: string;
  readonly words: string;
  readonly until: string;
}

export function newDraft(kind: RequestEventKind): EventDraft {
  return { kind, day: dayIn(0), hour: '', words: '', until: '' };
}

/** The days on which something can have happened. */
export function happenedWithin(): { readonly from: string; readonly to: string } {
  return { from: WORK.from, to: dayIn(MOST_AHEAD_DAYS) };
}

export function namesDay({ kind }: EventDraft): boolean {
  return kind === 'extended' || kind === 'renewed';
}

/** The days that an extension can name. */
export function namedWithin({ day, hour }: EventDraft): { readonly from: string; readonly to: string } {
  return {
    from: hour === '' && isDay(day) ? day : WORK.from,
    to: yearsAfter(isDay(day) ? day : dayIn(0), MOST_YEARS_NAMED),
  };
}

/** Whether the fields say enough. */
export function isReady(draft: EventDraft): boolean {
  const { from, to } = happenedWithin();
  const named = namedWithin(draft);
  return (
    isDayWithin(draft.day, from, to) &&
    (draft.hour === '' || instantOf(draft) !== null) &&
    (!namesDay(draft) || draft.until === '' || isDayWithin(draft.until, named.from, named.to))
  );
}

/** As the server takes it. */
export function sentOf(draft: EventDraft): Pick<Sent, 'kind' | 'at' | 'until' | 'words'> {
  const instant = instantOf(draft);
  return {
    ...{ kind: draft.kind, words: draft.words.trim() },
    at: instant === null ? { date: draft.day } : { instant },
    ...(namesDay(draft) && draft.until !== '' ? { until: draft.until } : {}),
  };
}

/** The moment by the clock of the reader; null when the hour is not given. */
export function instantOf({ day, hour }: EventDraft): string | null {
  if (hour === '') return null;
  const at = new Date(`${day}T${hour}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
