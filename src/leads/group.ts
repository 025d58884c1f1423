import { z } from 'zod';
import { QUEUES, ROLES } from './lead.ts';

/** One line of groups.jsonl. Amounts are decimal text in euro; instants are ISO 8601 UTC. */

const sumFields = {
  transfers: z.number().int(),
  amountEur: z.string().nullable().describe('Of the transfers that have a rate; null when none has.'),
  withoutRate: z
    .number()
    .int()
    .describe('Transfers whose amount in euro is not known: with any, amountEur is at least.'),
};

const memberSchema = z.object({
  kind: z.enum(['payer', 'payee']),
  id: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES).describe('In the records, never a finding.'),
  country: z.string().nullable(),
  place: z.string().nullable(),
  leadId: z.string().nullable().describe('Null for a payee of a safeguarding group about whom no lead was written.'),
  rankInQueue: z
    .number()
    .int()
    .nullable()
    .describe(
      'Within the queue of its lead: a payee of a safeguarding group may have its lead, and so its rank and score, in the investigation queue. Null without a lead.',
    ),
  score: z.number().nullable().describe('That of its lead, on the scale of the queue of that lead.'),
  household: z
    .number()
    .int()
    .nullable()
    .describe('From 1 within the group; the same for payees who share identifiers. Null for a payer.'),
  ...sumFields,
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable().describe('First and last transfer within the group; null when there is none.'),
  active: z.boolean().describe('True when lastAt lies in the last 30 days of the data.'),
  mainGroup: z
    .string()
    .nullable()
    .describe('Of a payer: the group to which most of its transfers to groups of this queue went. Null for a payee.'),
  otherGroups: z.array(z.string()).describe('Of a payer: the other groups of this queue that it pays.'),
});

export const groupSchema = z.object({
  groupId: z.string().describe('Stable: from the queue and the id of the member payee who was paid first.'),
  rank: z.number().int().describe('From 1 within its queue: the group whose best lead stands highest comes first.'),
  queue: z.enum(QUEUES),
  payees: z.number().int(),
  payers: z.number().int().describe('Members in all, shown or not.'),
  ...sumFields,
  members: z
    .array(memberSchema)
    .describe(
      'Payees, then payers, the strongest lead first: at most 12 payees and 25 payers. What they sent is counted within the group.',
    ),
  links: z
    .array(z.object({ payerId: z.string(), payeeId: z.string(), ...sumFields }))
    .describe('Between the members shown.'),
  joins: z
    .array(
      z.object({
        kind: z.enum(['shared_identifiers', 'same_payers']),
        payeeIds: z.array(z.string()).describe('Those shown.'),
        payees: z.number().int().describe('How many there are in all.'),
        identifiers: z
          .array(z.enum(['phone', 'account', 'device']))
          .describe('What members share directly; empty when they do so only through payees who are no members.'),
        samePayers: z.number().int().describe('Payers who pay both sides; related ones count once.'),
        ofPayers: z.number().int().describe('Payers who pay either side.'),
        sentence: z.object({ en: z.string(), fr: z.string() }),
      }),
    )
    .describe('Why the payees belong together. A payer belongs by paying one of them: see links.'),
  cut: z
    .object({
      payees: z.number().int(),
      payers: z.number().int(),
      ...sumFields,
      joins: z
        .number()
        .int()
        .describe('Joins with other groups that were not made, because one would be too large to read.'),
    })
    .describe('What belongs to the group and is not shown. Shown and cut add up to the whole.'),
  around: z
    .object({
      payers: z.number().int().describe('Others who pay these payees, possible victims among them.'),
      possibleVictims: z.number().int(),
      active: z.number().int().describe('Of these payers, who paid in the last 30 days of the data.'),
      transfers: z.number().int().describe('Theirs to these payees.'),
      amountEur: z.string().nullable().describe('Of those that have a rate; null when none has.'),
      payees: z.number().int().describe('Others who share identifiers with these payees.'),
    })
    .describe('Who is near and no member: counted, never named.'),
  places: z
    .array(z.object({ place: z.string(), country: z.string().nullable(), transfers: z.number().int() }))
    .describe('Where the transfers of the group were paid out: at most 12.'),
  transfersElsewhere: z.number().int().describe('Transfers of the group paid out at other or unknown places.'),
  activity: z.object({
    firstAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    daysSinceLast: z.number().nullable(),
    activeMembers: z
      .number()
      .int()
      .describe('Of all members, shown or not: who paid or was paid in the group in the last 30 days of the data.'),
    activePayers: z.number().int().describe('Those of them who paid: in a safeguarding group the possible victims.'),
  }),
});

export type Group = z.infer<typeof groupSchema>;
export type GroupMember = z.infer<typeof memberSchema>;
export type GroupJoin = Group['joins'][number];
