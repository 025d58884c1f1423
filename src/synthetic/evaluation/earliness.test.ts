import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliness, type History, type ListAsOf } from './earliness.ts';
import { formatEarliness } from './format-earliness.ts';
import { EVALUATED_QUEUES, SUBJECT_KINDS, type TrueSubject } from './subjects.ts';

const payer = (id: string) => ({ kind: 'payer', id, queue: 'investigation' }) as const;
const trueSubject = (id: string, name = 'regular'): TrueSubject => ({
  ...{ kind: 'payer', id, class: name, harmful: true, queue: 'investigation' },
});
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const paying = (...days: string[]): History => ({
  ...{ payments: days.map(at), paidKnownHousehold: false, knownFrom: null },
});

describe('earliness', () => {
  const lists: ListAsOf[] = [
    { asOf: at('2024-03-01'), listed: [payer('b'), payer('a')] },
    { asOf: at('2024-02-01'), listed: [payer('a'), payer('x')] },
  ];
  const histories = new Map([
    ['payer:a', paying('2024-01-10', '2024-01-20', '2024-02-10')],
    ['payer:b', paying('2024-01-05', '2024-02-05', '2024-02-25', '2024-03-05')],
    ['payer:c', paying('2024-01-01')],
    ['payer:late', paying('2024-03-02')],
  ]);
  const truth = ['a', 'b', 'c', 'late', 'absent'].map((id) => trueSubject(id));
  const result = earliness(lists, truth, histories, 2);

  it('counts the payments before the first list in which a subject stood, whatever the order of the lists', () => {
    expect(result.subjects.map(({ id, payments, paymentsInAll }) => [id, payments, paymentsInAll])).toEqual([
      ['a', 2, 3],
      ['b', 3, 3],
      ['c', null, 1],
    ]);
  });

  it('leaves out who has no payment in that time: nobody could have been found', () => {
    expect(result.subjects.map(({ id }) => id)).not.toContain('late');
    expect(result.subjects.map(({ id }) => id)).not.toContain('absent');
  });

  it('counts who was never found as not found, in the median too', () => {
    const [all] = result.groups;
    expect(all).toMatchObject({ group: 'payers, investigation', subjects: 3, median: 3 });
    expect(all?.found?.value).toBeCloseTo(2 / 3, 12);
    expect(all?.by.map(({ payments, found }) => [payments, found?.value])).toEqual([
      [2, 1 / 3],
      [5, 2 / 3],
      [10, 2 / 3],
    ]);
    const rare = earliness(
      lists,
      ['a', 'c', 'd'].map((id) => trueSubject(id)),
      new Map([...histories, ['payer:d', paying('2024-01-01')]]),
      2,
    );
    expect(rare.groups[0]?.median).toBeNull();
    expect(formatEarliness(rare)).toMatch(/payers, investigation +3 +33 % \[6, 79\] +never/);
  });

  it('does not count a subject as found in the queue of others', () => {
    const listed = [{ kind: 'payer', id: 'a', queue: 'safeguarding' }] as const;
    expect(earliness([{ asOf: at('2024-02-01'), listed }], truth, histories, 2).subjects[0]?.payments).toBeNull();
  });

  it('counts payers of a known household also from the payment at which it was known', () => {
    const known = { paidKnownHousehold: true, knownFrom: at('2024-02-05') };
    const tied = new Map<string, History>([
      ['payer:b', { ...paying('2024-01-05', '2024-02-05', '2024-02-25', '2024-03-05'), ...known }],
      ['payer:c', { ...paying('2024-01-01'), paidKnownHousehold: true, knownFrom: null }],
    ]);
    const { groups } = earliness(lists, truth, tied, 2);
    const of = (name: string) => groups.find(({ group }) => group.startsWith(name));
    expect(of('payers of a known household')).toMatchObject({ subjects: 2, median: 3 });
    expect(of('the same, counted from')).toMatchObject({ subjects: 1, median: 2 });
  });

  it('agrees with a slow look at every list and payment', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
    const anybody = fc.record({
      kind: fc.constantFrom(...SUBJECT_KINDS),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      queue: fc.constantFrom(...EVALUATED_QUEUES),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ asOf: fc.integer({ min: 1, max: 70 }), listed: fc.array(anybody) }), {
          selector: ({ asOf }) => asOf,
        }),
        fc.uniqueArray(
          fc.record({ subject: anybody, class: fc.constantFrom('x', 'y'), harmful: fc.boolean(), payments: instants }),
          { selector: ({ subject: { kind, id } }) => `${kind}:${id}` },
        ),
        (lists, people) => {
          const truth = people.map(({ subject, class: name, harmful }) => ({ ...subject, class: name, harmful }));
          const histories = new Map(
            people.map(({ subject: { kind, id }, payments }): [string, History] => [
              `${kind}:${id}`,
              { payments: payments.toSorted((a, b) => a - b), paidKnownHousehold: false, knownFrom: null },
            ]),
          );
          const result = earliness(lists, truth, histories, 3);
          const end = Math.max(...lists.map(({ asOf }) => asOf));
          const expected = people
            .filter(({ harmful, payments }) => harmful && payments.some((when) => when < end))
            .map(({ subject, payments }) => {
              const seen = lists
                .filter(({ listed }) =>
                  listed.some(
                    (each) => each.kind === subject.kind && each.id === subject.id && each.queue === subject.queue,
                  ),
                )
                .map(({ asOf }) => asOf);
              if (seen.length === 0) return [subject.kind, subject.id, null];
              return [subject.kind, subject.id, payments.filter((when) => when < Math.min(...seen)).length];
            });
          expect(result.subjects.map(({ kind, id, payments }) => [kind, id, payments])).toEqual(expected);
          for (const { group, subjects, median, by, found } of result.groups) {
            const own = result.subjects.filter(
              (each) => group === `${each.kind}s, ${each.queue}` || group === `${each.class} (${each.kind})`,
            );
            expect(subjects).toBe(own.length);
            const within = (most: number): number =>
              own.filter(({ payments }) => payments !== null && payments <= most).length;
            for (const each of by) expect(each.found?.value).toBe(within(each.payments) / own.length);
            expect(found?.value).toBe(within(Number.POSITIVE_INFINITY) / own.length);
            if (median === null) expect(within(Number.POSITIVE_INFINITY)).toBeLessThan(own.length / 2);
            else {
              expect(within(median)).toBeGreaterThanOrEqual(own.length / 2);
              expect(within(median - 1)).toBeLessThan(own.length / 2);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
