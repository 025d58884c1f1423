import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
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

test('numbers become a table, each in its own column', async () => {
  await engine.tabulate(
    'tabulated',
    [
      { name: 'small', type: 'int8', of: (row) => row % 100 },
      { name: 'odd', type: 'int16', of: (row) => -(row % 2) },
      { name: 'i', type: 'int32', of: (row) => row },
      { name: 'half', type: 'float64', of: (row) => row / 2 },
    ],
    5000,
  );
  const table = await engine.row(`SELECT count(*)::INTEGER AS rows,
    count(*) FILTER (i = rowid AND half = i / 2 AND small = i % 100 AND odd = -(i % 2))::INTEGER AS right,
    any_value(typeof(small)) AS small, any_value(typeof(odd)) AS odd FROM tabulated`);
  expect(table).toEqual({ rows: 5000, right: 5000, small: 'TINYINT', odd: 'SMALLINT' });
});

describe('A result that is handed over in parts', () => {
  const HUNDRED_THOUSAND = 'SELECT i::INTEGER AS i, i / 2 FROM range(100000) t(i)';

  it('arrives whole, in whatever order, also where it is one value again and again or nothing', async () => {
    const seen = new Uint8Array(100_000);
    await engine.eachPart(HUNDRED_THOUSAND, ['int32', 'float64'], ({ count, columns }) => {
      for (let row = 0; row < count; row++) {
        const i = columns[0]?.[row] ?? -1;
        seen[i] = (seen[i] ?? 0) + 1;
        if (columns[1]?.[row] !== i / 2) throw new Error(`Row ${i} came apart`);
      }
    });
    expect(seen.every((times) => times === 1)).toBe(true);
    for (const rows of [5000, 0]) {
      let taken = 0;
      await engine.eachPart(`SELECT 7::INTEGER, 0.5::DOUBLE FROM range(${rows})`, ['int32', 'float64'], (part) => {
        taken += part.count;
      });
      expect(taken).toBe(rows);
    }
  });

  it('ends with the error of whoever took it, and the next one comes whole', async () => {
    const refused = new RangeError('no room');
    const refuse = () => {
      throw refused;
    };
    await expect(engine.eachPart(HUNDRED_THOUSAND, ['int32', 'float64'], refuse)).rejects.toBe(refused);
    let taken = 0;
    await engine.eachPart(HUNDRED_THOUSAND, ['int32', 'float64'], (part) => {
      taken += part.count;
    });
    expect(taken).toBe(100_000);
  });

  it('refuses a NULL and a column of another type', async () => {
    const none = () => undefined;
    await expect(
      engine.eachPart(`SELECT nullif(i, 5000)::INTEGER FROM range(6000) t(i)`, ['int32'], none),
    ).rejects.toThrow('NULL');
    await expect(engine.eachPart('SELECT i::BIGINT FROM range(3) t(i)', ['int32'], none)).rejects.toThrow('BIGINT');
  });

  it('can be interrupted', async () => {
    const endless = engine.eachPart('SELECT i::INTEGER FROM range(100000000000) t(i)', ['int32'], () =>
      engine.interrupt(),
    );
    await expect(endless).rejects.toThrow('INTERRUPT');
  });
});
