import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { moveResults } from './move-results.ts';

const NAMES = ['a.csv', 'mark.json', 'b.html'];
/** Each of the earlier files goes and each of the new ones comes. */
const RENAMES = 2 * NAMES.length;

const folder = mkdtempSync(join(tmpdir(), 'vigie-move-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** A folder with the results of an earlier run and a file of a person, and new results in a folder inside it. */
function begun(earlier = NAMES): { from: string; to: string } {
  const to = join(folder, String(count++));
  const from = join(to, '.work');
  mkdirSync(from, { recursive: true });
  for (const name of earlier) writeFileSync(join(to, name), 'old');
  for (const name of NAMES) writeFileSync(join(from, name), 'new');
  writeFileSync(join(to, 'notes.txt'), 'mine');
  return { from, to };
}

function resultsIn(to: string): Record<string, string> {
  const names = readdirSync(to).filter((name) => NAMES.includes(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(to, name), 'utf8')]));
}

const whole = (run: string): Record<string, string> => Object.fromEntries([...NAMES].sort().map((name) => [name, run]));

function stoppedAt(rename: number, how: 'kill' | 'error'): string {
  const { from, to } = begun();
  const fixture = join(import.meta.dirname, 'move-results.kill.fixture.ts');
  spawnSync(process.execPath, [fixture, from, to, 'mark.json', String(rename), how, ...NAMES]);
  expect(readFileSync(join(to, 'notes.txt'), 'utf8')).toBe('mine');
  return to;
}

it('Results take the place of earlier ones, or of none, beside what else is in the folder', () => {
  for (const earlier of [NAMES, ['b.html'], []]) {
    const { from, to } = begun(earlier);
    moveResults(from, to, NAMES, 'mark.json');
    expect(resultsIn(to)).toEqual(whole('new'));
    expect(readFileSync(join(to, 'notes.txt'), 'utf8')).toBe('mine');
  }
});

it('A process that is killed at any moment leaves the files of one run only, and the mark only where all are', () => {
  const seen: string[] = [];
  for (let rename = 0; rename <= RENAMES; rename++) {
    const left = resultsIn(stoppedAt(rename, 'kill'));
    const runs = [...new Set(Object.values(left))];
    expect(runs.length).toBeLessThanOrEqual(1);
    if ('mark.json' in left) expect(left).toEqual(whole(String(runs[0])));
    seen.push(`${Object.keys(left).length} ${runs.join()}`);
  }
  expect(seen).toEqual(['3 old', '2 old', '1 old', '0 ', '1 new', '2 new', '3 new']);
});

it('An error in the middle brings the earlier results back', () => {
  for (let rename = 0; rename < RENAMES; rename++) expect(resultsIn(stoppedAt(rename, 'error'))).toEqual(whole('old'));
});
