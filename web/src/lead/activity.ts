import type { Lead, LeadActivity } from '../api/schema.ts';

/** Payments within so many days before the end of the data may still go on. */
export const MAY_GO_ON_DAYS = 30;
/** After so many days without such a payment no day of the calendar is named any more. */
const LONG_AGO_DAYS = 365;
const DAY_MS = 86_400_000;

/** When to reach a person of the safeguarding queue: danger does not end with the payments, but hours count while they go on. */
export type Urgency = 'now' | 'today' | 'week' | 'month' | 'later' | 'context';

export function urgencyOf(lead: Lead): Urgency {
  if (lead.tier === 'context') return 'context';
  const days = daysSinceSigns(lead);
  if (days > LONG_AGO_DAYS) return 'later';
  const goesOn = days <= MAY_GO_ON_DAYS;
  if (lead.tier === 'first') return goesOn ? 'now' : 'week';
  return goesOn ? 'today' : 'month';
}

/** Of the transfers that the reasons are about: those of the corridor, where the lead is about one. */
export function activityWeighed({ corridor, activity }: Lead): LeadActivity {
  return corridor?.activity ?? activity;
}

/** Days from the newest of the subject's own transfers that are evidence of a reason to the end of the data. */
export function daysSinceSigns(lead: Lead): number {
  const { reasons, transfers, activity } = lead;
  const evidence = new Set(reasons.flatMap((reason) => reason.evidence));
  const newest = transfers.findLast(({ transferId }) => evidence.has(transferId));
  if (newest === undefined) return activityWeighed(lead).daysSinceLast;
  return activity.daysSinceLast + (Date.parse(activity.lastAt) - Date.parse(newest.at)) / DAY_MS;
}
