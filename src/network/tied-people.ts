import type { SharedValue } from './shared-identifiers.ts';

/** Somebody who is tied to a person. */
export interface TiedPerson {
  readonly code: number;
  /** Who stands between them, the nearest to this one; null when they share the values themselves. */
  readonly through: number | null;
  /** What the two hold both. */
  readonly shared: readonly Omit<SharedValue, 'codes'>[];
}

/**
 * Who is tied to a person, by shortest chains of shared values: those who share one with it, then those who share one with them, and so on; of
 * equals the smallest code first. Nobody who is `hidden` is given, nor who is reached through such a person alone.
 */
export function tiedPeople(
  from: number,
  values: readonly SharedValue[],
  hidden: (code: number) => boolean,
): readonly TiedPerson[] {
  const heldBy = new Map<number, SharedValue[]>();
  for (const value of values) for (const code of value.codes) heldBy.set(code, [...(heldBy.get(code) ?? []), value]);
  const reached = new Set([from]);
  const found: TiedPerson[] = [];
  for (const code of reached) {
    const own = heldBy.get(code) ?? [];
    const next = [...new Set(own.flatMap(({ codes }) => codes))].sort((a, b) => a - b);
    for (const other of next) {
      if (reached.has(other) || hidden(other)) continue;
      reached.add(other);
      const shared = own.flatMap(({ identifier, value, codes }) =>
        codes.includes(other) ? [{ identifier, value }] : [],
      );
      found.push({ code: other, through: code === from ? null : code, shared });
    }
  }
  return found;
}
