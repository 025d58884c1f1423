import { visibleJson } from '../engine/spelled-out.ts';
import { type Lead, leadSchema } from './lead.ts';

/**
 * One line of leads.jsonl, without a line end. Keys stand in the order of the lead schema whatever order they were made
 * in, so the same lead is the same bytes. Throws when the lead does not have the form of the schema.
 */
export function leadLine(lead: Lead): string {
  return visibleJson(leadSchema.parse(lead));
}
