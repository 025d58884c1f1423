import { z } from 'zod';
import { TYING_IDENTIFIERS } from '../network/tying-identifiers.ts';

/** One line of leads.jsonl. Amounts are decimal text in euro; instants are ISO 8601 UTC. */

export const QUEUES = ['investigation', 'safeguarding'] as const;
/** payer, facilitator and collector are roles in the records, never a finding; possible_victim is protected. */
export const ROLES = ['payer', 'facilitator', 'collector', 'possible_victim', 'payee'] as const;
/** first: read first; second: read when there is time; context: shown, not proposed. */
export const TIERS = ['first', 'second', 'context'] as const;

const bilingual = z.object({ en: z.string(), fr: z.string() });

const reasonSchema = z.object({
  indicator: z.string().describe('Indicator id in its pack, e.g. P04.'),
  title: bilingual,
  strength: z.number().describe('0 < strength <= 1.'),
  weight: z.number().describe('Log-odds at full strength; negative for an ordinary explanation.'),
  contribution: z.number().describe('strength x weight, rounded to 1e-4; contributions add up to the score exactly.'),
  sentence: bilingual.describe('Generated from the facts and the parameters of the pack.'),
  source: z.string().describe('Document and year.'),
  trust: z.enum(['A', 'B', 'C']),
  lookAlikes: bilingual.describe('Ordinary situations that look the same.'),
  evidence: z.array(z.string()).describe('transfer_id of the transfers that are its evidence, capped.'),
  evidenceTotal: z.number().int().describe('How many there are in all.'),
});

const unknownSchema = z.object({
  indicator: z.string(),
  title: bilingual,
  missing: z.array(z.string()).describe('Facts that could not be known.'),
  sentence: bilingual.describe('What would be needed to know.'),
});

const heldSchema = z.object({
  transferId: z.string(),
  sourceFile: z.string().describe('SHA-256 of the file.'),
  sourceRow: z.number().int(),
});

const memberSchema = z.object({
  kind: z.enum(['payer', 'payee']),
  id: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  country: z.string().nullable(),
  place: z.string().nullable(),
  score: z.number(),
  transfers: z.number().int(),
  amountEur: z.string().nullable(),
});

const leadTransferSchema = z.object({
  transferId: z.string(),
  at: z.string(),
  payerId: z.string(),
  payeeId: z.string(),
  amount: z.string(),
  currency: z.string(),
  payoutAmount: z.string().nullable().describe('What was paid out, in `payoutCurrency`.'),
  payoutCurrency: z.string().nullable(),
  amountEur: z.string().nullable(),
  channel: z.string().nullable(),
  provider: z.string().nullable(),
  payerNight: z.boolean().nullable().describe('Night at the payer’s place; null when the zone is unknown.'),
  payerMinute: z
    .number()
    .int()
    .nullable()
    .describe('Minute of the day at the payer’s place, 0 to 1439; null when the zone or the hour is unknown.'),
  sourceFile: z.string().describe('SHA-256 of the file.'),
  sourceRow: z.number().int(),
});

const activitySchema = z.object({
  firstAt: z.string(),
  lastAt: z.string(),
  daysSinceLast: z.number(),
  transfersLast30: z.number().int(),
  transfersLast90: z.number().int(),
  gapMedianDays: z.number().nullable(),
});

