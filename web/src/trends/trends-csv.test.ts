import { expect, test } from 'vitest';
import { trendsCsv } from './trends-csv.ts';

const HEADS = ['facet', 'value', 'label', 'leads'] as const;

test('writes what is shown, and that something is not told', () => {
  expect(
    trendsCsv(HEADS, [
      { facet: 'corridor', value: 'FR-PH', label: 'France to Philippines', leads: 12 },
      { facet: 'corridor', value: '', label: '3 not told', leads: null },
    ]),
  ).toBe('\ufefffacet,value,label,leads\r\ncorridor,FR-PH,France to Philippines,12\r\ncorridor,,3 not told,\r\n');
});

test('lets no text of the records become a formula or another column', () => {
  const text = trendsCsv(HEADS, [{ facet: 'channel', value: '=1+1', label: 'a "b", c', leads: 5 }]);
  expect(text).toContain(`channel,'=1+1,"a ""b"", c",5\r\n`);
});
