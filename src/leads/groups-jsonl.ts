import { visibleJson } from '../engine/spelled-out.ts';
import { type Group, groupSchema } from './group.ts';

/** One line of groups.jsonl, without a line end. Keys stand in the order of the schema. Throws when the group does not have the form of the schema. */
export function groupLine(group: Group): string {
  return visibleJson(groupSchema.parse(group));
}
