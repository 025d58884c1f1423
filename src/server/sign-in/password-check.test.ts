import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processorTime } from '../../../test/support/processor-time.ts';
import { inTemporaryFolder } from '../../temporary-folder.ts';
import { openBreachedPasswords } from './breached-passwords.ts';
import { weaknessOf } from './password-check.ts';

const about = ['Camille Fictive', 'camille.fictive@example.org', 'Cellule fictive'];

it.each([
  'court',
  'azertyuiop1234',
  'qwertyuiop[]12',
  'aaaaaaaaaaaaaaaa',
  'motdepasse2026',
  'Motdepasse2026!',
  'camillefictive1',
  'vigievigievigie',
  '12345678901234',
  'abcdefghijklmno',
])('%s is refused, with a reason in two languages', async (password) => {
  const weakness = await weaknessOf(password, about, null);
  expect(weakness?.every((text) => text.length > 10)).toBe(true);
});

it.each(['chaise nuage tambour girafe', 'k7#Vd0qPz!m2Lw', 'Quatre lampes dorment sous le pont'])(
  '%s is accepted',
  async (password) => {
    expect(await weaknessOf(password, about, null)).toBeNull();
  },
);

it('A password of more than 128 characters is refused before it costs anything', async () => {
  const took = await processorTime(async () => {
    expect(await weaknessOf('é'.repeat(100_000), about, null)).not.toBeNull();
  });
  expect(took).toBeLessThan(250);
});

it('The check of any password takes less than half a second', async () => {
  for (const password of ['@4301$!|'.repeat(16), 'aA1!'.repeat(32), 'motdepasse'.repeat(12), '1a2b3c4d'.repeat(16)]) {
    expect(await processorTime(() => weaknessOf(password, about, null))).toBeLessThan(500);
  }
});

const leaked = Array.from({ length: 1000 }, (_, index) => `leaked ${index}`);
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').toUpperCase();

it.each([
  ['passwords as they are', leaked.join('\n')],
  ['hashes in order', leaked.map(sha1).sort().join('\n')],
  [
    'hashes with counts and line ends of Windows',
    leaked
      .map((text) => `${sha1(text)}:${text.length}`)
      .sort()
      .join('\r\n'),
  ],
])('A list of %s is searched to its first and last line', async (_, content) => {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'list');
    writeFileSync(file, content);
    const breached = await openBreachedPasswords(file);
    for (const password of leaked) expect(await breached.has(password), password).toBe(true);
    for (const password of ['leaked', 'leaked 1000', '', 'Leaked 1']) expect(await breached.has(password)).toBe(false);
    expect(await weaknessOf('leaked 12 chars', [], { has: async () => true })).not.toBeNull();
  });
});

it('A list that is not there is said with the name of its variable', async () => {
  await expect(openBreachedPasswords('/nowhere/list')).rejects.toThrow('VIGIE_BREACHED_PASSWORDS');
});
