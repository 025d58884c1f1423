import { describe, expect, it } from 'vitest';
import type { Lead } from '../../leads/lead.ts';
import { facetsOf } from './lead-facets.ts';

const transfer = (at: string, payeeId: string, channel: string | null) => ({ at, payerId: 'SP-1', payeeId, channel });
const lead = {
  subject: { kind: 'payer', id: 'SP-1', country: 'FR' },
  members: [
    { kind: 'payee', id: 'SR-1', country: 'PH' },
    { kind: 'payee', id: 'SR-2', country: null },
  ],
  transfers: [
    transfer('2025-03-01T00:00:00Z', 'SR-1', 'app'),
    transfer('2025-03-09T00:00:00Z', 'SR-1', 'app'),
    transfer('2025-04-01T00:00:00Z', 'SR-2', null),
  ],
  places: [
    { place: 'XP-0001', country: 'PH' },
    { place: 'XP-0002', country: null },
  ],
} as unknown as Lead;

describe('what a lead shares with others', () => {
  it('is each month, corridor, channel and payout place once; what is not known is left out', () => {
    expect(facetsOf(lead)).toEqual([
      { facet: 'month', value: '2025-03' },
      { facet: 'month', value: '2025-04' },
      { facet: 'corridor', value: 'FR-PH' },
      { facet: 'channel', value: 'app' },
      { facet: 'payout_place', value: 'XP-0001, PH' },
      { facet: 'payout_place', value: 'XP-0002' },
    ]);
  });
});
