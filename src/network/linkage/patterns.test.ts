import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from './agreement.ts';
import { MISSING, Patterns } from './patterns.ts';
import { peopleFrom } from './people.ts';
import { PERSON_FIELD_RULES, type PersonField } from './person-field.ts';

type Texts = Readonly<Partial<Record<PersonField, string | readonly string[]>>>;

/** How the first two of these people agree, field by field; the others only make the fields known. */
function agreementOf(...texts: readonly Texts[]): Record<string, string> {
  const people = peopleFrom(
    texts.map((fields, index) => ({
      id: String(index),
      fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, [text].flat()])),
    })),
  );
  const levels = new Patterns(people).levels(0, 1);
  return Object.fromEntries(
    people.columns.map(({ field }, index) => [
      field,
      levels[index] === MISSING ? 'missing' : (LEVELS[PERSON_FIELD_RULES[field].comparison][levels[index] ?? 0] ?? ''),
    ]),
  );
}

const OTHER = { given_name: 'Xan', surname: 'Quill', address: '9 Far Lane', place: 'Elsewhere', country: 'AA' };

describe('the pattern of two records', () => {
  it('says nothing of a field that one of them lacks', () => {
    expect(agreementOf({ given_name: 'Anna', surname: 'Lund' }, { surname: 'Lund' }, OTHER)).toMatchObject({
      given_name: 'missing',
      surname: 'same',
    });
  });

  it('sees given name and surname in each other’s place, and tells it once', () => {
    const crossed = { given_name: 'crossed', surname: 'missing' };
    expect(agreementOf({ given_name: 'Lund', surname: 'Anna' }, { given_name: 'Anna', surname: 'Lund' })).toEqual(
      crossed,
    );
    expect(agreementOf({ given_name: 'Anna', surname: 'Lund' }, { given_name: 'Lund' }, OTHER)).toEqual(crossed);
    expect(agreementOf({ given_name: 'Anna', surname: 'Lund' }, { given_name: 'Anna', surname: 'Anna' })).toEqual({
      given_name: 'same',
      surname: 'different',
    });
  });

  it('does not tell the town again to whom has the same street, nor the country to whom has the same town', () => {
    const home = { address: '1 High Street', place: 'Town', country: 'BB' };
    expect(agreementOf(home, home)).toEqual({ address: 'same', place: 'missing', country: 'missing' });
    expect(agreementOf(home, { ...home, address: '88 Other Road' })).toEqual({
      address: 'different',
      place: 'same',
      country: 'missing',
    });
  });

  it('takes the best of several values', () => {
    expect(agreementOf({ phone: ['0611111111', '0622222222'] }, { phone: ['0633333333', '0622222222'] })).toEqual({
      phone: 'same',
    });
  });

  it('can be one person only where a name or an identifier agrees', () => {
    const people = peopleFrom([
      { id: 'a', fields: { name: ['Anna Lund'], place: ['Town'], phone: ['0611111111'] } },
      { id: 'b', fields: { name: ['Peter Berg'], place: ['Town'], phone: ['0622222222'] } },
      { id: 'c', fields: { name: ['Peter Berg'], place: ['Far'], phone: ['0611111111'] } },
    ]);
    const patterns = new Patterns(people);
    expect(patterns.canBeOne(patterns.levels(0, 1))).toBe(false);
    expect(patterns.canBeOne(patterns.levels(0, 2))).toBe(true);
    expect(patterns.canBeOne(patterns.levels(1, 2))).toBe(true);
  });

  it('as a number gives the same levels back, in either order of the two', () => {
    const word = fc.option(fc.constantFrom('anna', 'lund', 'ana', 'berg', 'a'), { nil: undefined });
    const person = fc.record({
      given_name: word,
      surname: word,
      place: word,
      email: fc.constantFrom(undefined, 'a@b', 'c@b'),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 2, maxLength: 6 }), (all) => {
        const people = peopleFrom(
          all.map((texts, index) => ({
            id: String(index),
            fields: Object.fromEntries(
              Object.entries(texts).flatMap(([field, text]) => (text ? [[field, [text]]] : [])),
            ),
          })),
        );
        const patterns = new Patterns(people);
        for (let a = 0; a < all.length; a++)
          for (let b = 0; b < all.length; b++) {
            expect(patterns.decoded(patterns.code(a, b))).toEqual(patterns.levels(a, b));
            expect(patterns.code(a, b)).toBe(patterns.code(b, a));
          }
      }),
    );
  });
});
