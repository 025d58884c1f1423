import { expect, test } from 'vitest';
import { countryCodes } from '../../transfers/geography/countries.ts';
import { STAGE_NAMES } from './stage-names.ts';
import { STAGES } from './stages.ts';

test('The names of stages are those of countries that there are and stages that there are, in both languages, with their law', () => {
  expect(Object.keys(STAGE_NAMES).length).toBeGreaterThan(0);
  for (const [country, { source, names }] of Object.entries(STAGE_NAMES)) {
    expect(countryCodes()).toContain(country);
    expect(source).not.toBe('');
    for (const [stage, name] of Object.entries(names)) {
      expect(STAGES).toContain(stage);
      expect(Object.keys(name).sort()).toEqual(['en', 'fr']);
      for (const words of Object.values(name)) expect(words.trim()).not.toBe('');
    }
  }
});
