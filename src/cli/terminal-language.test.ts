import { describe, expect, it } from 'vitest';
import { terminalLanguage } from './terminal-language.ts';

describe('the language of the terminal', () => {
  it.each([
    [['scan', '--lang', 'fr'], { LANG: 'en_GB.UTF-8' }, 'fr'],
    [['scan', '--lang=fr', '--help'], {}, 'fr'],
    [['scan', '--lang', 'en'], { LANG: 'fr_FR.UTF-8' }, 'en'],
    [['scan'], { LANG: 'fr_FR.UTF-8' }, 'fr'],
    [['scan'], { LC_ALL: 'fr_CA', LANG: 'en_US' }, 'fr'],
    [['scan'], { LC_ALL: 'C', LANG: 'fr_FR' }, 'en'],
    [['scan'], { LC_ALL: '', LC_MESSAGES: 'fr', LANG: 'C' }, 'fr'],
    [['scan'], { LANG: 'frr_DE' }, 'en'],
    [['scan', '--lang', 'de'], {}, 'en'],
    [[], {}, 'en'],
  ] as const)('%j with %j is %s', (args, environment, language) => {
    expect(terminalLanguage(args, environment)).toBe(language);
  });
});
