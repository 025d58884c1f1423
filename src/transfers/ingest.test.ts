import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { Ingest, QUARANTINE_TABLE } from './ingest.ts';
import { Lake } from './lake.ts';
import { registerCurrencySigns } from './money/dressed-amounts.ts';
import { loadRates } from './money/rates.ts';
import { registerRates } from './money/rates-sql.ts';
import { type OpenedSource, openSource } from './open-source.ts';
import { hashedFile } from './sources/plain-copy.ts';
import { registerStatusWords } from './status-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-ingest-'));
const work = join(folder, 'work');
let engine: Engine;
beforeEach(async () => {
  mkdirSync(work, { recursive: true });
  engine = await Engine.open({ memory: '500MB', threads: 2, spillDirectory: join(folder, 'spill') });
  await registerRates(engine.connection, await loadRates());
  await registerCurrencySigns(engine);
  await registerStatusWords(engine);
});
afterEach(() => engine.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened(name: string, rows: readonly string[]): Promise<OpenedSource> {
  const path = join(folder, name);
  writeFileSync(path, ['source_ref,executed_at,payer_id,payee_id,amount,currency', ...rows, ''].join('\n'));
  return openSource(engine.connection, await hashedFile(name, path), 'csv', { tempDir: work, presets: [] });
}

const row = (ref: string, amount = '10.00'): string => `${ref},2025-01-05T10:00:00Z,SP-1,SR-1,${amount},EUR`;
const quarantine = (): Promise<unknown[]> =>
  engine.rows(`SELECT file, "row"::INTEGER AS "row" FROM ${QUARANTINE_TABLE} ORDER BY ALL`);

async function accepted(ingest: Ingest): Promise<string[]> {
  const rows = await engine.rows(`SELECT source_ref FROM ${ingest.transfers} ORDER BY 1`);
  return rows.map(({ source_ref }) => String(source_ref));
}

describe('Taking files in', () => {
  it('counts each transfer once over all files, and puts aside what is wrong or says otherwise', async () => {
    const ingest = new Ingest(engine, work, null, {});
    await ingest.start();
    await ingest.add(await opened('a.csv', [row('A'), row('B'), row('A'), row('C', 'much')]));
    await ingest.add(await opened('b.csv', [row('B'), row('D'), row('A', '99.00')]));
    expect(await accepted(ingest)).toEqual(['A', 'B', 'D']);
    expect(
      ingest.files.map(({ read, accepted, duplicates, quarantined }) => [read, accepted, duplicates, quarantined]),
    ).toEqual([
      [4, 2, 1, 1],
      [3, 1, 1, 1],
    ]);
    expect(await quarantine()).toEqual([
      { file: 'a.csv', row: 4 },
      { file: 'b.csv', row: 3 },
    ]);
  });

  it('compares a file with one table of all small ones before it, however many there were', async () => {
    const ingest = new Ingest(engine, work, null, {});
    await ingest.start();
    await ingest.add(await opened('small-0.csv', [row('S-0')]));
    const { transfers } = ingest;
    for (const name of ['1', '2', '3'])
      await ingest.add(await opened(`small-${name}.csv`, [row(`S-${name}`), row('S-0')]));
    expect(ingest.transfers).toBe(transfers);
    expect(await accepted(ingest)).toEqual(['S-0', 'S-1', 'S-2', 'S-3']);
    expect(readdirSync(work).filter((name) => name.startsWith('candidates'))).toEqual([]);
  });

  it('gives the same through a lake, now and after it is opened again', async () => {
    const directory = join(folder, 'lake');
    const lake = Lake.open(directory);
    const ingest = new Ingest(engine, work, lake, {});
    await ingest.start();
    await ingest.add(await opened('a.csv', [row('A'), row('B'), row('A'), row('C', 'much')]));
    expect(await accepted(ingest)).toEqual(['A', 'B']);
    lake.close();
    const again = Lake.open(directory);
    const later = new Ingest(engine, work, again, {});
    await later.start();
    expect(await accepted(later)).toEqual(['A', 'B']);
    expect(await quarantine()).toEqual([{ file: 'a.csv', row: 4 }]);
    again.close();
  });

  it('stops when records are not accounted for, before anything of the file reaches the lake', async () => {
    const lake = Lake.open(join(folder, 'careful'));
    const ingest = new Ingest(engine, work, lake, {});
    await ingest.start();
    const source = await opened('lossy.csv', [row('A'), row('B')]);
    await expect(ingest.add({ ...source, records: async () => 3 })).rejects.toThrow(
      '3 records were read, but 2 accepted',
    );
    expect(lake.batches).toEqual([]);
    expect(readdirSync(join(lake.directory, 'batches'))).toEqual([]);
    expect(ingest.files).toEqual([]);
    lake.close();
  });
});
