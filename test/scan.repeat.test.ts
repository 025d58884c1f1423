import { copyFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Place, smallWorld, type World } from './support/place.ts';
import { FINDINGS, type Results } from './support/results.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
let world: World;
let first: Results;

async function scan(...more: string[]): Promise<Results> {
  const out = place.output();
  await doneHere('scan', world.transfers, '--places', world.places, '--quiet', '--out', out.directory, ...more);
  return out;
}

beforeAll(async () => {
  world = await smallWorld(place, 1000, 11);
  first = await scan('--threads', '2');
});

describe('The same input', () => {
  it('gives the same bytes in a second run, run.json’s timings and memory apart', async () => {
    expect((await scan('--threads', '2')).digests()).toEqual(first.digests());
  });

  it('gives the same bytes on one thread', async () => {
    expect((await scan('--threads', '1')).digests()).toEqual(first.digests());
  });

  it('gives the same findings with little memory, spilling to the disk', async () => {
    expect((await scan('--memory', '300MB')).digests(FINDINGS)).toEqual(first.digests(FINDINGS));
  });

  it('gives the same leads, with the same ids, under another file name: results do not hang on where a file lies', async () => {
    const elsewhere = place.path('elsewhere.csv');
    copyFileSync(world.transfers, elsewhere);
    const out = place.output();
    await doneHere('scan', elsewhere, '--places', world.places, '--quiet', '--out', out.directory);
    const names = ['subjects.csv', 'leads.jsonl', 'groups.jsonl', 'places.csv'];
    expect(out.digests(names)).toEqual(first.digests(names));
  });

  it('replaces the results of an earlier run in the same folder, whole', async () => {
    const before = first.digests();
    await doneHere('scan', world.known, world.transfers, '--quiet', '--out', first.directory);
    expect(first.digests()).not.toEqual(before);
    await doneHere('scan', world.transfers, '--places', world.places, '--quiet', '--out', first.directory);
    expect(first.digests()).toEqual(before);
    expect(first.files).toHaveLength(7);
  });
});
