import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { distinct, known, log2Ratio, mean, sum } from './statistics.ts';
import { DAY, HOUR } from './transfers.ts';

/**
 * The facts about the densest episode of a payer, from its counted transfers in time order. Here every transfer to a new payee
 * is tried as the beginning of a run; the longest of all these runs, the earliest of equals, is the one.
 */
export function episodeFacts(rows: readonly LedgerRow[], { asOf }: KernelContext): Record<string, number> {
  const runs = rows.map((_, start) => runFrom(rows, start));
  const run = runs.reduce((best, other) => (other.length > best.length ? other : best));
  const own = run.map((index) => rows[index]).filter((row) => row !== undefined);
  const payees = distinct(own.map(({ payee }) => payee));
  const start = own[0]?.at ?? Number.NaN;
  const end = own.at(-1)?.at ?? Number.NaN;
  const after = rows.slice((run.at(-1) ?? 0) + 1).find(({ payee }) => payees.includes(payee));
  const euros = known(own.map(({ eurCents }) => eurCents / 100));
  return {
    episode_transfers: own.length,
    episode_hours: (end - start) / HOUR,
    episode_share: own.length / rows.length,
    episode_growth:
      euros.length < 3
        ? Number.NaN
        : log2Ratio(mean(euros.slice(-Math.floor(euros.length / 3))), euros[0] ?? Number.NaN),
    episode_sum: euros.length === 0 ? Number.NaN : sum(euros),
    episode_new_payees: payees.length,
    episode_quiet_days: ((after?.at ?? asOf) - end) / DAY,
  };
}

/** The transfers (by index) of the run that begins here; none when this payee was paid before. */
function runFrom(rows: readonly LedgerRow[], start: number): readonly number[] {
  const knownBefore = new Set(rows.slice(0, start).map(({ payee }) => payee));
  if (knownBefore.has(rows[start]?.payee ?? Number.NaN)) return [];
  const run = [start];
  for (let index = start + 1; index < rows.length; index++) {
    const row = rows[index];
    const before = rows[run.at(-1) ?? start];
    if (!row || !before || knownBefore.has(row.payee)) continue;
    if (row.at - before.at > 72 * HOUR) break;
    run.push(index);
  }
  return run;
}
