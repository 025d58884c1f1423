import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, safeId, safeText, subjectsCsvHeader, subjectsCsvLine } from './subjects-csv.ts';

describe('a cell of subjects.csv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+A1', "'+A1"],
    ['-cmd', "'-cmd"],
    ['@sum', "'@sum"],
    ['\tx', ' x'],
    [' \t=x', "'  =x"],
    ['＝1+1', "'＝1+1"],
    ['＋x', "'＋x"],
    ['－x', "'－x"],
    ['＠x', "'＠x"],
    ['a\u202eb\u2066\u200f\u061c', 'a⟨U+202E⟩b⟨U+2066⟩⟨U+200F⟩⟨U+061C⟩'],
    ['\u202e=1', '⟨U+202E⟩=1'],
    ['\u001b[31mred\u0000\u009b', '⟨U+001B⟩[31mred⟨U+0000⟩⟨U+009B⟩'],
    ['two\nlines', 'two lines'],
    ['-12.5', '-12.5'],
    ['Ada', 'Ada'],
  ])('keeps a spreadsheet from running the text %j', (text, expected) => {
    expect(safeText(text)).toBe(expected);
  });

  it.each([
    ['+33612345678', '+33612345678'],
    ['-1', '-1'],
    ['=HYPERLINK("x")', `'=HYPERLINK("x")`],
    ['@user', "'@user"],
    ['-2+cmd|x', "'-2+cmd|x"],
    ['＠user', "'＠user"],
    ['+3312\u202e34', "'+3312⟨U+202E⟩34"],
    ['C-0042', 'C-0042'],
  ])('keeps the id %j joinable unless a spreadsheet could run it', (id, expected) => {
    expect(safeId(id)).toBe(expected);
  });

  it('can be read back whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text);
        expect(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).toBe(text);
      }),
    );
  });
});

describe('a line of subjects.csv', () => {
  it('has a cell for each column', () => {
    const line = subjectsCsvLine({
      standing: {
        ...{ rank: 1, rankInQueue: 1, kind: 'payer', row: 0, queue: 'investigation', role: 'payer', tier: 'first' },
        ...{ score: 4.5, indicators: 2, reasonsAgainst: 1, unknown: 0 },
      },
      ...{ id: 'p1', name: '=x', leadId: 'L-1', indicators: ['P01', 'P04'], reasonsAgainst: ['O01'], unknown: [] },
      ...{ transfers: 3, amountEur: null, firstAt: 0, lastAt: 86_400 },
    });
    expect(line).toBe(
      "1,payer,p1,'=x,investigation,payer,4.5000,first,P01 P04,O01,,3,,1970-01-01T00:00:00.000Z,1970-01-02T00:00:00.000Z,L-1",
    );
    expect(line.split(',')).toHaveLength(subjectsCsvHeader.split(',').length);
  });
});
