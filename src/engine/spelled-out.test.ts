import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spelledOut, visibleJson } from './spelled-out.ts';

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\u202e', '\u001b', '\u0000', '\ud800', '\u{e0041}', 'é', '😀'), fc.string()),
});

describe('text with hidden characters', () => {
  it('is spelled out, whatever it is', () => {
    fc.assert(fc.property(anyText, (text) => !HIDDEN.test(spelledOut(text))));
  });

  it('is the same text in JSON, but nothing hidden stands in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = visibleJson({ text }, 2);
        expect(json.replaceAll('\n', '')).not.toMatch(HIDDEN);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });

  it('keeps the letters of every script', () => {
    const text = 'Zoé Ñandú Ольга 王 😀 1 234,50 €';
    expect(spelledOut(text)).toBe(text);
    expect(visibleJson(text)).toBe(JSON.stringify(text));
  });
});
