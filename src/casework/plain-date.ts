import { z } from 'zod';

/** A calendar date as people write it in a file: `YYYY-MM-DD`, from 1800 on. It is no instant and has no zone. */
export const plainDate = z.iso.date().refine((text) => text >= '1800-01-01' && text <= '2199-12-31', {
  message: 'a date between 1800 and 2199',
});
