import { describe, expect, it } from 'vitest';
import { earliness } from './earliness.ts';
import type { RankedSubject, TrueSubject } from './subjects.ts';

const payer = (id: string): RankedSubject => ({ kind: 'payer', id, queue: 'investigation', tier: 'first' });
const truth: TrueSubject[] = ['a', 'b', 'c'].map((id) => ({
  kind: 'payer',
  id,
  class: 'live_stream_payer_regular',
  harmful: true,
  queue: 'investigation',
}));
const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const transfers = new Map([
  ['payer:a', [day('2024-01-10'), day('2024-01-20'), day('2024-02-10')]],
  ['payer:b', [day('2024-01-05'), day('2024-02-05'), day('2024-02-25'), day('2024-03-05')]],
  ['payer:c', [day('2024-01-01')]],
]);

describe('earliness', () => {
  const result = earliness(
    [
      { asOf: '2024-03-01T00:00:00Z', subjects: [payer('b'), payer('a'), payer('c')] },
      { asOf: '2024-02-01T00:00:00Z', subjects: [payer('a'), payer('x'), payer('b')] },
    ],
    truth,
    transfers,
    { budget: 2 },
  );

  it('counts the transfers before the first run in which a subject came within the budget, whatever the order of runs', () => {
    expect(
      result.subjects.map(({ id, transfersBefore, transfersInAll }) => [id, transfersBefore, transfersInAll]),
    ).toEqual([
      ['a', 2, 3],
      ['b', 3, 4],
      ['c', null, 1],
    ]);
  });

  it('says how many came within the budget at all, and the quartiles of their counts', () => {
    const [payers, payees] = result.byKind;
    expect(payers?.found?.value).toBeCloseTo(2 / 3, 12);
    expect(payers?.median).toBe(2.5);
    expect(payees).toEqual({ kind: 'payee', found: null, q1: null, median: null, q3: null });
  });
});
