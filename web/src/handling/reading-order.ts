import type { Queue } from '../api/schema.ts';

interface ReadingOrder {
  readonly queue: Queue;
  /** The list as its address writes it. */
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly ids: readonly string[];
}

let order: ReadingOrder | null = null;

/** The list from which a lead was opened: the way back to it, and on to the next lead. */
export function readingOrder(queue: Queue): ReadingOrder | null {
  return order?.queue === queue ? order : null;
}

export function rememberOrder(next: ReadingOrder): void {
  order = next;
}
