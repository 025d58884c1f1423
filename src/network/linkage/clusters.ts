/** Two records, by index, and how strongly they look like one person, in bits. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

export interface ClusterInput {
  readonly records: number;
  /** Pairs that look like one person. */
  readonly links: readonly Link[];
  /** Bits of any pair, looked at or not. */
  readonly weightOf: (a: number, b: number) => number;
  /** Pairs that a person said are one, and are two. */
  readonly same: readonly (readonly [number, number])[];
  readonly different: readonly (readonly [number, number])[];
}

export interface Clusters {
  /** The first record of its cluster, by record. */
  readonly first: Int32Array;
  /** Links that were not followed: evidence between the groups as a whole is thin, or a decision stands against it. */
  readonly heldApart: readonly Link[];
  /** Decisions «same» that others contradict: «different» is always obeyed. */
  readonly contradicted: readonly (readonly [number, number])[];
}

/** Bits that one pair can count for or against: so one strong pair cannot carry a group, nor one typing error split it. */
const MOST_BITS = 10;
/** Pairs between two groups that are weighed; of more, these stand for all. */
const MOST_WEIGHED = 2500;
/** Records that one person may have: what grows beyond is a placeholder. */
const MOST_RECORDS = 500;

/**
 * Groups records into people, strongest link first and, of equally strong ones, that with most records linked to both. Not every chain
 * is followed: two groups become one only when all pairs between them speak for one person on average, and when no decision «different»
 * stands between them.
 */
export function clusterRecords({ records, links, weightOf, same, different }: ClusterInput): Clusters {
  const first = Int32Array.from({ length: records }, (_, record) => record);
  const members = new Map<number, number[]>();
  const membersOf = (group: number): number[] => members.get(group) ?? [group];
  const apart = new Map<number, Set<number>>();
  for (const [a, b] of different) {
    apart.set(a, (apart.get(a) ?? new Set()).add(b));
    apart.set(b, (apart.get(b) ?? new Set()).add(a));
  }
  const areApart = (one: readonly number[], other: readonly number[]): boolean =>
    one.some((a) => other.some((b) => apart.get(a)?.has(b) ?? false));
  const join = (a: number, b: number): void => {
    const [keep, leave] = [Math.min(a, b), Math.max(a, b)];
    const all = [...membersOf(keep), ...membersOf(leave)].sort((x, y) => x - y);
    members.set(keep, all);
    members.delete(leave);
    for (const record of all) first[record] = keep;
  };
  const contradicted: (readonly [number, number])[] = [];
  for (const pair of same.toSorted(byRecords)) {
    const [a, b] = [first[pair[0]] ?? 0, first[pair[1]] ?? 0];
    if (a === b) continue;
    if (areApart(membersOf(a), membersOf(b))) contradicted.push(pair);
    else join(a, b);
  }
  const heldApart: Link[] = [];
  for (const link of inOrder(links)) {
    const [a, b] = [first[link.a] ?? 0, first[link.b] ?? 0];
    if (a === b) continue;
    const [one, other] = [membersOf(a), membersOf(b)];
    if (one.length + other.length > MOST_RECORDS || areApart(one, other) || averageBits(one, other, weightOf) < 0)
      heldApart.push(link);
    else join(a, b);
  }
  return { first, heldApart: heldApart.filter(({ a, b }) => first[a] !== first[b]), contradicted };
}

/** Beyond `MOST_BITS` no link is stronger than another: what else speaks for it comes first. */
function inOrder(links: readonly Link[]): Link[] {
  const linkedTo = new Map<number, Set<number>>();
  for (const { a, b } of links) {
    linkedTo.set(a, (linkedTo.get(a) ?? new Set()).add(b));
    linkedTo.set(b, (linkedTo.get(b) ?? new Set()).add(a));
  }
  const shared = ({ a, b }: Link): number =>
    [...(linkedTo.get(a) ?? [])].filter((other) => linkedTo.get(b)?.has(other)).length;
  return links
    .map((link) => ({ link, strength: Math.min(link.weight, MOST_BITS), shared: shared(link) }))
    .sort(
      (x, y) =>
        y.strength - x.strength ||
        y.shared - x.shared ||
        y.link.weight - x.link.weight ||
        byRecords([x.link.a, x.link.b], [y.link.a, y.link.b]),
    )
    .map(({ link }) => link);
}

function averageBits(one: readonly number[], other: readonly number[], weightOf: ClusterInput['weightOf']): number {
  const step = Math.ceil((one.length * other.length) / MOST_WEIGHED);
  let sum = 0;
  let weighed = 0;
  for (let pair = 0; pair < one.length * other.length; pair += step) {
    const bits = weightOf(one[pair % one.length] ?? 0, other[Math.floor(pair / one.length)] ?? 0);
    sum += Math.max(-MOST_BITS, Math.min(MOST_BITS, bits));
    weighed++;
  }
  return sum / weighed;
}

function byRecords(x: readonly [number, number], y: readonly [number, number]): number {
  return x[0] - y[0] || x[1] - y[1];
}
