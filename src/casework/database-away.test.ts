import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { expect, it } from 'vitest';
import { isDatabaseAway } from './database-away.ts';

it('A database that is away is told from one that refuses, and from a file that is not there', async () => {
  for (const code of ['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'EPIPE'])
    expect(isDatabaseAway(Object.assign(new Error('x'), { code })), code).toBe(true);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  for (const code of ['23505', '42501', '22P02', '57014'])
    expect(isDatabaseAway(Object.assign(new Error('x'), { code })), code).toBe(false);
  const socket = await new Promise((resolve) => createConnection('/nowhere/.s.PGSQL.5432').on('error', resolve));
  expect(isDatabaseAway(socket)).toBe(true);
  expect(isDatabaseAway(await readFile('/nowhere').catch((error: unknown) => error))).toBe(false);
});
