import { z } from 'zod';
import { EVIDENCE_KINDS, HASH_ALGORITHMS, HASH_FOUND, SEAL_FOUND } from './evidence-words.ts';

/** Who gives or takes: a colleague, or somebody from outside by name. */
export const partySchema = z.object({ member: z.string().nullable(), name: z.string(), service: z.string() });
export type Party = z.infer<typeof partySchema>;

/** What is said of an item, as an entry holds it. */
export const saidSchema = z.object({
  description: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  custodian: z.string(),
  custodianService: z.string(),
  place: z.string(),
  sealNumber: z.string().nullable(),
  hashAlgorithm: z.enum(HASH_ALGORITHMS).nullable(),
  hashValue: z.string().nullable(),
  classification: z.string(),
  origin: z.string(),
});

const entry = {
  item: z.uuid(),
  seq: z.number().int(),
  at: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  happenedOn: z.string(),
  previous: z.string(),
};
const words = z.string();
const paper = z.string().nullable();
const moved = { from: partySchema, to: partySchema, place: z.string(), sealNumber: z.string().nullable(), words };

/** An entry of custody, as its text says it. */
export const custodyContentSchema = z.discriminatedUnion('act', [
  z.object({
    ...entry,
    act: z.literal('registered'),
    detail: z.object({ said: saidSchema, holder: z.string(), nextCheckOn: z.string() }),
  }),
  z.object({ ...entry, act: z.literal('received'), detail: z.object(moved) }),
  z.object({ ...entry, act: z.literal('corrected'), detail: z.object({ said: saidSchema, words }) }),
  z.object({
    ...entry,
    act: z.literal('planned'),
    detail: z.object({ holder: z.string(), nextCheckOn: z.string(), words }),
  }),
  z.object({ ...entry, act: z.literal('handed_over'), detail: z.object(moved) }),
  z.object({
    ...entry,
    act: z.literal('acknowledged'),
    detail: z.object({
      offer: z.number().int(),
      side: z.enum(['giver', 'taker']),
      party: partySchema,
      paper,
      words,
    }),
  }),
  z.object({ ...entry, act: z.literal('declined'), detail: z.object({ offer: z.number().int(), words }) }),
  z.object({
    ...entry,
    act: z.literal('checked'),
    detail: z.object({
      seal: z.enum(SEAL_FOUND),
      hash: z.enum(HASH_FOUND),
      holder: z.string(),
      nextCheckOn: z.string(),
      words,
    }),
  }),
  z.object({
    ...entry,
    act: z.literal('returned'),
    detail: z.object({ from: partySchema, to: partySchema, paper, words }),
  }),
  z.object({
    ...entry,
    act: z.literal('destroyed'),
    detail: z.object({ agreement: z.uuid(), proposedBy: z.string(), agreedBy: z.string(), paper, words }),
  }),
]);
export type CustodyContent = z.infer<typeof custodyContentSchema>;
