import { z } from 'zod';
import { Conflict } from './refusals.ts';

/** Where each entry takes the place of the one before. */
export const seenAt = z.iso
  .datetime()
  .nullable()
  .optional()
  .describe(
    'When the entry was made that the writer saw as the newest; null: there was none. Left out: it does not matter.',
  );

/** Throws Conflict when another entry than the one that was seen is the newest by now. */
export function requireNewest(seen: z.infer<typeof seenAt>, newest: Date | undefined): void {
  if (seen !== undefined && seen !== (newest?.toISOString() ?? null)) throw new Conflict('changed_meanwhile');
}
