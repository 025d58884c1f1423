const SLOW_MS = 1_000;
const TIMES = 20;

/** Milliseconds by the clock on the wall. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Whether a request that took so many milliseconds is slow, and not the machine: more than a second whenever it is asked again, and many
 * times as long as a plain one that is asked right after it.
 */
export async function isSlow(
  took: number,
  ask: () => Promise<unknown>,
  plain: () => Promise<unknown>,
): Promise<boolean> {
  for (let again = 0; took > SLOW_MS; again++) {
    if (took < TIMES * (await timeOf(plain))) return false;
    if (again === 2) return true;
    took = await timeOf(ask);
  }
  return false;
}
