/**
 * Nobody is told of a step sooner than this after the entry that brought it. Who enters what was sent months ago enters next what came of it,
 * and nobody is to be alarmed in between. Shorter than the hour that the shortest ladder has from one rung to the next.
 */
export const GRACE_OF_ENTRY = { minutes: 30 };

const GRACE_MS = GRACE_OF_ENTRY.minutes * 60_000;
/** A request is granted that once in such a time: else it could be kept quiet for good by an entry every half hour, or by striking one and entering it again. */
const ONCE_IN_MS = 24 * 60 * 60_000;

/**
 * Until when nobody is told of what each entry of a request brings; instants in ISO 8601.
 * @param entered when anything was entered of it, struck or not, in order
 */
export function quietTimes(entered: readonly string[]): ReadonlyMap<string, string> {
  const quiet = new Map<string, string>();
  let since = Number.NEGATIVE_INFINITY;
  for (const each of entered) {
    const time = Date.parse(each);
    if (time >= since + ONCE_IN_MS) since = time;
    quiet.set(each, new Date(since + GRACE_MS).toISOString());
  }
  return quiet;
}
