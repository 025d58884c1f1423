import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockedPairs } from './blocking.ts';
import { type PersonRecord, peopleFrom } from './people.ts';

function named(count: number, fields: (index: number) => PersonRecord['fields']): PersonRecord[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index).padStart(5, '0'), fields: fields(index) }));
}

function pairsOf(records: readonly PersonRecord[]): string[] {
  const people = peopleFrom(records);
  const { left, right } = blockedPairs(people);
  return Array.from(left, (a, index) => `${people.ids[a]} ${people.ids[right[index] ?? 0]}`);
}

describe('the pairs that are compared', () => {
  it('share an identifier, two names, or a name and a place', () => {
    const pairs = pairsOf([
      { id: 'a', fields: { name: ['Anna Lund'], phone: ['+33 6 11 11 11 11'] } },
      { id: 'b', fields: { name: ['Peter Berg'], phone: ['06 11 11 11 11'] } },
      { id: 'c', fields: { name: ['LUND Anna'] } },
      { id: 'd', fields: { name: ['Zed Oak'], place: ['Town'] } },
    ]);
    expect(pairs).toEqual(['a b', 'a c']);
  });

  it('come each once, smaller first and in order, whatever the order of the records', () => {
    const word = fc.constantFrom('anna', 'lund', 'berg', 'oak');
    const record = fc.record({
      name: fc.array(word, { minLength: 1, maxLength: 3 }),
      place: word,
      phone: fc.constantFrom('0611111111', '0622222222', ''),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (all) => {
        const records = all.map(({ name, place, phone }, index) => ({
          id: String(index).padStart(2, '0'),
          fields: { name: [name.join(' ')], place: [place], phone: [phone] },
        }));
        const pairs = pairsOf(records);
        expect(new Set(pairs).size).toBe(pairs.length);
        expect(pairs).toEqual(pairs.toSorted());
        expect(pairsOf(records.toReversed())).toEqual(pairs);
        for (const [index, one] of records.entries())
          for (const other of records.slice(index + 1))
            if (one.fields.phone[0] !== '' && one.fields.phone[0] === other.fields.phone[0])
              expect(pairs).toContain(`${one.id} ${other.id}`);
      }),
    );
  });

  it('are not made of a value that too many share, which is told', () => {
    const { left, tooCommon } = blockedPairs(peopleFrom(named(600, () => ({ phone: ['0600000000'] }))));
    expect(left).toHaveLength(0);
    expect(tooCommon).toEqual([{ rule: 'phone', keys: 1, records: 600 }]);
  });

  it('are no more than there is room for: the commonest values of a rule give way, which is told', () => {
    const people = peopleFrom(
      named(60, (index) => ({ phone: [index < 40 ? '0600000000' : `06111111${Math.floor(index / 2)}`] })),
    );
    const { left, tooCommon } = blockedPairs(people, 100);
    expect(left).toHaveLength(10);
    expect(tooCommon).toEqual([{ rule: 'phone', keys: 1, records: 40 }]);
  });
});
