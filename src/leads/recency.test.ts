import { describe, expect, it } from 'vitest';
import type { Lead } from './lead.ts';
import { daysSinceSigns, urgencyOf } from './recency.ts';

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
