import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

/** What was written, back from what is shown. */
function readBack(shown: string): string {
  return shown
    .replaceAll(/[\u200b\u2068\u2069]/g, '')
    .replaceAll(/⟨U\+([0-9A-F]+)⟩/g, (_, point: string) => String.fromCodePoint(Number.parseInt(point, 16)));
}

describe('a text as a file shows it', () => {
  it('loses no character, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/⟨U\+[0-9A-F]+⟩|[\t\r]/.test(text.normalize('NFC')));
        expect(readBack(shownText(text))).toBe(text.normalize('NFC'));
      }),
    );
  });

  it('writes what cannot be seen, and what would reorder its neighbours, as code points', () => {
    expect(shownText('a\u202eb c\u0000 d\u200b')).toBe('a⟨U+202E⟩b c⟨U+0000⟩ d⟨U+200B⟩');
  });

  it('sets text of the other direction apart', () => {
    expect(shownText('שלום')).toBe('\u2068שלום\u2069');
  });

  it('lets an identifier end a line early, and a word late', () => {
    expect(shownText('(SR-2A0BCPPYH7A7)').split('\u200b').length).toBe(2);
    expect(shownText('identification')).toBe('identification');
  });

  it('lets a long run end a line, and a hash stay whole when it is copied', () => {
    expect(shownText('a'.repeat(64)).replaceAll('\u200b', '')).toBe('a'.repeat(64));
    expect(shownText('a'.repeat(64)).split('\u200b').length).toBeGreaterThan(2);
  });
});
