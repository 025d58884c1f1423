import type { LeadRow, LeadState, LeadsQuery, Queue, Tier } from '../api/schema.ts';

/** The query of the address of a queue, as it is written. Absent means the default, which the page shows in words. */
export interface LeadsSearch {
  readonly unit?: string;
  readonly list?: string;
  readonly tier?: string;
  /** When to reach: of the safeguarding queue. */
  readonly reach?: string;
  readonly role?: string;
  readonly state?: string;
  readonly holder?: string;
  readonly active?: string;
  readonly country?: string;
  readonly indicator?: string;
  readonly q?: string;
  readonly sort?: string;
  readonly columns?: string;
}

/** What narrows the list; the unit, the order and the columns do not. */
const FILTERS = ['list', 'reach', 'tier', 'state', 'holder', 'role', 'active', 'country', 'indicator', 'q'] as const;
export type Filter = (typeof FILTERS)[number];
const KEYS = ['unit', ...FILTERS, 'sort', 'columns'] as const satisfies readonly (keyof LeadsSearch)[];

/** Those at hand; those put off; those decided on of which something is new; those that the newest scan proposes no more. */
export const LISTS = ['current', 'snoozed', 'changed', 'gone'] as const;
export const TIERS = ['first', 'second', 'context'] as const satisfies readonly Tier[];
export const URGENCIES = [
  'now',
  'today',
  'week',
  'month',
  'later',
  'context',
] as const satisfies readonly LeadRow['urgency'][];
export const STATES = ['new', 'follow_up', 'need_more', 'ordinary'] as const satisfies readonly LeadState[];
export const HOLDERS = ['anybody', 'me', 'nobody', 'somebody'] as const;
export const ACTIVE_DAYS = ['30', '90', '365'] as const;
const ROLES = ['payer', 'facilitator', 'collector', 'payee', 'possible_victim'] as const;
const SORTS = ['rank', 'reach', 'last_transfer', 'first_transfer', 'amount', 'transfers'] as const;
export const ROLES_OF = {
  investigation: ['payer', 'facilitator', 'collector', 'payee'],
  safeguarding: ['possible_victim', 'payer'],
} as const satisfies Record<Queue, readonly (typeof ROLES)[number][]>;

/** Proposed leads on which work can be done; those set aside or snoozed are one click away. */
const USUAL = {
  list: 'current',
  tier: 'first,second',
  state: 'new,follow_up,need_more',
  holder: 'anybody',
};

/** Leads by score; possible victims by when to reach them, those whose payments may go on first. */
export const SORT_OF_QUEUE = { investigation: 'rank', safeguarding: 'reach' } as const satisfies Record<Queue, string>;

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const found: Record<string, string> = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

export function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').filter((word) => word !== '');
}

/** What a list shows that names nothing itself. Of snoozed, changed and gone leads all are shown, whatever was decided. */
export function defaultsOf(search: LeadsSearch): Readonly<Record<string, string>> {
  if (search.list === undefined || search.list === USUAL.list) return USUAL;
  return { ...USUAL, tier: TIERS.join(','), state: STATES.join(',') };
}

/** Whether anything but the default list is asked for. */
export function isFiltered(search: LeadsSearch): boolean {
  return FILTERS.some((key) => search[key] !== undefined);
}

/** The same search with other words; what is empty or the default leaves the address. */
export function withSearch(search: LeadsSearch, changes: Partial<Record<keyof LeadsSearch, string>>): LeadsSearch {
  const next: Record<string, string> = { ...search, ...changes };
  const defaults = defaultsOf(next);
  for (const [key, value] of Object.entries(next)) if (value === '' || defaults[key] === value) delete next[key];
  return next;
}

export function withoutFilters(search: LeadsSearch): LeadsSearch {
  return withSearch(search, Object.fromEntries(FILTERS.map((key) => [key, ''])));
}

/** What is asked of the server: words that it does not know are left out. */
export function queryOf(search: LeadsSearch, queue: Queue): Omit<LeadsQuery, 'unit' | 'queue'> {
  const asked = { ...defaultsOf(search), ...search };
  const isDown = asked.sort?.startsWith('-') === true;
  const sort = asked.sort?.replace('-', '');
  const active = Number(search.active);
  const { list, q } = asked;
  return {
    ...many('tier', known(TIERS, asked.tier), TIERS.length),
    ...(queue === 'safeguarding' ? many('urgency', known(URGENCIES, search.reach), 0) : {}),
    ...many('state', known(STATES, asked.state), STATES.length),
    ...many('role', known(ROLES, search.role), ROLES.length),
    ...many('country', listOf(search.country), 0),
    ...many('indicator', listOf(search.indicator), 0),
    ...(asked.holder === 'me' || asked.holder === 'nobody' || asked.holder === 'somebody'
      ? { holder: asked.holder }
      : {}),
    ...(Number.isInteger(active) && active > 0 ? { activeWithin: active } : {}),
    // What was set aside comes back when its facts change.
    ...(list === undefined || list === 'current'
      ? search.state === undefined
        ? { orChanged: 'true' as const }
        : {}
      : {}),
    ...(list === 'snoozed' || list === 'changed' || list === 'gone' ? { [list]: 'true' } : {}),
    ...(q === undefined ? {} : { search: q }),
    sort: SORTS.find((each) => each === sort) ?? SORT_OF_QUEUE[queue],
    ...(isDown ? { descending: 'true' } : {}),
  };
}

function known<T extends string>(words: readonly T[], text: string | undefined): T[] {
  const given = listOf(text);
  return words.filter((word) => given.includes(word));
}

/** All of them narrow nothing. */
function many<K extends string, T>(key: K, values: readonly T[], all: number): { [key in K]?: T[] } {
  return values.length === 0 || values.length === all ? {} : ({ [key]: [...values] } as { [key in K]?: T[] });
}
