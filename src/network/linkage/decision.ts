/** What a person decided of two records. */
export const DECISIONS = ['same', 'different', 'not enough'] as const;

export interface Decision {
  readonly left: string;
  readonly right: string;
  readonly decision: (typeof DECISIONS)[number];
  /** Who decided, when and why: for the reader. */
  readonly by: string;
  readonly date: string;
  readonly note: string;
}

/** The same key for a pair in either order. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}
