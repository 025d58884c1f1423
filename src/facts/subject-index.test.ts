import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { SubjectIndex } from './subject-index.ts';

let engine: Engine;
beforeAll(async () => {
  const spillDirectory = mkdtempSync(join(tmpdir(), 'vigie-index-'));
  engine = await Engine.open({ memory: '500MB', threads: 2, spillDirectory });
});
afterAll(() => engine.close());

const people = (count: number): Promise<void> =>
  engine.run(
    `CREATE OR REPLACE TEMP TABLE people AS SELECT 'P' || i AS id, i::INTEGER AS code FROM range(${count}) r(i)`,
  );

/** Ids and codes as the index gives them, for those whose codes are below. */
async function found(index: SubjectIndex, below: number): Promise<[id: string, code: number][]> {
  const rows = await engine.rows(
    `SELECT id, ${index.hashSql('id')} AS hash FROM people WHERE code < ${below} ORDER BY code`,
  );
  const codes = index.codesOf(rows.map(({ hash }) => Number(hash)));
  return rows.map(({ id }, place) => [String(id), codes[place] as number]);
}

const wanted = (count: number): [id: string, code: number][] =>
  Array.from({ length: count }, (_, code) => [`P${code}`, code]);

describe('The code of a person', () => {
  it.each([1, 2, 1000, 100_000])('is found by the hash of the identifier, among %i people', async (count) => {
    await people(count);
    expect(await found(await SubjectIndex.read(engine, 'people', count), 1000)).toEqual(wanted(Math.min(count, 1000)));
  });

  it('is found also where hashes are so short that people share one until another salt is taken', async () => {
    await people(40);
    // Of 40 people with hashes of 10 bits, two have the same more often than not.
    const salts = new Set<string>();
    for (const bits of [9, 10, 11, 12]) {
      const index = await SubjectIndex.read(engine, 'people', 40, bits);
      expect(await found(index, 40)).toEqual(wanted(40));
      salts.add(index.hashSql('id').includes('||') ? 'another' : 'none');
    }
    expect(salts).toContain('another');
  });

  it('is not made up for somebody who is not there', async () => {
    await people(10);
    const index = await SubjectIndex.read(engine, 'people', 10);
    const { hash } = await engine.row(`SELECT ${index.hashSql("'somebody else'")} AS hash`);
    expect(() => index.codesOf([Number(hash)])).toThrow('not among the people');
  });
});
