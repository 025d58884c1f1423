import type { Lead } from './lead.ts';

/** Payments within so many days before the end of the data may still go on. */
export const MAY_GO_ON_DAYS = 30;
/** After so many days without such a payment no day of the calendar is named any more. */
const LONG_AGO_DAYS = 365;

const DAY_MS = 24 * 3600 * 1000;

/**
 * When to reach a person of the safeguarding queue, in the order in which they are reached. Danger does not end with the payments, but
 * hours count while they go on: those whose payments may go on come first, also with weaker signs.
 */
export const URGENCIES = ['now', 'today', 'week', 'month', 'later', 'context'] as const;
export type Urgency = (typeof URGENCIES)[number];

export function urgencyOf(lead: Lead): Urgency {
  if (lead.tier === 'context') return 'context';
  const days = daysSinceSigns(lead);
  if (days > LONG_AGO_DAYS) return 'later';
  const goesOn = days <= MAY_GO_ON_DAYS;
  if (lead.tier === 'first') return goesOn ? 'now' : 'week';
  return goesOn ? 'today' : 'month';
}

/** Of the transfers that the reasons are about: those of the corridor, where the lead is about one. */
export function activityWeighed({ corridor, activity }: Lead): Lead['activity'] {
  return corridor?.activity ?? activity;
}

/** Leads of one queue in the order in which they are read: by score, possible victims by when to reach them and then by score. */
export function inReadingOrder(leads: readonly Lead[]): readonly Lead[] {
  const reach = (lead: Lead): number => (lead.queue === 'safeguarding' ? URGENCIES.indexOf(urgencyOf(lead)) : 0);
  return leads
    .map((lead) => ({ lead, reach: reach(lead) }))
    .sort((a, b) => a.reach - b.reach || a.lead.rankInQueue - b.lead.rankInQueue)
    .map(({ lead }) => lead);
}

/** The newest transfer that the lead is about: of a possible victim, the newest that is a sign. */
export function lastActiveAt(lead: Lead): string {
  const signs = lead.queue === 'safeguarding' ? newestSign(lead)?.at : undefined;
  return signs ?? activityWeighed(lead).lastAt;
}

/** Days from there to the end of the data: `--as-of`, or the newest transfer read. */
export function daysSinceActive(lead: Lead): number {
  return lead.queue === 'safeguarding' ? daysSinceSigns(lead) : activityWeighed(lead).daysSinceLast;
}

/**
 * Days from the newest of the subject's own transfers that are evidence of a reason to the end of the data: `--as-of`, or the newest
 * transfer read. From the newest transfer at all where no reason names one of its own.
 */
export function daysSinceSigns(lead: Lead): number {
  const { activity } = lead;
  const newest = newestSign(lead);
  if (newest === undefined) return activityWeighed(lead).daysSinceLast;
  return activity.daysSinceLast + (Date.parse(activity.lastAt) - Date.parse(newest.at)) / DAY_MS;
}

function newestSign({ reasons, transfers }: Lead): Lead['transfers'][number] | undefined {
  const evidence = new Set(reasons.flatMap((reason) => reason.evidence));
  return transfers.findLast(({ transferId }) => evidence.has(transferId));
}
