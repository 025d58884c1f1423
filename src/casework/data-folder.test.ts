import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { dataFolder, isOpenToAll } from './data-folder.ts';

it('The data lies where VIGIE_DATA says', () => {
  expect(dataFolder({ VIGIE_DATA: '/srv/vigie' })).toEqual({ path: '/srv/vigie', moved: false });
});

it('With a database of one’s own the data lies in the project, even where no other account comes through', () => {
  const { path, moved } = dataFolder({ DATABASE_URL: 'postgres://somewhere/vigie' });
  expect(path).toBe(join(import.meta.dirname, '../../data'));
  expect(moved).toBe(false);
});

it('A closed folder anywhere above closes what lies in it', () =>
  inTemporaryFolder(async (folder) => {
    const inner = join(folder, 'open', 'inner');
    mkdirSync(inner, { recursive: true });
    chmodSync(folder, 0o755);
    expect(isOpenToAll(inner)).toBe(true);
    chmodSync(folder, 0o700);
    expect(isOpenToAll(inner)).toBe(false);
  }));
