import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from './decision.ts';
import { type Linkage, linkPeople } from './link-people.ts';
import { madeUpPeople, pairwise } from './made-up-people.fixture.ts';
import { type People, peopleFrom } from './people.ts';

const decided = (left: string, right: string, decision: Decision['decision']): Decision => ({
  ...{ left, right, decision },
  ...{ by: 'AB', date: '2026-01-01', note: '' },
});

/** The person of each record, by id. */
function personsOf(people: People, { clusters }: Linkage): Record<string, string> {
  return Object.fromEntries(people.ids.map((id, index) => [id, people.ids[clusters.first[index] ?? 0] ?? '']));
}

describe('linkage', () => {
  it('finds made-up people again, without calling two people one', () => {
    for (const seed of [1, 2, 3]) {
      const { records, personOf } = madeUpPeople(1200, seed);
      const people = peopleFrom(records);
      const { clusters } = linkPeople(people, []);
      const { precision, recall } = pairwise(
        people.ids,
        (id) => personOf.get(id),
        (index) => clusters.first[index],
      );
      expect(precision).toBeGreaterThan(0.99);
      expect(recall).toBeGreaterThan(0.75);
    }
  });

  it('links next to nobody where everybody has one record', () => {
    const { records } = madeUpPeople(1500, 5, { several: 0 });
    const people = peopleFrom(records);
    const { clusters } = linkPeople(people, []);
    expect(new Set(clusters.first).size).toBeGreaterThan(people.ids.length - 3);
  });

  it('gives the same people and the same weights in any order of the input', () => {
    const { records } = madeUpPeople(300, 8);
    const found = linkPeople(peopleFrom(records), []);
    const turned = linkPeople(peopleFrom(records.toReversed()), []);
    expect(turned.clusters).toEqual(found.clusters);
    expect(turned.pairs).toEqual(found.pairs);
    expect(turned.model).toEqual(found.model);
  });

  it('obeys decisions: «different» separates always, «same» joins, «not enough» links nothing', () => {
    const { records } = madeUpPeople(150, 9);
    const people = peopleFrom(records);
    const sure = linkPeople(people, []).pairs.filter(({ verdict }) => verdict === 'same');
    const index = fc.nat(people.ids.length - 1);
    const anyPair = fc.tuple(index, index).filter(([a, b]) => a !== b);
    const linkedPair = fc.constantFrom(...sure).map(({ a, b }): [number, number] => [a, b]);
    const decisions = fc.array(
      fc.tuple(fc.oneof(anyPair, linkedPair), fc.constantFrom<Decision['decision']>('same', 'different', 'not enough')),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(decisions, (all) => {
        const byPair = new Map(
          all.map(([[a, b], decision]) => [
            `${Math.min(a, b)} ${Math.max(a, b)}`,
            decided(people.ids[a] ?? '', people.ids[b] ?? '', decision),
          ]),
        );
        const linkage = linkPeople(people, [...byPair.values()]);
        const persons = personsOf(people, linkage);
        for (const { left, right, decision } of byPair.values()) {
          if (decision === 'different') expect(persons[left]).not.toBe(persons[right]);
          if (decision === 'same' && linkage.clusters.contradicted.length === 0)
            expect(persons[left]).toBe(persons[right]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('keeps apart by «not enough» what nothing else links', () => {
    const records = [
      ...madeUpPeople(200, 12).records,
      {
        id: 'x',
        fields: { given_name: ['Qwyla'], surname: ['Zaldor'], phone: ['0699999999'], date_of_birth: ['19710101'] },
      },
      {
        id: 'y',
        fields: { given_name: ['Qwyla'], surname: ['Zaldor'], phone: ['0699999999'], date_of_birth: ['19710101'] },
      },
    ];
    const people = peopleFrom(records);
    const without = personsOf(people, linkPeople(people, []));
    expect(without.x).toBe(without.y);
    const persons = personsOf(people, linkPeople(people, [decided('x', 'y', 'not enough')]));
    expect(persons.x).not.toBe(persons.y);
  });

  it('names decisions on records that are not there, and stands with no record at all', () => {
    const lost = decided('a', 'b', 'same');
    expect(linkPeople(peopleFrom([]), [lost])).toMatchObject({ withoutRecord: [lost], pairs: [] });
    expect(linkPeople(peopleFrom([{ id: 'a', fields: {} }]), []).clusters.first).toEqual(Int32Array.of(0));
  });
});
