import type { Facet, Queue, Tier } from '../api/schema.ts';

/** The query of the address of the page, as it is written. Absent means the default. */
export interface TrendsSearch {
  readonly unit?: string;
  readonly queue?: string;
  readonly tier?: string;
  /** Facets of which every value is shown. */
  readonly all?: string;
  /** `shown`: the table of the months, which the picture stands for, is open. */
  readonly table?: string;
}

export const TIERS = ['first', 'second', 'context'] as const satisfies readonly Tier[];
export const FACETS = ['month', 'corridor', 'channel', 'payout_place'] as const satisfies readonly Facet[];
const KEYS = ['unit', 'queue', 'tier', 'all', 'table'] as const satisfies readonly (keyof TrendsSearch)[];
/** Those that are proposed to be read. */
const USUAL_TIERS: readonly Tier[] = ['first', 'second'];

export function readTrendsSearch(search: Record<string, unknown>): TrendsSearch {
  const found: Record<string, string> = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

/** At least one: no tier at all would show nothing. */
export function tiersOf({ tier }: TrendsSearch): readonly Tier[] {
  const given = tier?.split(',') ?? [];
  const known = TIERS.filter((each) => given.includes(each));
  return known.length === 0 ? USUAL_TIERS : known;
}

/** The queue that the address names, else the first of those that the member may see. */
export function queueOf({ queue }: TrendsSearch, open: readonly Queue[]): Queue | null {
  return open.find((each) => each === queue) ?? open[0] ?? null;
}

export function allShown({ all }: TrendsSearch, facet: Facet): boolean {
  return all?.split(',').includes(facet) === true;
}

/** The same search with other words; what is the default leaves the address. */
export function withTiers(search: TrendsSearch, tiers: readonly Tier[]): TrendsSearch {
  const { tier: _, ...rest } = search;
  const text = TIERS.filter((each) => tiers.includes(each)).join(',');
  return text === '' || text === USUAL_TIERS.join(',') ? rest : { ...rest, tier: text };
}

export function withAll(search: TrendsSearch, facet: Facet, yes: boolean): TrendsSearch {
  const { all: _, ...rest } = search;
  const shown = FACETS.filter((each) => (each === facet ? yes : allShown(search, each)));
  return shown.length === 0 ? rest : { ...rest, all: shown.join(',') };
}

export function withTable(search: TrendsSearch, yes: boolean): TrendsSearch {
  const { table: _, ...rest } = search;
  return yes ? { ...rest, table: 'shown' } : rest;
}
