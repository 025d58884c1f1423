import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDecisions } from './decisions-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-decisions-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string): ReturnType<typeof readDecisions> {
  const file = join(folder, 'decisions.csv');
  writeFileSync(file, text);
  return readDecisions(file);
}

describe('decisions', () => {
  it('are read with who decided, when and why; of two on one pair the later line stands', () => {
    const decisions = read(
      'left,right,decision,by,date,note\nb,a,same,AB,2026-01-02,\na,b,Not enough,CD,2026-02-03,"seen, again"\nc,d,different,,,\n',
    );
    expect(decisions).toEqual([
      { left: 'a', right: 'b', decision: 'not enough', by: 'CD', date: '2026-02-03', note: 'seen, again' },
      { left: 'c', right: 'd', decision: 'different', by: '', date: '', note: '' },
    ]);
  });

  it('that cannot be understood are refused with their line', () => {
    expect(() => read('left,right\na,b\n')).toThrow('lack the column decision');
    expect(() => read('left,right,decision\na,b,perhaps\n')).toThrow(
      'line 2 of the decisions says none of same, different, not enough',
    );
    expect(() => read('left,right,decision\na,a,same\n')).toThrow('line 2 of the decisions does not name two records');
    expect(() => readDecisions(join(folder, 'nowhere.csv'))).toThrow('cannot be read');
  });
});
