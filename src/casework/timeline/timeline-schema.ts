import { z } from 'zod';
import { refusal } from '../field-refusals.ts';
import { PRECISIONS } from './event-time.ts';

/** One line each. In the order in which they are drawn. */
export const LANES = [
  'transfers',
  'contacts',
  'reports',
  'travel',
  'facts',
  'requests',
  'decisions',
  'custody',
] as const;
export type Lane = (typeof LANES)[number];

export const eventTimeSchema = z.object({
  precision: z.enum(PRECISIONS),
  said: z.string().nullable().describe('As it was given, local to the zone; null: undated.'),
  until: z.string().nullable(),
  zone: z.string().nullable().describe('As it was given; null: none was said.'),
  from: z
    .string()
    .nullable()
    .describe('Instant in UTC; of what is not known to the instant, from when on it can have been.'),
  to: z.string().nullable().describe('Null: an instant.'),
});

/** A row of the timeline as the screen, the export and the file on paper show it, word for word. */
export const timelineRowSchema = z.object({
  key: z.string(),
  lane: z.enum(LANES),
  when: eventTimeSchema,
  enteredAt: z.string().nullable().describe('When it was written down here; null: of the records themselves.'),
  eventId: z.uuid().nullable().describe('Of what was entered here, and can be corrected.'),
  about: z.object({ kind: z.enum(['lead', 'request', 'evidence', 'person', 'child']), id: z.uuid() }).nullable(),
  corrected: z
    .object({ reason: z.string(), by: z.string(), at: z.string(), versions: z.number().int() })
    .nullable()
    .describe('It took the place of what was entered before, which stays to be read.'),
  words: z.object({
    lane: z.string(),
    what: z.string(),
    when: z.string(),
    precision: z.string(),
    who: z.string(),
    toward: z.string(),
    details: z.string(),
    source: z.string(),
    entered: z.string(),
    enteredBy: z.string(),
  }),
});
export type TimelineRow = z.infer<typeof timelineRowSchema>;

export const markSchema = z.object({
  lane: z.enum(LANES),
  from: z.string(),
  to: z.string().nullable(),
  count: z.number().int().describe('So many stand so close together that they are one mark.'),
  drawn: z
    .enum(['exact', 'bounded', 'approximate'])
    .describe('bounded: somewhere within, to the hour, the day or the month, or all of it.'),
  key: z.string().nullable().describe('Of the row, when it is one.'),
});

export const timelineSchema = z.object({
  rows: z.array(timelineRowSchema),
  undated: z.array(timelineRowSchema).describe('They stand in a place of their own, whatever the window is.'),
  next: z.string().nullable(),
  total: z.number().int().describe('Dated rows of the filter and the window.'),
  window: z
    .object({ from: z.string(), to: z.string() })
    .nullable()
    .describe('What the picture shows; null: nothing is dated.'),
  span: z
    .object({ from: z.string(), to: z.string() })
    .nullable()
    .describe('Of all that is dated, whatever the filter is.'),
  marks: z.array(markSchema),
  lanes: z.array(z.object({ lane: z.enum(LANES), words: z.string(), total: z.number().int() })),
  works: z.boolean().describe('The member may enter and import.'),
});
export type Timeline = z.infer<typeof timelineSchema>;

const instant = z.iso.datetime({ offset: true });
const lanes = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(LANES)).min(1).max(LANES.length));

export const timelineFilterSchema = z.object({
  lanes: lanes.optional().describe('Separated by commas; without it, all.'),
  from: instant.optional(),
  to: instant.optional().describe('Not included.'),
});
export const timelineQuerySchema = timelineFilterSchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,7}$/, refusal('place_in_list'))
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type TimelineFilter = z.infer<typeof timelineFilterSchema>;
