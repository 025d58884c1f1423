import { z } from 'zod';
import { TRUST_MARKS } from '../../indicators/indicator.ts';
import { refusal } from '../field-refusals.ts';
import { plainDate } from '../plain-date.ts';
import { COUNTINGS, UNITS } from './counting.ts';
import { ADDRESSEES, REQUEST_EVENTS } from './request-facts.ts';

/**
 * The form of the clocks as a person writes them: a folder with `pack.yaml` (kinds of requests, ladders, groups of countries,
 * calendars) and any number of other `*.yaml` files with rules and notices. This file is also the source of the JSON Schema that
 * editors use; that names agree is checked in `read-clock-pack.ts`.
 */

/** As long as a rule of any law needs, with room; there are about 250 countries. */
const LONGEST_NAME = 100;
const LONGEST_TEXT = 2000;
const MOST_COUNTRIES = 300;
const MOST_NAMES = 100;

const text = z.string().trim().min(1).max(LONGEST_TEXT);
const bilingual = z.strictObject({ en: text, fr: text });
const id = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, refusal('id_form'));
const word = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^[a-z][a-z0-9_]*$/, refusal('word_form'));
const country = z.string().regex(/^[A-Z]{2}$/, refusal('country_form'));
const countries = z
  .array(
    z
      .string()
      .max(LONGEST_NAME)
      .regex(/^([A-Z]{2}|[a-z][a-z0-9_]*)$/, refusal('country_or_group')),
  )
  .min(1)
  .max(MOST_COUNTRIES);

/** The marks of LAW.md, and `unit`: no law says so, the unit wants it. */
export const TRUST = [...TRUST_MARKS, 'unit'] as const;
const trust = z
  .enum(TRUST)
  .describe('A text of the issuing body, B summary, C from memory, to be checked; unit: a house rule, no law.');

/** From the nearest to the highest. */
export const LADDER_ROLES = ['holder', 'deputy', 'head', 'magistrate'] as const;
export type LadderRole = (typeof LADDER_ROLES)[number];

export const stepSchema = z.strictObject({
  to: z.enum(LADDER_ROLES),
  days: z.number().int().min(-365).max(365).optional().describe('From the last day: negative before it.'),
  hours: z.number().int().min(-720).max(720).optional().describe('From the end: negative before it.'),
});

/** What the end of a period means. */
export const MEANINGS = ['answer_due', 'ask_again', 'protection_ends', 'may_go_ahead'] as const;

const periodSchema = z.strictObject({ amount: z.number().int().min(1).max(3650), unit: z.enum(UNITS) });
const events = z.array(z.enum(REQUEST_EVENTS)).max(REQUEST_EVENTS.length);

const applies = {
  kinds: z.array(word).min(1).max(MOST_NAMES).describe('Kinds of requests, as in pack.yaml.'),
  addressees: z
    .array(z.enum(ADDRESSEES))
    .min(1)
    .max(ADDRESSEES.length)
    .optional()
    .describe('Only to these; left out: to all.'),
  where: z.enum(['home', 'abroad', 'anywhere']).describe('Where the addressee is, seen from the unit.'),
  countries: countries.optional().describe('Only where the addressee is in these countries or groups.'),
  own_countries: countries.optional().describe('Only where the unit is in these countries or groups.'),
};

const basis = {
  id,
  version: z.number().int().min(1).describe('A change of a rule is a new version.'),
  instrument: bilingual.describe('Name and article, as a reader would cite it.'),
  words: bilingual.describe('What it says, in one sentence of our own.'),
  source: z.strictObject({
    document: text,
    document_fr: text.optional().describe('The same as it is cited in French; left out where that is no different.'),
    trust,
  }),
  scope: bilingual.optional().describe('What it does not reach, or what else must be known.'),
  in_force_from: plainDate.optional().describe('Events before this day start no clock.'),
  in_force_until: plainDate.optional().describe('Nor do events after this day.'),
};

