import { expect, test } from 'vitest';
import { wantAttention } from './health.ts';

const WELL = {
  at: '2026-03-10T12:00:00.000Z',
  database: { version: '18.4' },
  migrations: { applied: 12, pending: 0 },
  checkpoint: '2026-03-01T00:00:00.000Z',
  unsealedSince: null,
  backup: '2026-03-09T12:00:00.000Z',
  disk: { free: 50e9, size: 100e9 },
};

test('is content with an old checkpoint when nothing was told since', () => {
  expect(wantAttention(WELL)).toEqual([]);
});

test('wants attention for an entry that no checkpoint has vouched for within a quarter of an hour', () => {
  expect(wantAttention({ ...WELL, unsealedSince: '2026-03-10T11:50:00.000Z' })).toEqual([]);
  expect(wantAttention({ ...WELL, unsealedSince: '2026-03-10T11:40:00.000Z' })).toEqual(['checkpoint']);
});

test('wants attention for a backup that is missing or a week old, a full disk, a schema of an older program', () => {
  expect(wantAttention({ ...WELL, backup: null, disk: { free: 1e9, size: 100e9 } })).toEqual(['backup', 'disk']);
  expect(wantAttention({ ...WELL, backup: '2026-03-02T00:00:00.000Z' })).toEqual(['backup']);
  expect(wantAttention({ ...WELL, migrations: { applied: 12, pending: 1 } })).toEqual(['migrations']);
});
