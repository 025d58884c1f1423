import { type LeadMember, ROLES } from '../leads/lead.ts';
import { LANGUAGES } from './language.ts';
import { Markup } from './markup.ts';
import { type MessageKey, message } from './say.ts';

/** A table has thousands of cells that say a role: the style writes the word, in the language of the page. */
export function roleMark({ role }: Pick<LeadMember, 'role'>): Markup {
  return new Markup(`class=${role}`);
}

export function roleWords(): string {
  const word = (within: string, role: LeadMember['role'], key: MessageKey): string[] =>
    LANGUAGES.map(
      (language) => `html[lang=${language}] ${within}td.${role}::after{content:"${message(key)[language]}"}`,
    );
  return [
    ...ROLES.flatMap((role) => word('', role, `roles_${role}`)),
    ...(['facilitator', 'collector'] as const).flatMap((role) => word('.group ', role, `inTable_${role}`)),
  ].join('\n');
}
