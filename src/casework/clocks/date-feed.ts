import ical from 'ical-generator';
import { Temporal } from 'temporal-polyfill';

export interface FeedEntry {
  /** Opaque: tells nothing of the case to who reads the calendar over a shoulder, or on the server of a calendar. */
  readonly reference: string;
  /** YYYY-MM-DD. */
  readonly on: string;
}

const WORDS = {
  en: (reference: string) => `Vigie: a date is due (${reference})`,
  fr: (reference: string) => `Vigie : une échéance (${reference})`,
};

/** What could end a line of the calendar, or say something of a case, is no reference. */
const OPAQUE = /^[A-Za-z0-9-]{1,40}$/;

/**
 * An iCalendar (RFC 5545) of whole days on which something is due: a reference and a date, nothing of a case. The same entries give the
 * same bytes, so that a calendar that asks every hour sees no change where there is none. Throws when a reference is not letters,
 * digits and hyphens.
 */
export function dateFeed(entries: readonly FeedEntry[], language: keyof typeof WORDS): string {
  const calendar = ical({
    prodId: { company: 'Vigie', product: 'Dates', language: language.toUpperCase() },
    name: 'Vigie',
  });
  const inOrder = [...entries].sort((a, b) => order(a.on, b.on) || order(a.reference, b.reference));
  for (const { reference, on } of inOrder) {
    if (!OPAQUE.test(reference)) throw new Error('A reference in a feed is letters, digits and hyphens, at most 40.');
    const start = Temporal.PlainDate.from(on);
    calendar.createEvent({
      id: `${reference}@vigie.invalid`,
      stamp: Temporal.Instant.from(`${on}T00:00:00Z`),
      start,
      allDay: true,
      summary: WORDS[language](reference),
    });
  }
  return calendar.toString();
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
