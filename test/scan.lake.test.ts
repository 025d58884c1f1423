import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Place, smallWorld } from './support/place.ts';
import { FINDINGS, type Results } from './support/results.ts';
import { doneHere, type Ended, vigie, vigieHere } from './support/vigie.ts';

const place = new Place();
let first: string;
let second: string;
/** A scan of both files without a lake: what every way through a lake must lead to. */
let direct: Results;
let directOfFirst: Results;

async function scan(out: Results, ...args: string[]): Promise<Ended> {
  return vigieHere('scan', ...args, '--threads', '1', '--quiet', '--out', out.directory);
}

async function scanned(...args: string[]): Promise<Results> {
  const out = place.output();
  const ended = await scan(out, ...args);
  if (ended.code !== 0) throw new Error(ended.stderr);
  return out;
}

beforeAll(async () => {
  const world = await smallWorld(place);
  const [header = '', ...rows] = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  const half = Math.floor(rows.length / 2);
  const unreadable = String(rows[7]).replace(/^[^,]+,[^,]+,/, 'X-1,yesterday,');
  first = place.file('first.csv', `${[header, ...rows.slice(0, half), unreadable].join('\n')}\n`);
  // Ten transfers come with both deliveries.
  second = place.file('second.csv', `${[header, ...rows.slice(half - 10)].join('\n')}\n`);
  direct = await scanned(first, second);
  directOfFirst = await scanned(first);
});

