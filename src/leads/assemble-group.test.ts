import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assembleGroups,
  type GroupPayee,
  type GroupPayer,
  type GroupRequest,
  type Payments,
} from './assemble-group.ts';
import { assembleLead } from './assemble-lead.ts';
import { groupSchema } from './group.ts';
import type { Lead } from './lead.ts';
import { AS_OF, contextOf, transfer } from './testing/context.ts';

const DAY = 86_400;
function leadOf(rank: number): Lead {
  const lead = assembleLead(contextOf('payer', {}, [transfer('t', 400)]), AS_OF);
  return { ...lead, leadId: `L-${rank}`, rank, rankInQueue: rank };
}

function person(id: string, lead: Lead | null) {
  return { id, name: `Synthetic ${id}`, role: 'payer', country: 'XA', place: null, lead } as const;
}
const payer = (id: string, rank: number): GroupPayer => ({
  ...person(id, leadOf(rank)),
  related: rank,
});
const payee = (id: string, household: number, rank = household, firstPaidAt = 0): GroupPayee => ({
  ...person(id, leadOf(rank)),
  ...{ household, firstPaidAt },
});
const paid = (payerId: string, payeeId: string, rest: Partial<Payments> = {}): Payments => ({
  ...{ payerId, payeeId, transfers: 2, cents: 5000n, withoutRate: 0 },
  ...{ firstAt: AS_OF - 90 * DAY, lastAt: AS_OF - 10 * DAY, places: [] },
  ...rest,
});

function grouped(rest: Partial<GroupRequest>) {
  const request: GroupRequest = {
    ...{ queue: 'investigation', payees: [], payers: [], payments: [], asOf: AS_OF },
    relatedOf: (id) => Number(id.replace(/\D/g, '')),
    around: () => ({ payers: 0, active: 0, possibleVictims: 0, transfers: 0, amountEur: null, payees: 0 }),
    shared: () => [],
    ...rest,
  };
  const groups = assembleGroups(request);
  for (const group of groups) expect(() => groupSchema.strict().parse(group)).not.toThrow();
  return groups;
}

describe('A group', () => {
  it('is more than one payer and one payee: those are a lead already', () => {
    const [payees, payers] = [[payee('r1', 1)], [payer('p1', 1), payer('p2', 2)]];
    expect(grouped({ payees, payers, payments: [paid('p1', 'r1')] })).toEqual([]);
    expect(grouped({ payees, payers, payments: [paid('p1', 'r1'), paid('p2', 'r1')] })).toHaveLength(1);
  });

  it('sums what passed between its members, exactly, also beyond what a float can hold', () => {
    const cents = 9_007_199_254_740_993n;
    const payments = [paid('p1', 'r1', { cents }), paid('p2', 'r1', { cents: 1n })];
    const [group] = grouped({ payees: [payee('r1', 1)], payers: [payer('p1', 1), payer('p2', 2)], payments });
    expect(group?.amountEur).toBe('90071992547409.94');
    expect(group?.transfers).toBe(4);
  });

  it('says of a sum that lacks rates that it does, and of one that has none that it is unknown', () => {
    const unknown = { cents: 0n, withoutRate: 2 };
    const [payees, payers] = [[payee('r1', 1)], [payer('p1', 1), payer('p2', 2)]];
    const of = (payments: readonly Payments[]) =>
      grouped({ payees, payers, payments }).map(({ amountEur, withoutRate }) => [amountEur, withoutRate]);
    expect(of([paid('p1', 'r1', unknown), paid('p2', 'r1')])).toEqual([['50.00', 2]]);
    expect(of([paid('p1', 'r1', unknown), paid('p2', 'r1', unknown)])).toEqual([[null, 4]]);
  });

  it('keeps its identifier while it grows: it hangs on the payee who was paid first', () => {
    const payers = [payer('p1', 1), payer('p2', 2)];
    const payments = [paid('p1', 'r1'), paid('p2', 'r1')];
    const before = grouped({ payees: [payee('r1', 1, 1, 100)], payers, payments });
    const later = [payee('a0', 1, 3, 200), payee('r1', 1, 1, 100), payee('z9', 1, 4, 300)];
    const after = grouped({
      payees: later,
      payers: [...payers, payer('p5', 5)],
      payments: [...payments, paid('p5', 'a0')],
    });
    expect(after[0]?.groupId).toBe(before[0]?.groupId);
    expect(grouped({ queue: 'safeguarding', payees: later, payers, payments })[0]?.groupId).not.toBe(
      before[0]?.groupId,
    );
  });

  it('is the main one of a payer where most of its transfers went; the others are named with it', () => {
    const payees = [payee('r1', 1), payee('r2', 2), payee('r3', 3)];
    const payers = ['p1', 'p2', 'p3', 'p4', 'p5'].map((id, index) => payer(id, index + 1));
    const payments = [
      ...[paid('p1', 'r1'), paid('p2', 'r1'), paid('p3', 'r1', { transfers: 3 })],
      ...[paid('p3', 'r2', { transfers: 5 }), paid('p4', 'r2'), paid('p5', 'r2')],
    ];
    const groups = grouped({ payees, payers, payments });
    expect(groups).toHaveLength(2);
    const both = groups.map(({ members }) => members.find(({ id }) => id === 'p3'));
    const [first, second] = groups.map(({ groupId }) => groupId);
    expect(both.map((member) => [member?.mainGroup, member?.otherGroups])).toEqual([
      [second, [second]],
      [second, [first]],
    ]);
    expect(groups.map(({ transfers }) => transfers)).toEqual([7, 9]);
  });

  it('counts as active whom payments within it concern that may still go on', () => {
    const payers = [payer('p1', 1), payer('p2', 2)];
    const at = (daysAgo: number) => ({ lastAt: AS_OF - daysAgo * DAY });
    const payments = [paid('p1', 'r1', at(30)), paid('p2', 'r1', at(30.1)), paid('p2', 'r2', at(200))];
    const [group] = grouped({ payees: [payee('r1', 1), payee('r2', 1)], payers, payments });
    expect(group?.members.map(({ id, active }) => [id, active])).toEqual([
      ['r1', true],
      ['r2', false],
      ['p1', true],
      ['p2', false],
    ]);
    expect(group?.activity).toMatchObject({ activeMembers: 2, activePayers: 1, daysSinceLast: 30 });
  });

  it('says why its payees belong together, in both languages', () => {
    const payees = [payee('r1', 1), payee('r2', 1), payee('r3', 2)];
    const payers = [payer('p1', 1), payer('p2', 2)];
    const payments = ['p1', 'p2'].flatMap((id) => [paid(id, 'r1'), paid(id, 'r3')]);
    const [group] = grouped({ payees, payers, payments, shared: () => ['phone', 'device'] });
    expect(group?.joins.map(({ payeeIds, sentence }) => [payeeIds.join(), sentence.en, sentence.fr])).toEqual([
      ['r1,r2', 'share a phone and a device', 'partagent un téléphone et un appareil'],
      [
        'r1,r2,r3',
        '2 people with a lead paid both households, of 2 who paid either',
        '2 personnes ayant une piste ont payé les deux foyers, sur 2 qui ont payé l’un ou l’autre',
      ],
    ]);
  });

  it('names nobody who is no member, even where others join its payees', () => {
    const payees = [payee('r1', 1), payee('r2', 2)];
    const payments = ['p1', 'v7', 'v8'].flatMap((id) => [paid(id, 'r1'), paid(id, 'r2')]);
    const [group] = grouped({ payees, payers: [payer('p1', 1)], payments });
    expect(group?.joins[0]).toMatchObject({ samePayers: 3, ofPayers: 3 });
    expect(group?.transfers).toBe(4);
    expect(JSON.stringify(group)).not.toMatch(/v[78]/);
  });
});