export const clockRuleSchema = z.strictObject({
  ...basis,
  ...applies,
  urgency: z.enum(['any', 'urgent', 'ordinary']).default('any'),
  with_traits: z.array(word).max(MOST_NAMES).default([]).describe('Only requests that have all of these traits.'),
  without_traits: z.array(word).max(MOST_NAMES).default([]).describe('Only requests that have none of these traits.'),
  starts: events.min(1).describe('The clock starts with the first of these kinds that has happened.'),
  again: z
    .boolean()
    .default(false)
    .describe('The clock starts afresh with the last of all its events, whichever kind: for asking again.'),
  met_by: events.describe('What satisfies it.'),
  stopped_by: events.default([]).describe('What makes it pointless.'),
  length: periodSchema,
  urgent_length: periodSchema.optional().describe('In place of the length when the request is urgent.'),
  extension: z
    .strictObject({
      by: events.min(1),
      length: periodSchema
        .optional()
        .describe(
          'In the unit of the length; the most, where a day is named. Left out: to the day that is named alone.',
        ),
      named_day_only: z
        .boolean()
        .optional()
        .describe('What names no day prolongs nothing: the length, in any unit, is the most.'),
      times: z
        .number()
        .int()
        .min(1)
        .max(1000)
        .optional()
        .describe('At most so often; left out: as often as it is given.'),
      counts_from: z.enum(['end', 'event']).describe('Added to the running period, or a new period from the event.'),
    })
    .optional(),
  counting: z.enum(COUNTINGS),
  counting_trust: trust.describe('How sure it is that this is how the period is counted.'),
  working_week: z
    .union([z.literal(5), z.literal(6)])
    .default(5)
    .describe('6: Saturday is a working day.'),
  calendar: z.enum(['addressee', 'own']).describe('Whose holidays and time zone count: of who owes the answer.'),
  means: z.enum(MEANINGS),
  form: bilingual.optional().describe('The form or channel that is needed.'),
  ladder: word,
  urgent_ladder: word.optional().describe('In place of the ladder when the request is urgent.'),
  warn_days: z
    .array(z.number().int().min(1).max(365))
    .max(50)
    .default([])
    .describe('Warnings to the holder, days before.'),
});
export type ClockRule = z.output<typeof clockRuleSchema>;

/** A rule that sets no clock, shown beside a request so that it is not forgotten. */
const noticeSchema = z.strictObject({ ...basis, ...applies });
export type Notice = z.output<typeof noticeSchema>;

export const clockFileSchema = z.strictObject({
  rules: z.array(clockRuleSchema).default([]),
  notices: z.array(noticeSchema).default([]),
});

const kindSchema = z.strictObject({
  id: word,
  name: bilingual,
  addressees: z.array(z.enum(ADDRESSEES)).min(1),
  traits: z.array(z.strictObject({ id: word, name: bilingual })).default([]),
});

export const clockHeadSchema = z.strictObject({
  pack: z.strictObject({
    name: id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, refusal('version_form')),
    title: bilingual,
  }),
  kinds: z.array(kindSchema).min(1),
  ladders: z.record(word, z.array(stepSchema).min(1)),
  groups: z.record(word, z.array(country).min(1)),
  calendars: z.strictObject({
    weekends: z
      .record(country, z.array(z.number().int().min(1).max(7)))
      .describe('Days of rest where they are not Saturday and Sunday; Monday is 1.'),
    also: z
      .record(country, z.array(z.enum(['bank', 'optional'])))
      .describe('Kinds of days in the list of holidays on which offices are closed, beside public holidays.'),
  }),
});
export type ClockHead = z.output<typeof clockHeadSchema>;

/** JSON Schema (draft 2020-12) of a file of clocks, for editors. Kept in packs/clocks/schema.json by a test. */
export function clocksJsonSchema(): unknown {
  return z.toJSONSchema(z.union([clockFileSchema, clockHeadSchema]).describe('A file of clock rules.'), {
    io: 'input',
  });
}
