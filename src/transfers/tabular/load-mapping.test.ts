import { describe, expect, it } from 'vitest';
import { UnusableInput } from '../reader.ts';
import { parseMapping } from './load-mapping.ts';

function mistakeIn(yaml: string): string {
  try {
    parseMapping('my.yaml', yaml);
  } catch (error) {
    if (error instanceof UnusableInput) return error.message;
  }
  throw new Error('the mapping was accepted');
}

describe('a mapping file', () => {
  it('gives fields from columns, constants and joined columns', () => {
    const mapping = parseMapping(
      'my.yaml',
      'columns:\n  amount: Sum\n  currency: { constant: EUR }\n  payer_name: { columns: [A, B] }\nzone: Europe/Paris\n',
    );
    expect(mapping.columns).toEqual({
      amount: 'Sum',
      currency: { constant: 'EUR' },
      payer_name: { columns: ['A', 'B'], join: ' ' },
    });
  });

  it.each([
    ['columns:\n  amount: Sum\n  amont: Sum\n', 'line 3', 'columns: "amont" is not known; write one of: source_system'],
    ['columns:\n  amount: Sum\nzone: Mars/Olympus\n', 'line 3', 'Europe/Paris'],
    ['columns:\n  amount: { constant: }\n', 'line 2', 'columns.amount: write a column name'],
    ['columns:\n  amount: Sum\nfields: x\n', 'line 3', '"fields" is not known; write one of: name, recognise'],
    ['columns: [\n', 'line', 'not valid YAML'],
    ['columns:\n  amount: &a Sum\n  currency: *a\n', 'line 3', 'write the value itself'],
    ['columns: *nothing\n', 'line 1', 'write the value itself'],
    ['columns: {}\ndirection: { column: X }\n', 'line 2', 'say which words'],
    ['', 'columns', 'my.yaml'],
  ])('%j names the line and what to write instead', (yaml, line, words) => {
    expect(mistakeIn(yaml)).toContain(line);
    expect(mistakeIn(yaml)).toContain(words);
  });
});
