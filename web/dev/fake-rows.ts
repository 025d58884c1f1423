import type { Lead as ScannedLead } from '../../src/leads/lead.ts';
import { daysSinceActive, urgencyOf } from '../../src/leads/recency.ts';
import type { Lead, LeadRow } from '../src/api/schema.ts';
import { URGENCIES } from '../src/leads/leads-search.ts';

/** How a lead is handled; what lies in the database of the real server. */
export type Handling = Pick<
  LeadRow,
  'state' | 'holder' | 'heldSince' | 'snoozedUntil' | 'changed' | 'gone' | 'restricted' | 'version'
>;

/** The row of a lead as GET /api/leads gives it. */
export function rowOf(lead: Lead, unitId: string, handling: Handling): LeadRow {
  const { subject, activity } = lead;
  const main = lead.reasons.toSorted((a, b) => b.contribution - a.contribution).slice(0, 2);
  const titles = (language: 'fr' | 'en'): string => main.map(({ title }) => title[language]).join(' · ');
  const days = daysSinceActive(lead as ScannedLead);
  const paid = subject.kind === 'payee' ? [subject] : lead.members.filter(({ kind }) => kind === 'payee');
  return {
    id: lead.leadId,
    leadId: lead.leadId,
    unitId,
    queue: lead.queue,
    tier: lead.tier,
    role: subject.role,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: subject.name,
    country: subject.country,
    score: lead.score,
    rankInQueue: lead.rankInQueue,
    transfers: subject.transfers,
    amountEur: subject.amountEur,
    firstTransferAt: activity.firstAt,
    lastActiveAt: new Date(Date.parse(activity.lastAt) + (activity.daysSinceLast - days) * 86_400_000).toISOString(),
    daysSinceActive: Math.floor(days),
    urgency: lead.queue === 'safeguarding' ? urgencyOf(lead as ScannedLead) : null,
    payeeCountries: [...new Set(paid.map(({ country }) => country).filter((country) => country !== null))].toSorted(),
    indicators: lead.reasons.map(({ indicator }) => indicator),
    headline: { fr: titles('fr'), en: titles('en') },
    ...handling,
  };
}

/** The filters of GET /api/leads, as a slow and obvious loop. */
export function matches(row: LeadRow, query: URLSearchParams, memberId: string): boolean {
  const within = (key: string, values: readonly string[]): boolean => {
    const wanted = query.getAll(key);
    return wanted.length === 0 || values.some((value) => wanted.includes(value));
  };
  const is = (key: string): boolean => query.get(key) === 'true';
  const holder = query.get('holder');
  const active = query.get('activeWithin');
  const text = (query.get('search') ?? '').toLowerCase();
  return (
    row.queue === query.get('queue') &&
    row.gone === is('gone') &&
    (row.snoozedUntil !== null) === is('snoozed') &&
    (!is('changed') || row.changed !== null) &&
    within('tier', [row.tier]) &&
    within('urgency', [row.urgency ?? '']) &&
    within('role', [row.role]) &&
    (within('state', [row.state]) || (is('orChanged') && row.changed !== null)) &&
    within('country', row.payeeCountries) &&
    within('indicator', row.indicators) &&
    (holder !== 'me' || row.holder?.id === memberId) &&
    (holder !== 'nobody' || row.holder === null) &&
    (holder !== 'somebody' || row.holder !== null) &&
    (active === null || row.daysSinceActive <= Number(active)) &&
    (text === '' || `${row.subjectName ?? ''} ${row.subjectId}`.toLowerCase().includes(text))
  );
}

export function inOrder(rows: readonly LeadRow[], query: URLSearchParams): readonly LeadRow[] {
  const by = (row: LeadRow): number => {
    switch (query.get('sort')) {
      case 'reach':
        return row.urgency === null ? -1 : URGENCIES.indexOf(row.urgency);
      case 'transfers':
        return row.transfers;
      case 'amount':
        return Number(row.amountEur ?? 0);
      case 'last_transfer':
        return -row.daysSinceActive;
      case 'first_transfer':
        return Date.parse(row.firstTransferAt);
      default:
        return row.rankInQueue;
    }
  };
  const sign = query.get('descending') === 'true' ? -1 : 1;
  return rows.toSorted((a, b) => sign * (by(a) - by(b)) || a.rankInQueue - b.rankInQueue);
}

export function countBy(rows: readonly LeadRow[], of: (row: LeadRow) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
  return counts;
}
