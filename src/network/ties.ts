import type { Corridors } from '../facts/corridors.ts';

/**
 * Groups of subjects of one kind who share an identifier in the records (phone, account, device): never names, places or origin.
 * `group[code]` is the smallest code of the group; `size[group]` its number of members.
 */
export interface Ties {
  readonly group: Int32Array;
  readonly size: Int32Array;
}

/** Unties everybody in groups of more than `most`; `untied` is the number of these groups. */
export function withoutLargeGroups(
  { group, size }: Ties,
  most: number,
): { readonly ties: Ties; readonly untied: number } {
  const isLarge = (code: number): boolean => (size[group[code] ?? code] ?? 1) > most;
  return {
    ties: {
      group: group.map((root, code) => (isLarge(code) ? code : root)),
      size: size.map((members, code) => (isLarge(code) ? 1 : members)),
    },
    untied: size.reduce((count, members) => count + Number(members > most), 0),
  };
}

/** Subjects `a[i]` and `b[i]` share an identifier. Union by smallest code, so that the result does not depend on the order. */
export function tiesFrom(count: number, a: Int32Array, b: Int32Array): Ties {
  const parent = new Int32Array(count);
  for (let code = 0; code < count; code++) parent[code] = code;
  const find = (code: number): number => {
    let root = code;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = code; at !== root; ) {
      const up = parent[at] ?? root;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  for (let i = 0; i < a.length; i++) {
    const left = find(a[i] ?? 0);
    const right = find(b[i] ?? 0);
    if (left < right) parent[right] = left;
    else parent[left] = right;
  }
  const group = new Int32Array(count);
  const size = new Int32Array(count);
  for (let code = 0; code < count; code++) {
    const root = find(code);
    group[code] = root;
    size[root] = (size[root] ?? 0) + 1;
  }
  return { group, size };
}

/** The ties of payers as ties of their corridors: all corridors of one payer, and of all those tied to it, are one group. */
export function tiesOfRows(payers: Ties, { count, start, payerOf }: Corridors): Ties {
  const group = new Int32Array(count);
  const size = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const first = start[payers.group[payerOf[row] as number] as number] as number;
    group[row] = first;
    size[first] = (size[first] as number) + 1;
  }
  return { group, size };
}

/** Members of each group of two or more. */
export function membersByGroup(ties: Ties, count: number): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let code = 0; code < count; code++) {
    const group = ties.group[code] ?? code;
    if ((ties.size[group] ?? 1) < 2) continue;
    const list = members.get(group);
    if (list) list.push(code);
    else members.set(group, [code]);
  }
  return members;
}

/**
 * Everybody in the groups of these people, by the code of each of them; nobody for who stands alone.
 * @param corridors when the ties are those of the rows of payers: see `tiesOfRows`
 */
export function groupMembers(
  { group, size }: Ties,
  codes: readonly number[],
  corridors?: Pick<Corridors, 'start' | 'payerOf'>,
): ReadonlyMap<number, readonly number[]> {
  const groupOf = (code: number): number => group[corridors ? (corridors.start[code] as number) : code] as number;
  const wanted = new Uint8Array(group.length);
  for (const code of codes) if ((size[groupOf(code)] as number) > 1) wanted[groupOf(code)] = 1;
  const members = new Map<number, number[]>();
  if (wanted.includes(1))
    for (let row = 0; row < group.length; row++) {
      if (wanted[group[row] as number] === 0) continue;
      const code = corridors ? (corridors.payerOf[row] as number) : row;
      const list = members.get(group[row] as number);
      if (list === undefined) members.set(group[row] as number, [code]);
      else if (list.at(-1) !== code) list.push(code);
    }
  return new Map(
    codes.flatMap((code) => {
      const own = members.get(groupOf(code)) ?? [];
      return own.length > 1 ? [[code, own] as const] : [];
    }),
  );
}
