import type { Queue } from '../api/schema.ts';

/** The query of the address of a run. */
export interface RunSearch {
  readonly unit?: string;
  readonly queue?: string;
  readonly change?: string;
  /** The earlier run that it is compared with; absent: the one before. */
  readonly with?: string;
}

export const CHANGES = ['came', 'went', 'moved'] as const;
export type Change = (typeof CHANGES)[number];

export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const found: Record<string, string> = {};
  for (const key of ['unit', 'queue', 'change', 'with']) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

/** The change that is asked for, else the first of which there is any. */
export function changeOf({ change }: RunSearch, counts: Readonly<Record<Change, number>> | undefined): Change {
  const asked = CHANGES.find((each) => each === change);
  return asked ?? CHANGES.find((each) => (counts?.[each] ?? 0) > 0) ?? 'came';
}

export function queueOf({ queue }: RunSearch, open: readonly Queue[]): Queue | null {
  return open.find((each) => each === queue) ?? open[0] ?? null;
}
