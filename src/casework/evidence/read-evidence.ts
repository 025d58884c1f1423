import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { tellCase } from '../cases/tell-case.ts';
import type { Tables } from '../tables.ts';
import { attachmentSchema, attachmentsOf } from './attachments.ts';
import { type CustodyContent, custodyContentSchema, partySchema, saidSchema } from './custody-content.ts';
import { custodyState } from './custody-state.ts';
import { EVIDENCE_STATES } from './evidence-words.ts';

const colleague = z.object({ id: z.string(), name: z.string() });
const seq = z.number().int();
const gapSchema = z.discriminatedUnion('what', [
  z.object({
    ...{ what: z.literal('not_acknowledged'), seq, side: z.enum(['giver', 'taker']), days: z.number().int() },
  }),
  z.object({ what: z.literal('check_overdue'), nextCheckOn: z.string(), days: z.number().int() }),
  z.object({ what: z.literal('custody_break'), seq, expected: z.string(), given: z.string() }),
  z.object({ what: z.enum(['seal_broken', 'hash_different', 'out_of_order']), seq }),
]);

const itemRowSchema = z.object({
  id: z.uuid(),
  number: z.number().int(),
  state: z.enum(EVIDENCE_STATES),
  version: z.number().int().describe('Number of entries of custody: goes into If-Match.'),
  said: saidSchema.describe('The newest version of what is said of the item.'),
  custodian: partySchema.describe('Who has it now, by its custody.'),
  place: z.string().describe('Where it lies now, by its custody.'),
  holder: colleague.describe('Who sees to the next check.'),
  holderReads: z.boolean().describe('Whether the case still opens to them; true where no check is to come.'),
  nextCheckOn: z.string().nullable().describe('Null: no longer held.'),
  offer: z
    .object({
      ...{ seq, since: z.string(), from: partySchema, to: partySchema },
      ...{ giverAcknowledged: z.boolean(), takerAcknowledged: z.boolean() },
    })
    .nullable()
    .describe('A hand-over that is not acknowledged by both yet.'),
  gaps: z.array(gapSchema).describe('Holes of the custody, and what is overdue.'),
});
type ItemRow = z.infer<typeof itemRowSchema>;

const timestampingSchema = z
  .object({ configured: z.boolean(), failure: z.object({ at: z.string(), what: z.string() }).nullable() })
  .describe('How it stands with the authority of time-stamps, if the operator has named one.');

export const caseEvidenceSchema = z.object({
  items: z.array(itemRowSchema),
  attachments: z.array(attachmentSchema),
  timestamping: timestampingSchema,
});

export const itemSchema = z.object({
  row: itemRowSchema,
  caseId: z.uuid(),
  entries: z.array(
    z.object({
      content: custodyContentSchema,
      hash: z.string(),
      timestamp: z
        .object({ at: z.string(), authority: z.string() })
        .nullable()
        .describe('Null: not stamped, or not yet.'),
    }),
  ),
  attachments: z.array(attachmentSchema),
  timestamping: timestampingSchema,
});

/** The evidence of a case, told whether it is found or not; null when it is not. */
export async function evidenceOfCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  today: string,
): Promise<z.infer<typeof caseEvidenceSchema> | null> {
  if (!(await tellCase(transaction, tell, 'evidence.list', caseId))) return null;
  return {
    items: (await evidenceWithCustody(transaction, caseId, today)).map(({ row }) => row),
    attachments: await attachmentsOf(transaction, 'case_id', caseId),
    timestamping: await timestampingOf(transaction),
  };
}

/** One item with its whole custody, told whether it is found or not; null when it is not. */
export async function readItem(
  transaction: Transaction<Tables>,
  tell: Tell,
  itemId: string,
  today: string,
): Promise<z.infer<typeof itemSchema> | null> {
  const [row] = await rowsOf(transaction, 'id', itemId);
  await tell({
    ...{ act: 'evidence.read', objectId: itemId, unitId: row?.unit_id ?? null, detail: { found: row !== undefined } },
  });
  if (!row) return null;
  const entries = (await chainsOf(transaction, 'item_id', itemId)).get(itemId) ?? [];
  return {
    row: itemRowOf(row, entries, today),
    caseId: row.case_id,
    entries: entries.map(({ content, hash, timestamp }) => ({ content, hash, timestamp })),
    attachments: await attachmentsOf(transaction, 'item_id', itemId),
    timestamping: await timestampingOf(transaction),
  };
}

