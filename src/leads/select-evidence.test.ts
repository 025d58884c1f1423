import { describe, expect, it } from 'vitest';
import { EVIDENCE_KINDS, type EvidenceKind } from '../indicators/evidence.ts';
import { selectEvidence } from './select-evidence.ts';
import { AS_OF, counterparty, transfer } from './testing/context.ts';

const transfers = [
  transfer('old', 300, { payeeId: 'a', declaredTie: true }),
  transfer('month-later', 270, { payeeId: 'a', provider: 'B' }),
  transfer('n1', 20, { payeeId: 'b', payerNight: true, businessHours: false, eurCents: 200_000 }),
  transfer('n2', 19, { payeeId: 'c', round: false, channelKind: 'gift_card' }),
  transfer('n3', 18.5, { payeeId: 'c', purposeKind: 'handle', crossBorder: false }),
  transfer('n4', 18.2, { payeeId: 'c', purposeKind: 'salary', eurCents: null }),
];
const counterparties = new Map([
  ['a', counterparty('a', { shared: true })],
  ['b', counterparty('b', { known: true })],
]);
const select = (kind: EvidenceKind): readonly string[] =>
  selectEvidence(kind, { kind: 'payer', transfers, counterparties }, AS_OF, 100).transferIds;

describe('the evidence', () => {
  it.each([
    ['all', ['old', 'month-later', 'n1', 'n2', 'n3', 'n4']],
    ['small', ['old', 'month-later', 'n2', 'n3']],
    ['large', ['n1']],
    ['cross_border', ['old', 'month-later', 'n1', 'n2', 'n4']],
    ['payer_night', ['n1']],
    ['business_hours', ['old', 'month-later', 'n2', 'n3', 'n4']],
    ['round', ['old', 'month-later', 'n1', 'n3', 'n4']],
    ['handle_purpose', ['n3']],
    ['trade_purpose', ['n4']],
    ['tied', ['old']],
    ['untied', ['month-later', 'n1', 'n2', 'n3', 'n4']],
    ['first_to_each', ['old', 'n1', 'n2']],
    ['once_only', ['n1']],
    ['to_shared_payees', ['old', 'month-later']],
    ['known', ['n1']],
    ['episode', ['n1', 'n2', 'n3', 'n4']],
    ['burst', ['n2', 'n3', 'n4']],
    ['gift', ['n2']],
    ['recent', ['n1', 'n2', 'n3', 'n4']],
    ['rhythmic', ['month-later']],
    ['other_routes', ['old', 'month-later', 'n1', 'n2']],
  ] as const)('%s selects %j', (kind, expected) => {
    expect(select(kind)).toEqual(expected);
  });

  it('of every kind is never empty, in time order, and capped to the newest', () => {
    for (const kind of EVIDENCE_KINDS) {
      const { transferIds, total } = selectEvidence(
        kind,
        { kind: 'payee', transfers, counterparties: new Map() },
        AS_OF,
        2,
      );
      expect(transferIds.length).toBe(Math.min(2, total));
      expect(total).toBeGreaterThan(0);
    }
  });
});
