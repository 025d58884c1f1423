import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyContent, Party } from './custody-content.ts';
import { custodyState } from './custody-state.ts';

const outsider = (name: string, service = ''): Party => ({ member: null, name, service });
const colleague = (member: string): Party => ({ member, name: `Synthetic ${member}`, service: '' });
const bank = outsider('Keeper', 'Example Bank');
const said = {
  ...{ description: 'A telephone', kind: 'device' as const, custodian: 'Keeper', custodianService: 'Example Bank' },
  ...{ place: 'Safe', sealNumber: null, hashAlgorithm: null, hashValue: null, classification: 'R', origin: 'Seizure' },
};

type Told<A extends CustodyContent['act']> = Extract<CustodyContent, { act: A }>['detail'];

type Telling = { [A in CustodyContent['act']]: [A, Told<A>, string?, string?] }[CustodyContent['act']];

/** Entries in order, each on a day of March 2026 unless it says another. */
function chain(...told: readonly Telling[]) {
  const first = ['registered', { said, holder: 'ines', nextCheckOn: '2027-01-01' }] as const;
  return [first, ...told].map(([act, detail, by = 'ines', happenedOn = '2026-03-01'], index) => ({
    ...{ item: '', seq: index + 1, at: '', by, byName: null, happenedOn, previous: '', act, detail },
  })) as CustodyContent[];
}
const over = (from: Party, to: Party, place = 'There'): Told<'handed_over'> => ({
  ...{ from, to, place, sealNumber: null, words: '' },
});
const yes = (side: 'giver' | 'taker'): Told<'acknowledged'> => ({
  ...{ offer: 2, side, party: bank, paper: null, words: '' },
});
const gaps = (entries: CustodyContent[], today = '2026-03-02', next: string | null = '2027-01-01') =>
  custodyState(entries, next, today).gaps;

describe('the state of custody', () => {
  it('begins with who is said to have the item, and where', () => {
    expect(custodyState(chain(), '2027-01-01', '2026-03-02')).toEqual({
      ...{ custodian: bank, place: 'Safe', offer: null, gaps: [] },
    });
  });

  it('moves with the second acknowledgement, whichever it is, and not with the first', () => {
    const offered = over(bank, colleague('otto'));
    const at = (...sides: ('giver' | 'taker')[]) =>
      custodyState(
        chain(
          ['handed_over', offered],
          ...sides.map((side) => ['acknowledged', yes(side)] as ['acknowledged', ReturnType<typeof yes>]),
        ),
        null,
        '2026-03-02',
      );
    expect([at().custodian, at('taker').custodian, at('giver').custodian]).toEqual([bank, bank, bank]);
    for (const both of [at('taker', 'giver'), at('giver', 'taker')])
      expect([both.custodian, both.place, both.offer]).toEqual([colleague('otto'), 'There', null]);
  });

  it('takes the offer of a colleague who gives as their acknowledgement', () => {
    const entries = chain(['handed_over', over(colleague('otto'), bank), 'otto']);
    expect(custodyState(entries, null, '2026-03-02').offer).toMatchObject({
      ...{ giverAcknowledged: true, takerAcknowledged: false },
    });
  });

  it('stays where it was when a hand-over did not take place', () => {
    const entries = chain(['handed_over', over(bank, colleague('otto'))], ['declined', { offer: 2, words: 'No' }]);
    expect(custodyState(entries, null, '2026-03-09')).toMatchObject({ custodian: bank, offer: null, gaps: [] });
  });

  it('has a break where a giver did not have the item, and knows a custodian whose name is written otherwise', () => {
    expect(gaps(chain(['handed_over', over(outsider('Somebody else'), colleague('otto'))]))).toEqual([
      { what: 'custody_break', seq: 2, expected: 'Keeper', given: 'Somebody else' },
    ]);
    expect(gaps(chain(['handed_over', over(outsider('  KEEPER ', 'example  bank'), colleague('otto'))]))).toEqual([]);
    expect(gaps(chain(['handed_over', over(outsider('Keeper', 'Other Bank'), colleague('otto'))]))).toHaveLength(1);
    expect(
      gaps(
        chain(
          ['received', over(bank, colleague('anna'))],
          ['returned', { from: colleague('otto'), to: bank, paper: 'R', words: '' }],
        ),
      ),
    ).toMatchObject([{ what: 'custody_break', seq: 3 }]);
  });

  it('has a gap for each side that has not acknowledged, from the fourth day on', () => {
    const entries = chain(['handed_over', over(bank, colleague('otto'))]);
    expect(gaps(entries, '2026-03-04')).toEqual([]);
    expect(gaps(entries, '2026-03-05')).toEqual([
      { what: 'not_acknowledged', seq: 2, side: 'giver', days: 4 },
      { what: 'not_acknowledged', seq: 2, side: 'taker', days: 4 },
    ]);
    expect(gaps([...entries, ...chain(['acknowledged', yes('giver')]).slice(1)], '2026-03-05')).toMatchObject([
      { side: 'taker' },
    ]);
  });

  it('has an overdue check from the day after, across a clock change and a leap day', () => {
    expect(gaps(chain(), '2028-02-29', '2028-02-29')).toEqual([]);
    expect(gaps(chain(), '2028-03-01', '2028-02-28')).toEqual([
      { what: 'check_overdue', nextCheckOn: '2028-02-28', days: 2 },
    ]);
    expect(gaps(chain(), '2026-03-30', '2026-03-28')).toMatchObject([{ days: 2 }]);
    expect(gaps(chain(), '2028-03-01', null)).toEqual([]);
  });

  it('tells of what is said to have taken place before what came before it', () => {
    const plan = { holder: 'ines', nextCheckOn: '2027-01-01', words: 'x' };
    const check = { ...plan, seal: 'intact', hash: 'equal' } as const;
    expect(gaps(chain(['checked', check, 'ines', '2026-03-05'], ['checked', check, 'ines', '1899-12-31']))).toEqual([
      { what: 'out_of_order', seq: 3 },
    ]);
    expect(gaps(chain(['planned', plan, 'ines', '2020-01-01']))).toEqual([]);
  });

  it('names a custodian through any hand-overs that are whole: the last who took', () => {
    const takers = fc.array(fc.constantFrom('otto', 'anna', 'noor', 'ines'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(takers, (names) => {
        let last = bank;
        const told = names.flatMap((name) => {
          const to = colleague(name);
          const moves = [
            ['handed_over', over(last, to, `With ${name}`), 'nobody'],
            ['acknowledged', yes('taker'), name],
            ['acknowledged', yes('giver'), 'nobody'],
          ] as const;
          last = to;
          return moves;
        });
        const state = custodyState(chain(...(told as unknown as Telling[])), null, '2026-03-01');
        expect(state).toMatchObject({ custodian: last, place: `With ${names.at(-1)}`, gaps: [] });
      }),
    );
  });
});
