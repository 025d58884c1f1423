import { PURPOSES } from '../api/purpose.ts';
import type { LogQuery } from '../api/schema.ts';
import { knownAct } from './acts.ts';

/** The query of the address of the page, as it is written. */
export interface AuditSearch {
  readonly unit?: string;
  readonly member?: string;
  readonly act?: string;
  readonly object?: string;
  readonly purpose?: string;
  /** First and last day, 2026-01-31, in UTC as the log writes its times. */
  readonly from?: string;
  readonly to?: string;
}

const FILTERS = ['member', 'act', 'object', 'purpose', 'from', 'to'] as const;
export type AuditFilter = (typeof FILTERS)[number];
const DAY_MS = 86_400_000;

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const found: Record<string, string> = {};
  for (const key of ['unit', ...FILTERS]) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

export function isFiltered(search: AuditSearch): boolean {
  return FILTERS.some((key) => search[key] !== undefined);
}

/** What is asked of the server: words that it does not know are left out. */
export function logQueryOf(search: AuditSearch): LogQuery {
  const act = knownAct(search.act);
  const purpose = PURPOSES.find((each) => each === search.purpose);
  const from = dayStart(search.from);
  const to = dayStart(search.to);
  return {
    ...(search.member === undefined ? {} : { member: search.member }),
    ...(act === null ? {} : { act }),
    ...(search.object === undefined ? {} : { objectId: search.object }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(from === null ? {} : { from: new Date(from).toISOString() }),
    // The last day is within.
    ...(to === null ? {} : { to: new Date(to + DAY_MS).toISOString() }),
  };
}

function dayStart(day: string | undefined): number | null {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const start = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(start) ? null : start;
}
