import { describe, expect, it } from 'vitest';
import type { Lead } from './lead.ts';
import { daysSinceActive, daysSinceSigns, inReadingOrder, lastActiveAt, urgencyOf } from './recency.ts';

const reason = (...evidence: string[]) => ({ evidence }) as unknown as Lead['reasons'][number];
const transfer = (transferId: string, at: string) => ({ transferId, at }) as unknown as Lead['transfers'][number];

/** Two payments that show signs in January, one ordinary payment in June, two days before the end of the data. */
function lead(tier: Lead['tier'], reasons = [reason('a', 'b')]): Lead {
  const transfers = [
    transfer('a', '2025-01-01T00:00:00Z'),
    transfer('b', '2025-01-03T00:00:00Z'),
    transfer('c', '2025-06-12T00:00:00Z'),
  ];
  const activity = { lastAt: '2025-06-12T00:00:00Z', daysSinceLast: 2 } as Lead['activity'];
  return { tier, reasons, transfers, activity } as unknown as Lead;
}

describe('how long ago the signs are', () => {
  it('is counted from the payments that show them, not from the last payment of any kind', () => {
    expect(daysSinceSigns(lead('first'))).toBe(162);
    expect(daysSinceSigns(lead('first', [reason('a'), reason('c')]))).toBe(2);
  });

  it('is counted from the last payment where no own payment is evidence', () => {
    expect(daysSinceSigns(lead('first', [reason('of somebody else')]))).toBe(2);
  });

  it('says "now" and "today" only while the payments may go on', () => {
    expect(urgencyOf(lead('first', [reason('c')]))).toBe('now');
    expect(urgencyOf(lead('second', [reason('c')]))).toBe('today');
    expect(urgencyOf(lead('first'))).toBe('week');
    expect(urgencyOf(lead('second'))).toBe('month');
    const old = { ...lead('first'), activity: { lastAt: '2025-06-12T00:00:00Z', daysSinceLast: 800 } } as Lead;
    expect(urgencyOf(old)).toBe('later');
    expect(urgencyOf({ ...old, tier: 'context' })).toBe('context');
    expect(urgencyOf(lead('context', [reason('c')]))).toBe('context');
  });
});

describe('the order in which leads are read', () => {
  const signs = (rankInQueue: number, tier: Lead['tier'], evidence: string, queue: Lead['queue'] = 'safeguarding') =>
    ({ ...lead(tier, [reason(evidence)]), queue, rankInQueue }) as Lead;

  it('puts possible victims whose payments may go on before those with stronger signs whose payments have ended', () => {
    const leads = [signs(1, 'first', 'a'), signs(2, 'second', 'c'), signs(3, 'first', 'c'), signs(4, 'context', 'c')];
    expect(inReadingOrder(leads).map(({ rankInQueue }) => rankInQueue)).toEqual([3, 2, 1, 4]);
  });

  it('is that of the score in the investigation queue', () => {
    const leads = [signs(2, 'first', 'c', 'investigation'), signs(1, 'first', 'a', 'investigation')];
    expect(inReadingOrder(leads).map(({ rankInQueue }) => rankInQueue)).toEqual([1, 2]);
  });
});

describe('when somebody was last active', () => {
  it('is the last sign of a possible victim, and the last transfer that is weighed of anybody else', () => {
    const victim = { ...lead('first'), queue: 'safeguarding' } as Lead;
    expect(lastActiveAt(victim)).toBe('2025-01-03T00:00:00Z');
    expect(daysSinceActive(victim)).toBe(daysSinceSigns(victim));
    const corridor = { activity: { lastAt: '2025-02-01T00:00:00Z', daysSinceLast: 133 } } as Lead['corridor'];
    const payer = { ...victim, queue: 'investigation', corridor } as Lead;
    expect(lastActiveAt(payer)).toBe('2025-02-01T00:00:00Z');
    expect(daysSinceActive(payer)).toBe(133);
    expect(lastActiveAt({ ...payer, corridor: null })).toBe('2025-06-12T00:00:00Z');
  });
});
