import { describe, expect, it } from 'vitest';
import { normalised } from './normalise.ts';

describe('a text as it is compared', () => {
  it('has no accents, no capitals and no marks, and is in Latin letters whatever the script', () => {
    expect(normalised('  Zoé  D’Arçy-Müller ', 'full_name')).toBe('zoe darcy muller');
    expect(normalised('Анна', 'given_name')).toBe('anna');
    expect(normalised('Łukasz Øst', 'full_name')).toBe('lukasz ost');
  });

  it('leaves out forms of address, unless there is nothing else', () => {
    expect(normalised('Mme Anna Lund', 'full_name')).toBe('anna lund');
    expect(normalised('Dr', 'full_name')).toBe('dr');
  });

  it('of a phone is its digits, of an identifier its letters and digits', () => {
    expect(normalised('00 33 (0)6 12.34.56.78', 'phone')).toBe('330612345678');
    expect(normalised('12', 'phone')).toBeNull();
    expect(normalised('FR76-3000 1007', 'code')).toBe('fr7630001007');
  });

  it('is missing where nothing is said', () => {
    expect(normalised(' ', 'surname')).toBeNull();
    expect(normalised('?', 'text')).toBeNull();
    expect(normalised('nobody', 'email')).toBeNull();
    expect(normalised('1971', 'date')).toBeNull();
  });
});
