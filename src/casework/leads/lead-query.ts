import { z } from 'zod';
import { QUEUES, ROLES, TIERS } from '../../leads/lead.ts';
import { URGENCIES } from '../../leads/recency.ts';
import { refusal } from '../field-refusals.ts';

/** What the list of leads can be ordered by; `rank`: by score; `reach`: possible victims by when to reach them, then by score. */
const SORTS = ['rank', 'reach', 'last_transfer', 'first_transfer', 'amount', 'transfers'] as const;
export type Sort = (typeof SORTS)[number];

export const LEAD_STATES = ['new', 'follow_up', 'ordinary', 'need_more'] as const;

const list = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === undefined ? undefined : [given].flat()), z.array(of).max(50).optional());

/** Which leads of a queue: every condition narrows; several values of one condition widen. */
export const leadFilterSchema = z.object({
  unit: z.uuid().describe('The unit whose leads are listed.'),
  queue: z.enum(QUEUES),
  tier: list(z.enum(TIERS)).describe('first: read first; second: when there is time; context: not proposed.'),
  urgency: list(z.enum(URGENCIES)).describe('When to reach a possible victim: of the safeguarding queue only.'),
  role: list(z.enum(ROLES)),
  state: list(z.enum(LEAD_STATES)).describe('What was decided last. `new`: nothing yet.'),
  holder: z.enum(['me', 'nobody', 'somebody']).optional().describe('Who has taken the lead.'),
  activeWithin: z.coerce
    .number()
    .int()
    .min(1)
    .max(3660)
    .optional()
    .describe('Days before the end of the records within which a transfer that the lead is about was made.'),
  country: list(z.string().regex(/^[A-Z]{2}$/, refusal('country_form'))).describe('Country of a payee, ISO 3166.'),
  indicator: list(z.string().max(40)).describe('Indicator that speaks for the lead, e.g. P04-night.'),
  snoozed: z.stringbool().optional().describe('true: those put off; false or missing: all others.'),
  gone: z.stringbool().optional().describe('true: those that the newest scan does not propose any more.'),
  changed: z.stringbool().optional().describe('true: those with something new since they were decided on.'),
  orChanged: z
    .stringbool()
    .optional()
    .describe('true: with `state`, also those with something new since they were decided on.'),
  search: z.string().trim().min(1).max(200).optional().describe('Part of the name or identifier of the subject.'),
});
export type LeadFilter = z.infer<typeof leadFilterSchema>;

export const leadListSchema = leadFilterSchema.extend({
  sort: z.enum(SORTS).default('rank'),
  descending: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
});
export type LeadList = z.infer<typeof leadListSchema>;
