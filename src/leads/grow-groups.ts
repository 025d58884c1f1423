/** More payees than this nobody reads as one group. A household that is larger stays whole, and is shown in part. */
export const MOST_PAYEES = 12;
/** A payer who pays more households than this does not tell which of them belong together. */
const MOST_HOUSEHOLDS_JOINED = 20;
/** Households belong together when at least this share of those who pay either pay both. */
const LEAST_SHARE = 1 / 3;

export interface GrowingPayee {
  readonly id: string;
  /** The same for payees who share identifiers. */
  readonly household: number;
}

export interface GrowingPayment {
  readonly payeeId: string;
  /** The same for payers who are related: they count as one. */
  readonly payer: number;
}

/** Two households that the same payers pay, by a payee of each. */
interface SamePayers {
  readonly households: readonly [number, number];
  /** Payers who pay both, and either. */
  readonly both: number;
  readonly either: number;
}

/** Payees who belong together: one household or several. */
export interface Grown<Payee extends GrowingPayee> {
  /** In the order in which they were given. */
  readonly payees: readonly Payee[];
  readonly joins: readonly SamePayers[];
  /** Joins with others that were not made, because both together would be too many. */
  readonly joinsCut: number;
}

/**
 * Every payee in exactly one group. Households stay whole; two of them are joined by the payers whom they have in common, the strongest joins
 * first, until a group is full: what is cut are the weakest joins. Nothing depends on the order of `payments`.
 */
export function growGroups<Payee extends GrowingPayee>(
  payees: readonly Payee[],
  payments: readonly GrowingPayment[],
): Grown<Payee>[] {
  const households = [...Map.groupBy(payees, ({ household }) => household).entries()];
  const place = new Map(households.flatMap(([, members], index) => members.map(({ id }) => [id, index] as const)));
  const root = households.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (root[at] !== at) at = root[at] as number;
    return at;
  };
  const size = households.map(([, members]) => members.length);
  const made: { readonly at: number; readonly join: SamePayers }[] = [];
  const refused: (readonly [number, number])[] = [];
  for (const { a, b, both, either } of candidates(place, payments, households.length)) {
    const [one, other] = [find(a), find(b)].sort((x, y) => x - y) as [number, number];
    if (one === other) continue;
    const together = (size[one] as number) + (size[other] as number);
    if (together > MOST_PAYEES) {
      refused.push([a, b]);
      continue;
    }
    root[other] = one;
    size[one] = together;
    const names = [households[a]?.[0] ?? 0, households[b]?.[0] ?? 0] as const;
    made.push({ at: one, join: { households: names, both, either } });
  }
  const cut = new Map<number, number>();
  for (const ends of refused) for (const end of ends) cut.set(find(end), (cut.get(find(end)) ?? 0) + 1);
  const joins = Map.groupBy(made, ({ at }) => find(at));
  return [...Map.groupBy(payees, ({ id }) => find(place.get(id) ?? 0))].map(([at, members]) => ({
    payees: members,
    joins: (joins.get(at) ?? []).map(({ join }) => join),
    joinsCut: cut.get(at) ?? 0,
  }));
}

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly both: number;
  readonly either: number;
}

/** Pairs of households with payers in common, the strongest first. */
function candidates(
  place: ReadonlyMap<string, number>,
  payments: readonly GrowingPayment[],
  households: number,
): Candidate[] {
  const paidBy = new Map<number, Set<number>>();
  for (const { payer, payeeId } of payments) {
    const household = place.get(payeeId);
    if (household === undefined) continue;
    const paid = paidBy.get(payer) ?? new Set();
    paidBy.set(payer, paid.add(household));
  }
  const payers = new Int32Array(households);
  const shared = new Map<number, number>();
  for (const paid of paidBy.values()) {
    for (const household of paid) payers[household] = (payers[household] as number) + 1;
    if (paid.size > MOST_HOUSEHOLDS_JOINED) continue;
    const inOrder = [...paid].sort((x, y) => x - y);
    for (const [index, a] of inOrder.entries())
      for (const b of inOrder.slice(index + 1))
        shared.set(a * households + b, (shared.get(a * households + b) ?? 0) + 1);
  }
  return [...shared]
    .map(([key, both]) => {
      const [a, b] = [Math.floor(key / households), key % households];
      return { a, b, both, either: (payers[a] as number) + (payers[b] as number) - both };
    })
    .filter(({ both, either }) => both >= either * LEAST_SHARE)
    .sort((x, y) => y.both * x.either - x.both * y.either || y.both - x.both || x.a - y.a || x.b - y.b);
}
