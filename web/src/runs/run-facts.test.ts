import { expect, test } from 'vitest';
import { runFacts } from './run-facts.ts';

test('reads what it shows of run.json', () => {
  const facts = runFacts({
    program: { name: 'vigie', version: '0.1.0' },
    period: { from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' },
    inputs: [{ file: '/far/away/transfers.csv', sha256: 'ab', format: 'csv', read: 3, accepted: 2, duplicates: 1 }],
    counts: { read: 3, accepted: 2 },
    packs: [{ name: 'public', version: '0.1.0', sha256: 'cd', calibrated: false }],
  });
  expect(facts.program).toBe('vigie 0.1.0');
  expect(facts.files).toEqual([
    { name: 'transfers.csv', sha256: 'ab', format: 'csv', read: 3, accepted: 2, duplicates: 1, quarantined: null },
  ]);
  expect(facts.counts).toMatchObject({ read: 3, accepted: 2, payers: null });
});

test('shows nothing of what another version wrote otherwise, and does not fail', () => {
  expect(runFacts({ inputs: 'none', packs: [null, 3], counts: [], rates: 'x' })).toMatchObject({
    files: [],
    packs: [],
    rates: null,
    period: null,
  });
});
