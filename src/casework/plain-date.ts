import { z } from 'zod';
import { refusal } from './field-refusals.ts';

const FIRST = '1800-01-01';
const LAST = '2199-12-31';

/** A calendar date as people write it in a file: `YYYY-MM-DD`, from 1800 on. It is no instant and has no zone. */
export const plainDate = z.iso
  .date()
  .refine((text) => text >= FIRST && text <= LAST, { message: refusal('day_of_our_time') });

const FIRST_AT_WORK = '1970-01-01';
const LAST_AT_WORK = '2099-12-31';
const OUTSIDE_OF_WORK = { message: refusal('day_at_work') };

/** A day on which something was done, or is to be: in the years that a transfer may have. A person, a document or a law may be older. */
export const workDay = z.iso
  .date()
  .refine((text) => text >= FIRST_AT_WORK && text <= LAST_AT_WORK, OUTSIDE_OF_WORK)
  .describe('From 1970 to 2099.');

/** The same of an instant, by its day where it was written. */
export const workInstant = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= FIRST_AT_WORK && text.slice(0, LAST_AT_WORK.length) <= LAST_AT_WORK, OUTSIDE_OF_WORK);

/** The same day so many years later. Of what is no day it gives none, and does not throw. */
export function yearsAfter(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
