import { type LeadMember, ROLES } from '../leads/lead.ts';
import { Markup } from './markup.ts';
import { writtenWord } from './written-word.ts';

/** Marks the cell that says a role: the style writes the word. */
export function roleMark({ role }: Pick<LeadMember, 'role'>): Markup {
  return new Markup(`class=${role}`);
}

export function roleWords(): string {
  return [
    ...ROLES.map((role) => writtenWord(`td.${role}`, `roles_${role}`)),
    ...(['facilitator', 'collector'] as const).map((role) => writtenWord(`.group td.${role}`, `inTable_${role}`)),
  ].join('\n');
}
