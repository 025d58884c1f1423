import { z } from 'zod';

/** Where a page of a list ended: the value that it is ordered by, and the id that decides between equals. */
const cursorSchema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.uuid()]);
export type Cursor = z.infer<typeof cursorSchema>;

export function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null when the text is not one that `cursorText` made. */
export function readCursor(text: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}
