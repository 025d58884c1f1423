import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine, identifier, literal } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({
    memory: '500MB',
    threads: 2,
    spillDirectory: mkdtempSync(join(tmpdir(), 'vigie-engine-')),
  });
});
afterAll(() => engine.close());

test('a large result arrives whole and in order, in batches that do not follow the chunks of the engine', async () => {
  let next = 0;
  let batches = 0;
  for await (const batch of engine.columns(
    'SELECT i::INTEGER AS i, i / 2 AS half FROM range(10000) t(i)',
    ['int32', 'float64'],
    3001,
  )) {
    batches++;
    for (let i = 0; i < batch.count; i++, next++) {
      expect(batch.columns[0]?.[i]).toBe(next);
      expect(batch.columns[1]?.[i]).toBe(next / 2);
    }
  }
  expect([next, batches]).toEqual([10000, 4]);
});

test('a NULL in a typed result is an error, never a zero', async () => {
  const read = async () => {
    for await (const _ of engine.columns(
      'SELECT CASE WHEN i = 5000 THEN NULL ELSE i END::INTEGER FROM range(6000) t(i)',
      ['int32'],
      1000,
    ));
  };
  await expect(read()).rejects.toThrow('NULL');
});

test('a column of another type than said is an error', async () => {
  const read = async () => {
    for await (const _ of engine.columns('SELECT i::BIGINT FROM range(3) t(i)', ['int32'], 10));
  };
  await expect(read()).rejects.toThrow('not int32');
});

test('quotes in literals and identifiers stay text', async () => {
  const hostile = `x'; DROP TABLE t; --"`;
  expect(await engine.row(`SELECT ${literal(hostile)} AS ${identifier(hostile)}`)).toEqual({ [hostile]: hostile });
});

test('a NUL in a literal is a character of the text and does not end the statement', async () => {
  for (const text of ["P\0'); DROP TABLE t; --", '\0', "'\0\0'"]) {
    expect(
      await engine.row(`SELECT ${literal(text)} AS t, ${literal(text)} IN ('other', ${literal(text)}) AS found`),
    ).toEqual({
      t: text,
      found: true,
    });
  }
});

test('no extension is ever fetched', async () => {
  await expect(engine.run('INSTALL httpfs')).rejects.toThrow();
});

test('numbers of objects become a table, page after page, each in its own column', async () => {
  const items = Array.from({ length: 5000 }, (_, i) => ({ i, half: i / 2 }));
  await engine.tabulate<(typeof items)[number]>(
    'tabulated',
    [
      { name: 'small', type: 'int8', of: ({ i }) => i % 100 },
      { name: 'odd', type: 'int16', of: ({ i }) => -(i % 2) },
      { name: 'i', type: 'int32', of: ({ i }) => i },
      { name: 'half', type: 'float64', of: ({ half }) => half },
    ],
    [items.slice(0, 3), [], items.slice(3, 4500), items.slice(4500)],
  );
  const table = await engine.row(`SELECT count(*)::INTEGER AS rows,
    count(*) FILTER (i = rowid AND half = i / 2 AND small = i % 100 AND odd = -(i % 2))::INTEGER AS right,
    any_value(typeof(small)) AS small, any_value(typeof(odd)) AS odd FROM tabulated`);
  expect(table).toEqual({ rows: 5000, right: 5000, small: 'TINYINT', odd: 'SMALLINT' });
});