const worlds = fc.record({
  households: fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
  payers: fc.integer({ min: 1, max: 60 }),
  payments: fc.array(
    fc.record({
      payer: fc.nat(59),
      payee: fc.nat(39),
      transfers: fc.integer({ min: 1, max: 9 }),
      cents: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      placed: fc.nat(9),
    }),
    { maxLength: 200 },
  ),
});

describe('Groups of a random world', () => {
  it('show and cut together every member, transfer and cent that a slow count finds, and none twice', () => {
    fc.assert(
      fc.property(worlds, ({ households, payers: count, payments: drawn }) => {
        const payees = households.map((household, index) => payee(`r${index}`, household, index + 1));
        const payers = Array.from({ length: count }, (_, index) => payer(`p${index}`, index + 1));
        const unique = new Map(drawn.map((each) => [`${each.payer} ${each.payee}`, each]));
        const payments = [...unique.values()]
          .filter(({ payer, payee }) => payer < count && payee < households.length)
          .map(({ payer, payee, transfers, cents, placed }) =>
            paid(`p${payer}`, `r${payee}`, {
              ...{ transfers, cents },
              places: [{ place: `X-${placed % 20}`, country: 'XA', transfers }].slice(0, placed === 0 ? 0 : 1),
            }),
          );
        const groups = grouped({ payees, payers, payments });
        const asCents = (amount: string | null): bigint => BigInt((amount ?? '0.00').replace('.', ''));
        const groupOf = new Map<string, number>();
        for (const [index, group] of groups.entries()) {
          const shown = (kind: string): string[] =>
            group.members.filter((each) => each.kind === kind).map(({ id }) => id);
          expect(shown('payee').length).toBeLessThanOrEqual(12);
          expect(shown('payer').length).toBeLessThanOrEqual(25);
          expect(group.payees).toBe(shown('payee').length + group.cut.payees);
          expect(group.payers).toBe(shown('payer').length + group.cut.payers);
          const links = group.links.reduce((sum, { transfers }) => sum + transfers, 0);
          expect(group.transfers).toBe(links + group.cut.transfers);
          const euro = group.links.reduce((sum, { amountEur }) => sum + asCents(amountEur), 0n);
          expect(asCents(group.amountEur)).toBe(euro + asCents(group.cut.amountEur));
          const placed = group.places.reduce((sum, { transfers }) => sum + transfers, 0);
          expect(group.transfers).toBe(placed + group.transfersElsewhere);
          for (const id of shown('payee')) {
            expect(groupOf.has(id)).toBe(false);
            groupOf.set(id, index);
          }
        }
        // The oracle: a household is in one group, so a shown payee tells of every payment to its household.
        for (const [index, group] of groups.entries()) {
          const own = new Set(payees.filter(({ id }) => groupOf.get(id) === index).map(({ household }) => household));
          const all = payees.filter(({ household }) => own.has(household)).map(({ id }) => id);
          const received = payments.filter(({ payeeId }) => all.includes(payeeId));
          if (group.cut.payees === 0 || own.size === 1) {
            expect(group.payees).toBe(all.length);
            expect(group.payers).toBe(new Set(received.map(({ payerId }) => payerId)).size);
            expect(group.transfers).toBe(received.reduce((sum, { transfers }) => sum + transfers, 0));
            expect(asCents(group.amountEur)).toBe(received.reduce((sum, { cents }) => sum + cents, 0n));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
