import { z } from 'zod';
import { QUEUES, ROLES, TIERS } from '../../leads/lead.ts';
import { URGENCIES } from '../../leads/recency.ts';
import { LEAD_STATES } from './lead-query.ts';

const bilingual = z.object({ en: z.string(), fr: z.string() });

const leadChangeSchema = z.object({
  moreTransfers: z.number().int(),
  lastTransferAt: z.string(),
  newReasons: z.array(z.string()),
  strongerReasons: z.array(z.string()),
});

/** A lead as a line of the list. */
export const leadRowSchema = z.object({
  id: z.uuid(),
  leadId: z.string().describe('The same in every scan of the same subject.'),
  unitId: z.uuid(),
  queue: z.enum(QUEUES),
  tier: z.enum(TIERS),
  role: z.enum(ROLES),
  subjectKind: z.enum(['payer', 'payee']),
  subjectId: z.string(),
  subjectName: z.string().nullable(),
  country: z.string().nullable(),
  score: z.number(),
  rankInQueue: z.number().int(),
  transfers: z.number().int(),
  amountEur: z.string().nullable().describe('Decimal text; null when no transfer has a rate.'),
  firstTransferAt: z.string(),
  lastActiveAt: z
    .string()
    .describe(
      'Newest transfer that the lead is about: of its corridor, where it has one; of a possible victim, the newest that is a sign.',
    ),
  daysSinceActive: z.number().int().describe('Days from there to the end of the records.'),
  urgency: z.enum(URGENCIES).nullable().describe('When to reach a possible victim; null in the investigation queue.'),
  payeeCountries: z.array(z.string()),
  indicators: z.array(z.string()),
  headline: bilingual.describe('The two reasons that weigh most.'),
  state: z.enum(LEAD_STATES),
  holder: z.object({ id: z.string(), name: z.string() }).nullable(),
  heldSince: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  changed: leadChangeSchema.nullable().describe('What is new since the last decision.'),
  gone: z.boolean().describe('The newest scan does not propose it any more.'),
  restricted: z.boolean().describe('Open to those alone who are named.'),
  version: z.number().int().describe('Counts what people wrote; the ETag.'),
});
export type LeadRow = z.infer<typeof leadRowSchema>;
