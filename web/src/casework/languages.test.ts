import { describe, expect, it } from 'vitest';
import { languagesIn } from './languages.ts';

describe.each(['fr', 'en'])('the languages of a request, named in %s', (own) => {
  const languages = languagesIn(own);

  it('are each named once', () => {
    expect(new Set(languages.map(({ label }) => label)).size).toBe(languages.length);
    expect(new Set(languages.map(({ value }) => value)).size).toBe(languages.length);
  });

  it('hold the code in use of what has had two, and what has a code of two letters alone', () => {
    const codes = languages.map(({ value }) => value);
    for (const code of ['ak', 'he', 'id', 'yi', 'jv', 'ro', 'tl', 'fr', 'en']) expect(codes).toContain(code);
    for (const code of ['tw', 'iw', 'in', 'ji', 'jw', 'mo']) expect(codes).not.toContain(code);
  });
});
