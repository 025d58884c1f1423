import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine, literal } from '../src/engine/engine.ts';
import { Place, smallWorld } from './support/place.ts';
import { FINDINGS, RESULT_FILES, type Results } from './support/results.ts';
import { done, startVigie, vigie } from './support/vigie.ts';

const FILES = 6;
const KILLS = 5;
const place = new Place();
let files: string[];
/** A scan into a lake that nobody disturbed, and how long it took. */
let calm: Results;
let calmMilliseconds: number;
const calmLake = place.path('calm');
/** Results of another scan, which no stopped one may touch. */
let earlier: Results;

beforeAll(async () => {
  const world = await smallWorld(place, 5000, 3);
  const [header = '', ...rows] = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  const each = Math.ceil(rows.length / FILES);
  files = Array.from({ length: FILES }, (_, i) =>
    place.file(`part-${i}.csv`, `${[header, ...rows.slice(i * each, (i + 1) * each)].join('\n')}\n`),
  );
  calm = place.output();
  const start = performance.now();
  await done('scan', ...files, '--lake', calmLake, '--quiet', '--out', calm.directory);
  calmMilliseconds = performance.now() - start;
  earlier = place.output();
  await done('scan', (await smallWorld(place)).transfers, '--quiet', '--out', earlier.directory);
});

interface Batch {
  readonly id: string;
  readonly accepted: number;
  readonly quarantined: number;
}

function batchesOf(lake: string): Batch[] {
  const manifest = join(lake, 'manifest.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { batches: Batch[] }).batches : [];
}

/** Every batch that the manifest names is whole: as many transfers, and as many rejected rows, as it says. */
async function expectWholeBatches(lake: string): Promise<void> {
  const engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: place.path('spill') });
  for (const { id, accepted, quarantined } of batchesOf(lake))
    for (const [kind, rows] of [
      ['batches', accepted],
      ['quarantine', quarantined],
    ] as const) {
      const file = join(lake, kind, `${id}.parquet`);
      const { n } = await engine.row(`SELECT count(*)::DOUBLE AS n FROM read_parquet(${literal(file)})`);
      expect(n).toBe(rows);
    }
  engine.close();
}

function everythingIn(lake: string): string[] {
  return readdirSync(lake, { recursive: true }).map(String).sort();
}

describe('Ctrl-C, SIGTERM and a closed terminal', () => {
  it.for([
    ['SIGINT', 'reading ', true],
    ['SIGTERM', 'part-3.csv', true],
    ['SIGHUP', 'part-3.csv', true],
    ['SIGINT', 'finding places and time zones: ', false],
    ['SIGTERM', 'encoding transfers: ', false],
    ['SIGINT', 'measuring payers: ', false],
    ['SIGTERM', 'weighing indicators and ordinary explanations: ', false],
  ] as const)(
    '%s after «%s» ends with 3 and leaves earlier results as they were',
    async ([signal, moment, taking], ctx) => {
      const before = earlier.digests();
      const lake = taking ? place.path(`stopped-${ctx.task.id}`) : calmLake;
      const run = startVigie(['scan', ...(taking ? files : []), '--lake', lake, '--out', earlier.directory]);
      await run.says(moment);
      run.kill(signal);
      const ended = await run.ended;
      expect(ended.code, ended.stderr).toBe(3);
      expect(ended.stderr).toContain('results of an earlier run are untouched');
      expect(ended.stderr).not.toMatch(/\n\s+at /);
      expect(earlier.digests()).toEqual(before);
      expect(earlier.files).toEqual(RESULT_FILES);
      await expectWholeBatches(lake);
      const whole = batchesOf(lake).map(({ id }) => `${id}.parquet`);
      for (const kind of ['batches', 'quarantine']) expect(readdirSync(join(lake, kind)).sort()).toEqual(whole.sort());
      expect(existsSync(join(lake, 'lock'))).toBe(false);
    },
  );
});

describe('Two processes', () => {
  it('on one lake: the second says which one has it and ends with 2; the first is not disturbed', async () => {
    const lake = place.path('shared');
    const [one, two] = [place.output(), place.output()];
    const run = startVigie(['scan', ...files, '--lake', lake, '--out', one.directory]);
    await run.says('part-1.csv');
    const other = await vigie('scan', String(files[0]), '--lake', lake, '--out', two.directory);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(`in use by process ${run.pid}`);
    expect(two.files).toEqual([]);
    const third = await vigie('scan', String(files[0]), '--out', one.directory);
    expect(third.code).toBe(2);
    expect(third.stderr).toContain(`${one.directory} is in use by process ${run.pid}`);
    expect((await run.ended).code).toBe(0);
    expect(one.digests(FINDINGS)).toEqual(calm.digests(FINDINGS));
  });
});

describe('kill -9 at any moment', () => {
  it('leaves a lake of whole batches; the scan made again ends as if nothing had happened', async () => {
    const lake = place.path('killed');
    const out = place.output();
    let kept = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const run = startVigie(['scan', ...files, '--lake', lake, '--out', out.directory]);
      // From before the first file to after the last: later with each attempt, never at the same place.
      const share = (kill + ((kill * 0.618_034) % 1)) / KILLS;
      await Promise.race([sleep(400 + share * (calmMilliseconds - 600)), run.ended]);
      run.kill('SIGKILL');
      await run.ended;
      await expectWholeBatches(lake);
      const { length } = batchesOf(lake);
      expect(length).toBeGreaterThanOrEqual(kept);
      kept = length;
      if (out.files.includes('run.json')) expect(out.digests(FINDINGS)).toEqual(calm.digests(FINDINGS));
    }
    await done('scan', ...files, '--lake', lake, '--quiet', '--out', out.directory);
    expect(out.digests(FINDINGS)).toEqual(calm.digests(FINDINGS));
    expect(out.files).toEqual(RESULT_FILES);
    expect(everythingIn(lake)).toEqual(everythingIn(calmLake));
    // The same transfers; threads may write them in another order, so their files need not be equal.
    const told = (each: string): unknown => batchesOf(each).map((batch) => ({ ...batch, files: null }));
    expect(told(lake)).toEqual(told(calmLake));
  });
});
