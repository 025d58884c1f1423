import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Place, smallWorld } from './support/place.ts';
import { startVigie, vigieHere } from './support/vigie.ts';

const place = new Place();

it('refuses a list of what is true before it reads anything: a word not understood would count as «does not matter»', async () => {
  const world = await smallWorld(place);
  const folder = join(world.truth, '..');
  const truth = readFileSync(world.truth, 'utf8');
  const out = place.path('pack');
  writeFileSync(world.truth, truth.replace(',true,', ',perhaps,'));
  expect(await vigieHere('calibrate', folder, '--out', out)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('harmful must be one of true, false, 1, 0, not perhaps'),
  });
  const absent = await startVigie(['calibrate', place.path('nowhere'), '--out', out], 'fr').ended;
  expect(absent).toMatchObject({ code: 2, stderr: expect.stringContaining('ce fichier n’existe pas') });
  expect(existsSync(out)).toBe(false);
});