it('A lake with large batches, which are read where they are, leads to what its files lead to', async () => {
  const world = await smallWorld(place, 3_000, 4);
  const [header = '', ...rows] = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  const third = Math.ceil(rows.length / 3);
  expect(third).toBeGreaterThan(6_000);
  const files = [0, 1, 2].map((part) =>
    place.file(`large-${part}.csv`, `${[header, ...rows.slice(part * third, (part + 1) * third)].join('\n')}\n`),
  );
  const lake = place.path('large');
  for (const file of files.slice(0, -1)) await scanned(file, '--lake', lake);
  const [whole, out] = [await scanned(...files), await scanned(files[2] ?? '', '--lake', lake)];
  expect(out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
});

describe('A lake', () => {
  const lake = place.path('lake');
  const manifest = (): string => readFileSync(join(lake, 'manifest.json'), 'utf8');
  const contents = (): string[] => readdirSync(lake, { recursive: true }).map(String).sort();

  it('keeps what a scan accepted, and the scan finds the same as one without a lake', async () => {
    const out = await scanned(first, '--lake', lake);
    expect(out.digests(FINDINGS)).toEqual(directOfFirst.digests(FINDINGS));
    expect(out.run.counts).toEqual(directOfFirst.run.counts);
    expect(out.run.lake).toEqual({ files: 1, transfers: directOfFirst.run.counts.accepted });
    expect(directOfFirst.run.lake).toBeNull();
    expect(existsSync(join(lake, 'lock'))).toBe(false);
  });

  it('takes nothing from a file that it has: all of it is a duplicate, and the findings stay', async () => {
    const [before, files] = [manifest(), contents()];
    const out = await scanned(first, '--lake', lake);
    expect(manifest()).toBe(before);
    expect(contents()).toEqual(files);
    const [input] = out.run.inputs;
    expect(input).toMatchObject({
      inLake: true,
      accepted: 0,
      duplicates: directOfFirst.run.counts.accepted,
      quarantined: 1,
    });
    expect(input?.warnings.join()).toContain('in the lake already');
    expect(out.digests(FINDINGS)).toEqual(directOfFirst.digests(FINDINGS));
  });

  it('takes from a second file only what is new, and then finds what a scan of both files finds', async () => {
    const out = await scanned(second, '--lake', lake);
    expect(out.run.inputs).toEqual(direct.run.inputs.slice(1));
    expect(out.run.inputs[0]).toMatchObject({ duplicates: 10 });
    expect(out.digests(FINDINGS)).toEqual(direct.digests(FINDINGS));
  });

  it('can be scanned alone, quarantine included, as if its files had been named', async () => {
    const out = await scanned('--lake', lake);
    expect(out.digests(FINDINGS)).toEqual(direct.digests(FINDINGS));
    expect(out.quarantine.rows).toEqual(direct.quarantine.rows);
    expect(out.quarantine.rows).toHaveLength(1);
    const { read, accepted, duplicates, quarantined } = out.run.counts;
    expect(read).toBe(accepted + duplicates + quarantined);
  });

  it('is not scanned in place of files that were named and cannot be read', async () => {
    const out = place.output();
    const ended = await scan(out, place.path('nowhere.csv'), '--lake', lake);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('nowhere.csv');
    expect(out.files).toEqual([]);
  });

  it('that was left locked by a process that is gone is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(lake, 'lock'), String(pid));
    const out = await scanned('--lake', lake);
    expect(out.digests(FINDINGS)).toEqual(direct.digests(FINDINGS));
    expect(existsSync(join(lake, 'lock'))).toBe(false);
  });

  it('in use by a process that lives is refused with 2, and is not touched', async () => {
    const before = manifest();
    writeFileSync(join(lake, 'lock'), String(process.pid));
    const out = place.output();
    const ended = await vigie('scan', first, '--lake', lake, '--quiet', '--out', out.directory);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`in use by process ${process.pid}`);
    expect(out.files).toEqual([]);
    expect(manifest()).toBe(before);
    expect(readFileSync(join(lake, 'lock'), 'utf8')).toBe(String(process.pid));
    rmSync(join(lake, 'lock'));
  });

  it('whose manifest is damaged, or that lacks a batch, is refused with 2 and says what to do; nothing of it is removed', async () => {
    const good = manifest();
    const files = contents();
    const out = place.output();
    for (const wrong of ['', '{"version":2,"batches":[]}', good.slice(0, 100)]) {
      writeFileSync(join(lake, 'manifest.json'), wrong);
      const ended = await scan(out, first, '--lake', lake);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('manifest.json');
      expect(contents()).toEqual(files);
    }
    writeFileSync(join(lake, 'manifest.json'), good);
    const [batch] = readdirSync(join(lake, 'batches'));
    rmSync(join(lake, 'batches', String(batch)));
    const ended = await scan(out, second, '--lake', lake);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(String(batch));
    expect(out.files).toEqual([]);
  });

  it('of which a file was cut, changed or emptied is refused with 2 and names that file, now and as a manifest of before told it', async () => {
    const damaged = place.path('damaged');
    await scanned(first, '--lake', damaged);
    const { batches } = JSON.parse(readFileSync(join(damaged, 'manifest.json'), 'utf8')) as {
      batches: { files?: unknown }[];
    };
    const out = place.output();
    for (const kind of ['batches', 'quarantine']) {
      const [name] = readdirSync(join(damaged, kind));
      const file = join(damaged, kind, String(name));
      const good = readFileSync(file);
      const changed = Buffer.from(good);
      changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 0xff, changed.length >> 1);
      for (const bad of [good.subarray(0, good.length >> 1), changed, Buffer.alloc(0)]) {
        writeFileSync(file, bad);
        const ended = await scan(out, '--lake', damaged);
        expect(ended.code).toBe(2);
        expect(ended.stderr).toContain(`${file} is damaged`);
        expect(ended.stderr).not.toMatch(/\n\s+at |SELECT/);
        expect(out.files).toEqual([]);
      }
      writeFileSync(file, good);
    }
    // Before, nothing was noted of the files: they are read through once, and noted.
    const before = (): void =>
      writeFileSync(
        join(damaged, 'manifest.json'),
        JSON.stringify({ version: 1, batches: batches.map(({ files: _, ...batch }) => batch) }),
      );
    before();
    const [name] = readdirSync(join(damaged, 'batches'));
    const file = join(damaged, 'batches', String(name));
    const good = readFileSync(file);
    writeFileSync(file, good.subarray(0, good.length >> 1));
    expect(await scan(out, '--lake', damaged)).toMatchObject({ code: 2, stderr: expect.stringContaining(file) });
    writeFileSync(file, good);
    await doneHere('scan', '--lake', damaged, '--threads', '1', '--quiet', '--out', out.directory);
    expect(out.digests(FINDINGS)).toEqual(directOfFirst.digests(FINDINGS));
    expect((JSON.parse(readFileSync(join(damaged, 'manifest.json'), 'utf8')) as { batches: unknown }).batches).toEqual(
      batches,
    );
  });

  it('that is a file ends with 1, and the file stays', async () => {
    const file = place.file('not-a-lake', 'mine');
    const ended = await scan(place.output(), first, '--lake', file);
    expect(ended.code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
