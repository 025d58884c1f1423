import { z } from 'zod';
import { refusal } from '../field-refusals.ts';
import { plainDate } from '../plain-date.ts';
import { EVIDENCE_KINDS, HASH_ALGORITHMS, HASH_DIGITS, HASH_FOUND, SEAL_FOUND } from './evidence-words.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const holderId = z.string().min(1).max(100).describe('Who sees to the next check.');
const happenedOn = plainDate.describe('The day on which it took place.');
const nextCheckOn = plainDate.describe('By when the item is looked at again.');
const words = z.string().trim().max(4000).default('');

const statedHashSchema = z
  .object({ algorithm: z.enum(HASH_ALGORITHMS), value: z.string().trim().toLowerCase().max(200) })
  .refine(({ algorithm, value }) => /^[0-9a-f]+$/.test(value) && value.length === HASH_DIGITS[algorithm], {
    path: ['value'],
    message: refusal('hash_digits'),
  })
  .describe('As its custodian states it. Nothing of the item is read here.');

const saidOfItem = {
  description: line(4000).describe('What the item is. Never what it shows or says.'),
  kind: z.enum(EVIDENCE_KINDS),
  custodian: line(200).describe('Who has it.'),
  custodianService: z.string().trim().max(200).default(''),
  place: line(500).describe('Where it lies.'),
  sealNumber: line(200).nullable().default(null),
  hash: statedHashSchema.nullable().default(null),
  classification: line(200).describe('Its marking.'),
  origin: line(2000).describe('Where it comes from: the act, the seizure, who gave it.'),
};

export const newItemSchema = z.object({ ...saidOfItem, happenedOn, holderId, nextCheckOn });
export type NewItem = z.infer<typeof newItemSchema>;
export const correctionSchema = z.object({ ...saidOfItem, happenedOn, reason: line(2000) });
export type Correction = z.infer<typeof correctionSchema>;

const colleague = z.object({ memberId: z.string().min(1).max(100) });
const outsider = z.object({ name: line(200), service: z.string().trim().max(200).default('') });
const party = z.union([colleague, outsider]).describe('A colleague on the case, or a person from outside by name.');
export type GivenParty = z.infer<typeof party>;

const paper = line(500).nullable().default(null).describe('Receipt or record that a person from outside signed.');
const moved = { happenedOn, from: party, to: party, place: line(500), sealNumber: line(200).nullable().default(null) };

/** What can be entered of custody after an item was registered. */
export const custodyInputSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('received'), ...moved, words }),
  z.object({ act: z.literal('handed_over'), ...moved, words }),
  z.object({ act: z.literal('acknowledged'), happenedOn, side: z.enum(['giver', 'taker']), paper, words }),
  z.object({ act: z.literal('declined'), happenedOn, words: line(4000).describe('Why it did not take place.') }),
  z.object({
    ...{ act: z.literal('checked'), happenedOn, seal: z.enum(SEAL_FOUND), hash: z.enum(HASH_FOUND) },
    ...{ holderId, nextCheckOn, words },
  }),
  z.object({ act: z.literal('planned'), happenedOn, holderId, nextCheckOn, words: line(4000) }),
  z.object({ act: z.literal('returned'), happenedOn, from: party, to: party, paper: line(500), words }),
  z.object({ act: z.literal('destroyed'), happenedOn, agreementId: z.uuid(), paper: line(500), words }),
]);
export type CustodyInput = z.infer<typeof custodyInputSchema>;