/** All items of a case with their whole custody; whoever asks has told. */
export async function evidenceWithCustody(
  transaction: Transaction<Tables>,
  caseId: string,
  today: string,
): Promise<{ readonly row: ItemRow; readonly entries: readonly Entry[] }[]> {
  const chains = await chainsOf(transaction, 'case_id', caseId);
  return (await rowsOf(transaction, 'case_id', caseId)).map((row) => {
    const entries = chains.get(row.id) ?? [];
    return { row: itemRowOf(row, entries, today), entries };
  });
}

interface Entry {
  readonly content: CustodyContent;
  readonly hash: string;
  readonly timestamp: { at: string; authority: string } | null;
}

async function chainsOf(
  transaction: Transaction<Tables>,
  by: 'case_id' | 'item_id',
  id: string,
): Promise<ReadonlyMap<string, Entry[]>> {
  const rows = await transaction
    .selectFrom('casework.custody_entry as entry')
    .leftJoin('casework.custody_timestamp as stamp', (join) =>
      join.onRef('stamp.item_id', '=', 'entry.item_id').onRef('stamp.seq', '=', 'entry.seq'),
    )
    .select(['entry.item_id', 'entry.content', 'entry.hash', 'stamp.stamped_at', 'stamp.authority'])
    .where(`entry.${by}`, '=', id)
    .orderBy('entry.item_id')
    .orderBy('entry.seq')
    .execute();
  const chains = new Map<string, Entry[]>();
  for (const { item_id, content, hash, stamped_at, authority } of rows) {
    const entry: Entry = {
      content: custodyContentSchema.parse(JSON.parse(content)),
      hash: hash.toString('hex'),
      timestamp: stamped_at && { at: stamped_at.toISOString(), authority: authority ?? '' },
    };
    const chain = chains.get(item_id);
    if (chain) chain.push(entry);
    else chains.set(item_id, [entry]);
  }
  return chains;
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

async function rowsOf(transaction: Transaction<Tables>, by: 'case_id' | 'id', id: string) {
  return transaction
    .selectFrom('casework.evidence_item as item')
    .innerJoin('casework.case_file as file', 'file.id', 'item.case_id')
    .innerJoin('casework.evidence_version as said', (join) =>
      join.onRef('said.item_id', '=', 'item.id').onRef('said.version', '=', 'item.version'),
    )
    .leftJoin('vigie.member as holder', 'holder.id', 'item.holder_id')
    .selectAll('said')
    .select(['item.id', 'item.case_id', 'item.number', 'item.state', 'item.entries', 'item.holder_id', 'file.unit_id'])
    .select(['holder.name as holder_name', sql<string | null>`item.next_check_on::text`.as('next_check_on')])
    .select(sql<boolean>`item.next_check_on is null or casework.reads(item.case_id, item.holder_id)`.as('holder_reads'))
    .where(`item.${by}`, '=', id)
    .orderBy('item.number')
    .execute();
}

function itemRowOf(row: Row, entries: readonly Entry[], today: string): ItemRow {
  const state = custodyState(
    entries.map(({ content }) => content),
    row.next_check_on,
    today,
  );
  return {
    ...{ id: row.id, number: row.number, state: row.state, version: row.entries, nextCheckOn: row.next_check_on },
    said: {
      ...{ description: row.description, kind: row.kind, custodian: row.custodian, place: row.place },
      ...{ custodianService: row.custodian_service, sealNumber: row.seal_number, origin: row.origin },
      ...{ hashAlgorithm: row.hash_algorithm, hashValue: row.hash_value, classification: row.classification },
    },
    ...{ holder: { id: row.holder_id, name: row.holder_name ?? '' }, holderReads: row.holder_reads },
    ...{ custodian: state.custodian, place: state.place, offer: state.offer, gaps: [...state.gaps] },
  };
}

async function timestampingOf(transaction: Transaction<Tables>): Promise<z.infer<typeof timestampingSchema>> {
  const row = await transaction.selectFrom('casework.timestamping').selectAll().executeTakeFirst();
  return {
    configured: row?.configured ?? false,
    failure: row?.failed_at && row.failure ? { at: row.failed_at.toISOString(), what: row.failure } : null,
  };
}
