import type { Lead } from '../leads/lead.ts';
import { urgencyOf } from '../leads/recency.ts';
import type { MessageKey } from './say.ts';

/** The message that says when to read a lead, or to reach a possible victim. */
export function whenToReadKey(lead: Lead): MessageKey {
  if (lead.queue === 'safeguarding') return `urgency_${urgencyOf(lead)}`;
  return lead.crowd === undefined ? `tiers_${lead.tier}` : 'tiers_crowd';
}
