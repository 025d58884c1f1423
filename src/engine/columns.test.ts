import { setImmediate } from 'node:timers/promises';
import { DuckDBDataChunk, type DuckDBResult, INTEGER } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { columnParts } from './columns.ts';

it('A result that breaks off while its reader is busy is told to the reader, and ends nothing else', async () => {
  const chunk = DuckDBDataChunk.create([INTEGER], 3);
  const fetched = [Promise.resolve(chunk), Promise.reject(new Error('broken off'))];
  const result = { fetchChunk: async () => fetched.shift() } as unknown as DuckDBResult;
  const read = async () => {
    for await (const { count } of columnParts(result, ['int32'])) {
      expect(count).toBe(3);
      await setImmediate();
    }
  };
  await expect(read()).rejects.toThrow('broken off');
});
