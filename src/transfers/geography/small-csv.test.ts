import { expect, test } from 'vitest';
import { parseSmallCsv } from './small-csv.ts';

test('quotes, comments, empty lines, a byte-order mark and Windows line ends are read', () => {
  expect(parseSmallCsv('\uFEFF# note\r\nName,City\r\n\r\n"Washington, ""D.C.""", a \r\n')).toEqual({
    header: ['name', 'city'],
    rows: [{ line: 4, cells: ['Washington, "D.C."', 'a'] }],
  });
});
test('semicolons separate when the header has them', () => {
  expect(parseSmallCsv('a;b\n1,5;"x;y"\n;\n').rows.map((row) => row.cells)).toEqual([
    ['1,5', 'x;y'],
    ['', ''],
  ]);
});
test('empty cells keep their place', () => {
  expect(parseSmallCsv('a,b,c\n,"",x\n"q",,\n').rows.map((row) => row.cells)).toEqual([
    ['', '', 'x'],
    ['q', '', ''],
  ]);
});
test('an empty text has neither header nor rows', () => {
  expect(parseSmallCsv('')).toEqual({ header: [], rows: [] });
});
