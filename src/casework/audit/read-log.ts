import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { ACTS, type Act, PURPOSES } from './acts.ts';

const acts = Object.keys(ACTS) as [Act, ...Act[]];

export const logQuerySchema = z.object({
  member: z.string().max(100).optional(),
  act: z.enum(acts).optional(),
  objectId: z.string().max(100).optional().describe('A lead, a run, a member: whatever was acted on.'),
  purpose: z.enum(PURPOSES).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional().describe('Before this instant.'),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('`next` of the page before: entries with a smaller number.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const logEntrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  member: z.object({ id: z.string(), name: z.string() }).nullable().describe('Null: a job of the server.'),
  act: z.string(),
  objectKind: z.string().nullable(),
  objectId: z.string().nullable(),
  unit: z.string().nullable(),
  purpose: z.string().nullable(),
  reference: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Entries of the own organisation, newest first. To read the log is told in it. */
export async function readLog(
  transaction: Transaction<Tables>,
  tell: Tell,
  { limit, before, ...filter }: z.infer<typeof logQuerySchema>,
): Promise<{ items: LogEntry[]; next: number | null }> {
  let query = transaction
    .selectFrom('audit.entry as entry')
    .leftJoin('vigie.member as by', 'by.id', 'entry.member')
    .select(['entry.seq', 'entry.content', 'by.name'])
    .orderBy('entry.seq', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('entry.seq', '<', String(before));
  if (filter.member) query = query.where('entry.member', '=', filter.member);
  if (filter.act) query = query.where('entry.act', '=', filter.act);
  if (filter.objectId) query = query.where('entry.object_id', '=', filter.objectId);
  if (filter.purpose) query = query.where('entry.purpose', '=', filter.purpose);
  if (filter.from) query = query.where(sql<boolean>`entry.at >= ${filter.from}`);
  if (filter.to) query = query.where(sql<boolean>`entry.at < ${filter.to}`);
  const rows = await query.execute();
  await tell({ act: 'audit.read', objectId: null, unitId: null, detail: { filter } });
  const items = rows.slice(0, limit).map(({ content, name }) => entryOf(content, name));
  return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
}

function entryOf(content: string, name: string | null): LogEntry {
  const {
    member,
    previous: _,
    organisation: __,
    program: ___,
    ...rest
  } = JSON.parse(content) as Omit<LogEntry, 'member'> & {
    member: string | null;
    previous: string;
    organisation: string;
    program: string;
  };
  return { ...rest, member: member === null || member === '' ? null : { id: member, name: name ?? '' } };
}
