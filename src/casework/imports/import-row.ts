import { z } from 'zod';
import { STAGES } from '../../scan-progress.ts';

const IMPORT_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

const inBoth = z.object({ en: z.string(), fr: z.string() });

/** A file of an import: one that was received, or one that the operator put into the inbox of the server. */
const importFileSchema = z.object({
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string().nullable().describe('Null for a file of the inbox, until it is read.'),
  from: z.union([z.object({ received: z.uuid() }), z.object({ inbox: z.string() })]),
});
export type ImportFile = z.infer<typeof importFileSchema>;

export const importOptionsSchema = z.object({
  asOf: z.iso.date().optional().describe('Use only what was known before this day (UTC).'),
  budget: z.number().int().min(1).max(10_000).optional().describe('Leads of each queue in the report of the scan.'),
  language: z.enum(['fr', 'en']).optional().describe('Of the reasons in quarantine.csv and of the report.'),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

const importCountsSchema = z.object({
  read: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
  files: z.array(
    z.object({
      name: z.string(),
      sha256: z.string(),
      format: z.string(),
      read: z.number().int(),
      accepted: z.number().int(),
      duplicates: z.number().int(),
      quarantined: z.number().int(),
      inLake: z.boolean(),
    }),
  ),
  refused: z.array(z.object({ name: z.string(), reason: inBoth })).describe('Files that could not be read at all.'),
  leads: z.number().int(),
  proposed: z.number().int().optional().describe('People whom the queues propose; absent in an import of before.'),
  context: z.number().int().optional().describe('People with weaker signs, who are context and are not proposed.'),
  notListed: z.number().int().optional().describe('Of those, people whose leads were not written out.'),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;
export type RefusedFile = ImportCounts['refused'][number];

const importErrorSchema = z.object({
  why: z.enum(['input', 'usage', 'room', 'busy', 'error', 'nothing', 'died', 'file_gone']),
  text: inBoth,
  next: inBoth.describe('What to do next.'),
});
export type ImportError = z.infer<typeof importErrorSchema>;

/** An import as the pages see it. */
export const jobSchema = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  state: z.enum(IMPORT_STATES),
  files: z.array(importFileSchema.omit({ from: true })),
  mapped: z.boolean().describe('The columns were said, not recognised.'),
  options: importOptionsSchema,
  progress: z
    .object({
      stage: z.enum(STAGES).nullable(),
      stagesDone: z.number().int(),
      stages: z.number().int(),
      file: z.string().nullable(),
      refused: z.array(z.object({ name: z.string(), reason: inBoth })),
      at: z.string(),
    })
    .nullable()
    .describe('How far it is; null before it began.'),
  counts: importCountsSchema.nullable(),
  error: importErrorSchema.nullable(),
  runId: z.uuid().nullable().describe('The run whose leads were taken over.'),
  requestedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  requestedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  cancelRequestedAt: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export function isOver(state: ImportState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
