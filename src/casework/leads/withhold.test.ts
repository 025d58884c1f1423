import { describe, expect, it } from 'vitest';
import { withhold } from './withhold.ts';

const member = (id: string, name: string, role = 'payer') => ({
  ...{
    kind: 'payer' as const,
    id,
    name,
    role,
    country: 'FR',
    place: 'XF-1',
    score: 3.2,
    transfers: 2,
    amountEur: '40.00',
  },
});
const lead = {
  subject: { ...member('SR-1', 'Synthetic One', 'collector'), kind: 'payee' as const },
  members: [
    { ...member('SR-1', 'Synthetic One', 'collector'), kind: 'payee' as const },
    member('SP-7', 'Synthetic Seven', 'possible_victim'),
    member('SP-77', 'Synthetic Other'),
  ],
  links: [{ payerId: 'SP-7', payeeId: 'SR-1', transfers: 2, amountEur: '40.00' }],
  paths: [{ payerId: null, payeeIds: ['SP-7'], score: 1 }],
  reasons: [{ sentence: { en: 'SP-7 (Synthetic Seven) and SP-77 paid', fr: 'x' }, contribution: 1.5 }],
  transfers: [{ payerId: 'SP-7', payeeId: 'SR-1', amount: '20.00' }],
};
const named = (place: number) => `Withheld person ${place}`;

describe('who is withheld from a reader', () => {
  const shown = JSON.stringify(withhold(lead, [{ kind: 'payer', id: 'SP-7' }], named));

  it('is named nowhere in a lead, by no identifier, name, role, place or score', () => {
    expect(shown).not.toMatch(/SP-7\b|Synthetic Seven|possible_victim/);
    expect(JSON.parse(shown).members[1]).toEqual({
      ...{
        kind: 'payer',
        id: 'withheld-1',
        name: 'Withheld person 1',
        role: 'payer',
        country: null,
        place: null,
        score: 0,
      },
      ...{ transfers: 2, amountEur: '40.00' },
    });
  });

  it('leaves sums, transfers and everybody else as they were', () => {
    const { links, reasons, transfers, members, subject } = JSON.parse(shown);
    expect(links).toEqual([{ payerId: 'withheld-1', payeeId: 'SR-1', transfers: 2, amountEur: '40.00' }]);
    expect(transfers).toEqual([{ payerId: 'withheld-1', payeeId: 'SR-1', amount: '20.00' }]);
    expect(members[2]).toEqual(lead.members[2]);
    expect(subject).toEqual(lead.subject);
    expect(reasons[0]).toEqual({
      sentence: { en: 'withheld-1 (Withheld person 1) and SP-77 paid', fr: 'x' },
      contribution: 1.5,
    });
  });
});