export const leadSchema = z.object({
  leadId: z.string().describe('Stable: from the kind and id of the subject.'),
  rank: z.number().int().describe('From 1, over both queues, as in subjects.csv.'),
  rankInQueue: z
    .number()
    .int()
    .describe('From 1 within its queue, those of the context tier last: what the report and the terminal show.'),
  queue: z.enum(QUEUES),
  tier: z.enum(TIERS),
  crowd: z
    .number()
    .int()
    .optional()
    .describe(
      'Of who has the score and the independent indicators of the first tier and stands in the second: the other payers proposed for investigation who are joined to it by payees that they share. Otherwise absent.',
    ),
  score: z.number().describe('Sum of the contributions of reasons and reasonsAgainst.'),
  subject: memberSchema,
  otherIds: z
    .array(z.string())
    .describe('Further identifiers of the same person, from the list given with --link; empty without one.'),
  members: z
    .array(memberSchema)
    .describe(
      'The subject and those it paid or was paid by. What passed between them is counted, as in `links`, among the newest 5,000 transfers of the subject and the newest 400 to each country.',
    ),
  membersTotal: z.number().int(),
  links: z.array(
    z.object({
      payerId: z.string(),
      payeeId: z.string(),
      transfers: z.number().int(),
      amountEur: z.string().nullable(),
    }),
  ),
  paths: z
    .array(
      z.object({
        payerId: z.string().nullable().describe('Null for who stands in the safeguarding queue: counted, not named.'),
        payeeIds: z.array(z.string()).describe('Whom of the household this payer, or one related to it, pays.'),
        score: z
          .number()
          .describe(
            'Of what speaks for and against this payer, without exposure and the list of known subjects; above 0.',
          ),
      }),
    )
    .describe(
      'From whom the exposure comes, first where most comes from, capped; who carries nothing is only counted. Empty in the safeguarding queue. Those with no tie to the subject who pay the household of payees where the exposure is highest; for a payee, those who pay its household. The exposure is the sum of their scores / (pathsTotal + 2).',
    ),
  pathsTotal: z.number().int(),
  ties: z
    .array(
      z.object({
        id: z.string(),
        through: z
          .string()
          .nullable()
          .describe('Who stands between them, the nearest to this one; null when it shares with the subject itself.'),
        shared: z
          .array(
            z.object({
              identifier: z.enum(TYING_IDENTIFIERS),
              heldByThis: heldSchema,
              heldByOther: heldSchema.describe('By the subject, or by who stands between.'),
            }),
          )
          .describe('What the two hold both, with the first transfer in which each did.'),
      }),
    )
    .describe(
      'Who of the same kind is tied to the subject by a phone, an account or a device, the nearest first, capped: payees of one household, related payers. Weighs nothing by itself.',
    ),
  tiesTotal: z.number().int().describe('How many there are in all, with those who are not named.'),
  tiesUnnamed: z
    .number()
    .int()
    .describe(
      'Of these, so many are never named in the investigation queue: people of the safeguarding queue, and who is tied through them alone.',
    ),
  undoneTies: z
    .array(
      z.object({
        identifier: z.enum(TYING_IDENTIFIERS),
        about: z
          .enum(['subject', 'other', 'everybody'])
          .describe('Who does not hold it for ties: the subject, another one who gave the same, or everybody.'),
        line: z.number().int().describe('Line of the list given with --untie.'),
        source: z.string().nullable(),
        date: z.string().nullable(),
      }),
    )
    .describe('Ties of the subject that the list given with --untie undid; empty without one.'),
  reasons: z.array(reasonSchema),
  reasonsAgainst: z.array(reasonSchema),
  unknown: z.array(unknownSchema),
  corridor: z
    .object({
      country: z
        .string()
        .nullable()
        .describe('Null: unknown, or the countries with fewer than three transfers each together.'),
      transfers: z.number().int(),
      transfersElsewhere: z.number().int(),
      activity: activitySchema.describe('Of the transfers of this corridor.'),
    })
    .nullable()
    .describe('The corridor that the score and the reasons are about; null when they are about all transfers.'),
  independence: z
    .object({
      degree: z
        .number()
        .nullable()
        .describe(
          'The fact payers_incoherence, 0 to 1, a product: 0 when identifiers tie all payers, or all with three transfers or more keep a rhythm; one country alone is a factor of 0.5, two of 0.75. Null with fewer than 3.',
        ),
      payers: z.number().int(),
      lookedAt: z.number().int().describe('So many of them were looked at for ties and habits.'),
      unrelated: z.number().int().nullable().describe('Of those looked at; payers who share an identifier count once.'),
      countries: z.number().int().nullable(),
      places: z.number().int().describe('Known places that they send from, among those of the newest 5,000 transfers.'),
      newPer30Days: z.number().nullable(),
      newMostIn30Days: z.number().int().nullable(),
      onceShare: z.number().nullable().describe('Share of payers who paid once.'),
      rhythmicShare: z
        .number()
        .nullable()
        .describe('Of payers with three transfers or more, the share who keep a rhythm.'),
      smallShare: z
        .number()
        .nullable()
        .describe(
          'Mean over payers of the share of transfers up to EUR 150 among their transfers to the country of this payee.',
        ),
      nightShare: z
        .number()
        .nullable()
        .describe(
          'Mean over payers of the share of transfers at night where they are, among those to the country of this payee.',
        ),
    })
    .nullable()
    .describe(
      'Of a payee: how far its payers have nothing to do with each other. Not scored by itself; members and transfers are its evidence.',
    ),
  places: z
    .array(
      z.object({
        place: z.string(),
        country: z.string().nullable(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        transfers: z.number().int(),
      }),
    )
    .describe('Where the transfers that the reasons are about were paid out.'),
  activity: activitySchema.describe('Of all transfers of the subject.'),
  transfers: z
    .array(leadTransferSchema)
    .describe(
      'Transfers of the subject, newest last. Where they are more than can be listed: those that are evidence, then those of the corridor, then the newest of the others.',
    ),
  transfersTotal: z.number().int(),
});

export type Lead = z.infer<typeof leadSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type UnknownIndicator = z.infer<typeof unknownSchema>;
export type LeadMember = z.infer<typeof memberSchema>;
export type LeadTransfer = z.infer<typeof leadTransferSchema>;
