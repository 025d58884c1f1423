import { type LeadMember, ROLES } from '../leads/lead.ts';
import { LANGUAGES } from './language.ts';
import { Markup } from './markup.ts';
import { message } from './say.ts';

/** A table has thousands of cells that say a role: the style writes the word, in the language of the page. */
export function roleMark({ role }: Pick<LeadMember, 'role'>): Markup {
  return new Markup(`class=${role}`);
}

export function roleWords(): string {
  return ROLES.flatMap((role) =>
    LANGUAGES.map(
      (language) => `html[lang=${language}] td.${role}::after{content:"${message(`roles_${role}`)[language]}"}`,
    ),
  ).join('\n');
}
