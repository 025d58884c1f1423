import { expect, it } from 'vitest';
import { inferDates } from '../transfers/tabular/infer-dates.ts';
import { inferNumbers } from '../transfers/tabular/infer-numbers.ts';
import { inBrowserWords } from './browser-words.ts';

it('advises nothing that the browser does not have, in either language', () => {
  const sentences = [
    ...inferDates(['01/02/2025', '03/04/2025'], true).warnings,
    ...inferDates(['yesterday'], true).warnings,
    inferNumbers(['1,234'], true).warning ?? '',
    'The times are written without an offset; they were taken as local to the payer’s place. If they are not, say "zone" in a mapping file.',
  ];
  expect(sentences).toHaveLength(4);
  for (const sentence of sentences) {
    const { en, fr } = inBrowserWords(sentence);
    expect(en).toMatch(/choose the .+ below/);
    expect(fr).toMatch(/choisir l[’e].+ ci-dessous/);
    expect(`${en} ${fr}`).not.toMatch(/mapping file|fichier de correspondance|formats:/);
  }
});
