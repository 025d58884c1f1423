import type { RequestStanding } from '../api/schema.ts';

/** What must be looked at first before the others. */
export const STANDINGS = [
  'overdue',
  'silent',
  'due',
  'refused',
  'answered',
  'ended',
] as const satisfies readonly RequestStanding[];

/** The query of the address of the board. Absent means all that is open. */
export interface BoardSearch {
  readonly unit?: string;
  readonly standing?: string;
  readonly country?: string;
  readonly holder?: string;
  /** `me`: only what the ladder has come to the reader with. */
  readonly for?: string;
  /** `soon`: only what is protected for no longer than thirty days. */
  readonly ends?: string;
  /** `no`: only what was never sent. */
  readonly sent?: string;
}

const KEYS = [
  'unit',
  'standing',
  'country',
  'holder',
  'for',
  'ends',
  'sent',
] as const satisfies readonly (keyof BoardSearch)[];

export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const found: Record<string, string> = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

export function standingOf({ standing }: BoardSearch): RequestStanding | null {
  return STANDINGS.find((each) => each === standing) ?? null;
}

/** The same search with other words; what is empty leaves the address. */
export function withBoardSearch(search: BoardSearch, changes: Partial<Record<keyof BoardSearch, string>>): BoardSearch {
  const next: Record<string, string> = { ...search, ...changes };
  for (const [key, value] of Object.entries(next)) if (value === '') delete next[key];
  return next;
}

/** What the server is asked for; a country that is none is not asked for. */
export function askedOf(search: BoardSearch) {
  const standing = standingOf(search);
  return {
    ...(standing === null ? { open: 'true' as const } : { standing }),
    ...(/^[A-Z]{2}$/.test(search.country ?? '') ? { country: search.country ?? '' } : {}),
    ...(search.holder === undefined ? {} : { holder: search.holder.slice(0, 100) }),
    ...(search.for === 'me' ? { forMe: 'true' as const } : {}),
    ...(search.sent === 'no' ? { notSent: 'true' as const } : {}),
    ...(search.ends === 'soon' ? { runsOut: 'true' as const } : {}),
  };
}
