import type { RunSummary } from '../leads/run-summary.ts';

/** From this share on, in all files or in one of them, what was not read may change every result. */
const LARGE = 0.05;
/** From this share on, one column was not understood at all. */
const MOSTLY = 0.5;

interface Counted {
  readonly read: number;
  readonly quarantined: number;
}

/** Whether so many rows are in quarantine, of all or of one file, that a person must hear of it first. */
export function isLarge({
  counts,
  inputs,
}: {
  readonly counts: Counted;
  readonly inputs: readonly Counted[];
}): boolean {
  return [counts, ...inputs].some(({ read, quarantined }) => quarantined > 0 && quarantined >= LARGE * read);
}

/** The reason why more than half of all rows read are in quarantine, in one column; null when there is none. */
export function mostlyUnread({
  counts,
  quarantineReasons,
}: RunSummary): RunSummary['quarantineReasons'][number] | null {
  const byColumn = Map.groupBy(
    quarantineReasons.filter(({ column }) => column !== null),
    ({ column }) => column,
  );
  for (const reasons of byColumn.values()) {
    const rows = reasons.reduce((sum, each) => sum + each.rows, 0);
    // A lake keeps the quarantine of earlier runs, too.
    if (rows > MOSTLY * counts.read && rows <= counts.quarantined) return reasons[0] ?? null;
  }
  return null;
}
