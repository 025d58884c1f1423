import { assembleGroups, type GroupPerson, type Payments } from '../leads/assemble-group.ts';
import type { Group } from '../leads/group.ts';
import type { Lead } from '../leads/lead.ts';

const AS_OF = Date.parse('2025-06-30T00:00:00.000Z') / 1000;
const DAY = 86_400;

interface Size {
  readonly groups: number;
  readonly payees: number;
  readonly payers: number;
}

/** Made-up groups around some leads, who stand in the first of them; everybody else is synthetic too. */
export function madeUpGroups(queue: Group['queue'], leads: readonly Lead[], size: Size): Group[] {
  const own = leads.filter((lead) => lead.queue === queue && lead.tier !== 'context');
  const people = (kind: 'payer' | 'payee', each: number): GroupPerson[] => {
    const role = queue === 'safeguarding' && kind === 'payer' ? 'possible_victim' : kind;
    const known = own
      .filter(({ subject }) => subject.kind === kind)
      .map((lead) => ({ ...lead.subject, role: lead.subject.role, lead }));
    const others = Array.from({ length: Math.max(0, size.groups * each - known.length) }, (_, index) => ({
      ...({ id: `SYN-${kind.toUpperCase()}-G${index}`, name: `Synthetic ${kind} G${index}`, role } as const),
      ...{ country: 'QN', place: null, lead: null },
    }));
    return [...known, ...others].slice(0, size.groups * each);
  };
  const payees = people('payee', size.payees);
  const payers = people('payer', size.payers);
  const groupOf = (index: number, each: number): number => Math.floor(index / each);
  const payments = payees.flatMap((payee, at) =>
    payers.flatMap((payer, from): Payments[] => {
      const [here, there] = [groupOf(at, size.payees), groupOf(from, size.payers)];
      const alsoNext = from % size.payers === 0 && at % size.payees === 0 && here === there + 1;
      if (here !== there && !alsoNext) return [];
      const transfers = 1 + ((at * 7 + from * 3) % 9);
      const lastAt = AS_OF - ((at * 31 + from * 17) % 200) * DAY;
      return [
        {
          ...{ payerId: payer.id, payeeId: payee.id, transfers, cents: BigInt(transfers * 3_105) },
          ...{ withoutRate: from % 5 === 4 ? 1 : 0, firstAt: lastAt - 40 * DAY, lastAt },
          places: [{ place: `QN-0${at % 7}`, country: 'QN', transfers }],
        },
      ];
    }),
  );
  return assembleGroups({
    queue,
    payees: payees.map((payee, at) => ({ ...payee, household: groupOf(at, size.payees), firstPaidAt: at })),
    payers: payers.map((payer, related) => ({ ...payer, related })),
    payments,
    relatedOf: (id) => payers.findIndex((payer) => payer.id === id),
    around: () => ({
      payers: 7,
      active: 2,
      possibleVictims: queue === 'investigation' ? 1 : 0,
      transfers: 19,
      amountEur: '612.40',
      payees: 3,
    }),
    shared: () => ['phone', 'account', 'device'],
    asOf: AS_OF,
  });
}

/** A small group and one that is cut, in both queues. */
export function fixtureGroups(leads: readonly Lead[]): Group[] {
  return (['safeguarding', 'investigation'] as const).flatMap((queue) =>
    madeUpGroups(queue, leads, { groups: 2, payees: queue === 'safeguarding' ? 1 : 14, payers: 27 }),
  );
}
