import { InvalidArgumentError, Option } from 'commander';
import type { Language } from '../report/language.ts';
import type { Say } from './say-in.ts';

/**
 * The language that the terminal speaks: `--lang` where it is given, otherwise that of the environment (LC_ALL, LC_MESSAGES, LANG,
 * the first that is set), French or English. Asked before the command line is parsed, because help and errors come out of that.
 * What is written into files follows `--lang` alone: results must not depend on whose machine made them.
 */
export function terminalLanguage(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const given = args[at]?.startsWith('--lang=') ? args[at].slice('--lang='.length) : args[at + 1];
  if (at >= 0 && (given === 'fr' || given === 'en')) return given;
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((set) => set) ?? '';
  return /^fr([_.@-]|$)/i.test(locale) ? 'fr' : 'en';
}

export function languageOption(say: Say): Option {
  return new Option(
    '--lang <language>',
    say(
      'en or fr, for all that a person reads; without it the terminal follows the settings of the machine, the report those of the browser, and quarantine.csv is in English',
      'en ou fr, pour tout ce qu’une personne lit ; sans elle, le terminal suit les réglages de la machine, le rapport ceux du navigateur, et quarantine.csv est en anglais',
    ),
  ).argParser(asLanguage);
}

function asLanguage(text: string): Language {
  if (text !== 'en' && text !== 'fr') throw new InvalidArgumentError('Write en or fr.');
  return text;
}
