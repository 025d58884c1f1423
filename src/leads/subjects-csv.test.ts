import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { csvCell, csvCellSql, needsCareSql, safeId, safeText } from './subjects-csv.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

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

describe('the engine', () => {
  it('quotes a cell as csvCell does', async () => {
    for (const text of ['a', 'a,b', 'a"b', '"', 'a\nb', 'a\rb', '#a', ' a', ''])
      expect((await engine.row(`SELECT ${csvCellSql(literal(text))} AS cell`)).cell).toBe(csvCell(text));
  });

  it('lets no text stand that needs care, whichever character it holds first or later', async () => {
    for (const text of ['chr(i::INTEGER)', `'a' || chr(i::INTEGER)`]) {
      const standing = await engine.connection.runAndReadAll(
        `SELECT text FROM (SELECT ${text} AS text FROM range(1, ${0x110000}) t(i) WHERE i NOT BETWEEN 55296 AND 57343) WHERE NOT ${needsCareSql('text')}`,
      );
      const texts = (standing.getColumns()[0] ?? []).map(String);
      expect(texts.length).toBeGreaterThan(100_000);
      expect(texts.filter((each) => safeText(each) !== each || safeId(each) !== each)).toEqual([]);
    }
  });

  it('lets no longer text stand that needs care', async () => {
    const unit = fc.constantFrom(...'=+-@＝﹣\'" \t\n\u00a0\u200b\u202e\u3164\u2800\ue000aZ9é王');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit, minLength: 1, maxLength: 6 }), { minLength: 30 }), async (texts) => {
        const rows = texts.map((text, index) => `(${index}, ${literal(text)})`).join(', ');
        const standing = await engine.rows(
          `SELECT i FROM (VALUES ${rows}) t(i, text) WHERE NOT ${needsCareSql('text')}`,
        );
        for (const { i } of standing) {
          const text = texts[Number(i)] ?? '';
          expect([safeText(text), safeId(text)]).toEqual([text, text]);
        }
      }),
    );
  });

  it('lets most names and identifiers stand', async () => {
    for (const text of ['Ada Lovelace', "Zoé O'Neil-Ñandú", 'Ольга', '王小明', 'C-0042', '0033612345678', 'FR76 3000'])
      expect((await engine.row(`SELECT ${needsCareSql(literal(text))} AS care`)).care).toBe(false);
  });
});
