import { z } from 'zod';
import { STAGES } from './scan-progress.ts';

const inBoth = z.object({ en: z.string(), fr: z.string() });

/** What `vigie scan --progress json` says on standard error, one JSON object a line, for the program that runs it. */
export const scanEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('stage'), stage: z.enum(STAGES), done: z.number().int() }),
  z.object({ event: z.literal('file'), file: z.string() }),
  z.object({ event: z.literal('refused'), file: z.string(), reason: inBoth }),
  z.object({
    event: z.literal('failed'),
    why: z.enum(['stopped', 'input', 'usage', 'room', 'busy', 'error']),
    text: inBoth,
  }),
]);
export type ScanEvent = z.infer<typeof scanEventSchema>;
