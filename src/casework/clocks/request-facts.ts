import { z } from 'zod';
import { refusal } from '../field-refusals.ts';
import { workDay, workInstant } from '../plain-date.ts';

/** What can happen to a request. Clocks start, move and end by these alone. */
export const REQUEST_EVENTS = [
  'sent',
  'received',
  'recognised',
  'ordered',
  'extended',
  'renewed',
  'production_requested',
  'asked_again',
  'answered_in_part',
  'answered',
  'opposed',
  'refused',
  'withdrawn',
] as const;
export type RequestEventKind = (typeof REQUEST_EVENTS)[number];

/** Who a request is addressed to. */
export const ADDRESSEES = ['provider', 'bank', 'fiu', 'police', 'judicial_authority', 'victim_services'] as const;

const date = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/, refusal('country_form'));

/** A calendar date is not an instant: when the hour is not known, none is made up. */
export const whenSchema = z.union([
  z.strictObject({ instant: workInstant }),
  z.strictObject({ date: workDay.describe('A day at the place of the addressee, from 1970 to 2099.') }),
]);
export type When = z.infer<typeof whenSchema>;

/** Events that may name the day until which they hold. */
const NAMING_EVENTS: readonly RequestEventKind[] = ['extended', 'renewed'];
/** No extension or renewal goes further: what is named beyond is a slip of the pen. */
export const MOST_YEARS_NAMED = 10;
export const untilSchema = workDay.describe(
  `The new last day at the place of the addressee, named by who extended the term or renewed the measure: at most ${MOST_YEARS_NAMED} years after the event.`,
);
export function mayNameDay(kind: RequestEventKind): boolean {
  return NAMING_EVENTS.includes(kind);
}

const eventSchema = z.strictObject({
  kind: z.enum(REQUEST_EVENTS),
  at: whenSchema,
  until: z.exactOptional(untilSchema),
  quietUntil: z
    .exactOptional(z.iso.datetime({ offset: true }))
    .describe('Nobody is told sooner of what it brings: it was entered only then.'),
});
export type RequestEvent = z.infer<typeof eventSchema>;

/** Everything that clocks go by. Nothing of a person stands here. */
const requestFactsSchema = z.strictObject({
  kind: z.string().describe('Id of a kind of request in the pack.'),
  addressee: z.enum(ADDRESSEES),
  country: country.describe('Where the addressee is.'),
  region: z.string().nullable().describe('Region whose holidays count, such as 67 for Bas-Rhin; null for the country.'),
  ownCountry: country,
  urgent: z.boolean(),
  traits: z.array(z.string()).describe('What the kind of request asks to be told, such as `account`.'),
  events: z.array(eventSchema).describe('In the order in which they were entered.'),
  nextOn: date.nullable().describe("The holder's own next date; null only when the request has ended."),
  endedAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe('Ended by answer or reason, with the agreement of a second person.'),
});
/** Open, it has a next date; the compiler knows that too. */
export type RequestFacts = Omit<z.infer<typeof requestFactsSchema>, 'nextOn' | 'endedAt'> &
  ({ readonly nextOn: string; readonly endedAt: null } | { readonly nextOn: string | null; readonly endedAt: string });
