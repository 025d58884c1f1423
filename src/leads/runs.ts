/** Something that happened at an instant, in seconds. All functions here expect time order. */
interface Timed {
  readonly at: number;
}

/** The transfers in the window [t, t + seconds) that holds most of them; the earliest such window. */
export function mostInWindow<T extends Timed>(transfers: readonly T[], seconds: number): readonly T[] {
  let best: readonly T[] = [];
  let end = 0;
  transfers.forEach((first, start) => {
    while (end < transfers.length && (transfers[end]?.at ?? Number.POSITIVE_INFINITY) < first.at + seconds) end++;
    if (end - start > best.length) best = transfers.slice(start, end);
  });
  return best;
}

/**
 * The longest run with gaps of at most `maxGap` seconds between transfers to counterparties that are new in that run;
 * the earliest such run. Transfers to counterparties known from before the run are not part of it and do not break it.
 */
export function longestEpisode<T extends Timed>(
  transfers: readonly T[],
  counterparty: (transfer: T) => string,
  maxGap: number,
): readonly T[] {
  const before = new Set<string>();
  let best: readonly T[] = [];
  let run: T[] = [];
  const close = (): void => {
    if (run.length > best.length) best = run;
    for (const transfer of run) before.add(counterparty(transfer));
    run = [];
  };
  for (const transfer of transfers) {
    const last = run.at(-1);
    if (last !== undefined && transfer.at - last.at > maxGap) close();
    if (!before.has(counterparty(transfer))) run.push(transfer);
  }
  close();
  return best;
}

/** Median gap between successive transfers, in days with two decimals; null under two transfers. */
export function gapMedianDays(transfers: readonly Timed[]): number | null {
  const gaps = transfers
    .slice(1)
    .map(({ at }, index) => (at - (transfers[index]?.at ?? at)) / 86_400)
    .sort((a, b) => a - b);
  const low = gaps[(gaps.length - 1) >> 1];
  const high = gaps[gaps.length >> 1];
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 100) / 100;
}
