import { describe, expect, it, test } from 'vitest';
import type { Explanation } from '../explain.ts';
import type { Miss, Shortfall } from '../indicators/explain-subject.ts';
import { explainText } from './explain-text.ts';
import { factGap, factValue } from './fact-text.ts';

const about = { title: { en: 'A title', fr: 'Un titre' }, source: 'A guide, 2024', trust: 'A' } as const;
const silent = (indicator: string, shortfall: Shortfall) => ({ ...about, indicator, weight: 1.2, shortfall });
const miss = (fact: string, value: number, limit: number, needed: Miss['needed']): Miss => ({
  ...{ fact, value, limit, needed },
});

/** A made-up payer of whom the investigation queue says this. */
function payerWith(answers: Partial<Explanation['queues'][number]>, rest: Partial<Explanation> = {}): Explanation {
  const nothing = {
    score: 0,
    families: 0,
    reasons: [],
    reasonsAgainst: [],
    silent: [],
    silentAgainst: [],
    unknown: [],
  };
  return {
    ...{ kind: 'payer', id: 'P-1', ranks: null, queue: 'investigation', role: 'payer', tier: 'context', indicators: 0 },
    queues: [{ queue: 'investigation', ...nothing, ...answers }],
    ...{ nextTier: null, above: null, below: null, corridor: null, paths: [], pathsTotal: 0 },
    ...{ ties: [], tiesTotal: 0, tiesUnnamed: 0, undoneTies: [] },
    facts: [
      { fact: 'payees', unit: 'count', value: 2 },
      { fact: 'night_share_payer', unit: 'share', value: 0.25 },
      { fact: 'gap_median', unit: 'days', value: 40 },
      { fact: 'amount_median', unit: 'eur', value: null },
    ],
    ...rest,
  };
}

const told = (subject: Explanation, language: 'en' | 'fr' = 'en'): string =>
  explainText({ asOf: '2025-01-31T18:00:00.000Z', subjects: [subject] }, language).replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the explanation on a terminal', () => {
  it('says the value, where it would begin to count and by how much it misses', () => {
    const parts = [
      miss('payees', 2, 3, 'above'),
      miss('gap_median', 40, 30, 'below'),
      miss('night_share_payer', 0.25, 0.5, 'at_least'),
      miss('payees', 2, 1, 'at_most'),
      miss('payees', 3, 3, 'above'),
    ];
    const text = told(payerWith({ silent: [silent('P99', { kind: 'all', of: parts })] }));
    for (const line of [
      'P99  A title (up to +1.2000)',
      'Each of these would be needed:',
      'number of payees: 2; counts above 3 (short by 1)',
      'median gap between transfers: 40 days; counts below 30 days (over by 10 days)',
      'payer’s place: 25%; counts from 50% on (short by 25',
      'number of payees: 2; counts up to 1 (over by 1)',
      'number of payees: 3; counts above 3 (just at the limit)',
    ])
      expect(text.replaceAll(/\n\s+/g, ' ')).toContain(line);
  });

  it('tells of what one part would do from what needs every part, in French as well', () => {
    const either: Shortfall = { kind: 'any', of: [miss('payees', 2, 3, 'above'), miss('gap_median', 40, 30, 'below')] };
    expect(told(payerWith({ silent: [silent('P99', either)] }))).toContain('One of these would do:');
    const french = told(payerWith({ silent: [silent('P99', either)] }), 'fr');
    expect(french).toContain('L’un de ces points suffirait :');
    expect(french).toContain('nombre de bénéficiaires : 2 ; compte au-dessus de 3 (manque 1)');
  });

  it('names the missing facts and the record that would supply them', () => {
    const unknown = {
      ...{ ...about, indicator: 'P98', weight: 0.5, missing: ['amount_median'] },
      needed: { en: 'To know, this is needed: a rate.', fr: 'Pour le savoir, il faut : un cours.' },
    };
    const text = told(payerWith({ unknown: [unknown] })).replaceAll(/\n\s+/g, ' ');
    expect(text).toContain('Missing: median amount. To know, this is needed: a rate.');
    expect(text).toContain('Not known: median amount.');
  });

  it('says what is short of the next tier, and what has been reached', () => {
    const text = told(
      payerWith(
        { score: 1.5 },
        {
          ranks: { rank: 9, rankInQueue: 7, ofQueue: 1200 },
          nextTier: {
            tier: 'second',
            score: { has: 1.5, needs: 2.5, short: 1 },
            families: { has: 2, needs: 2, short: 0 },
            crowd: null,
          },
        },
      ),
    ).replaceAll('\n', ' ');
    expect(text).toContain('Rank 7 of 1,200 in the investigation queue (9 over both queues). Context, not proposed.');
    expect(text).toContain('takes a score of 2.5000 (has 1.5000: short by 1.0000) and 2 independent families');
    expect(text).toContain('(has 2: reached)');
    expect(text).toContain('Nobody stands above.');
    expect(text).not.toContain('proposed payers');
  });

  it('says of who lacks nothing else that the first tier takes nobody out of a crowd', () => {
    const reached = { has: 8, needs: 7.5, short: 0 };
    const text = told(
      payerWith(
        { score: 8 },
        {
          ranks: { rank: 9, rankInQueue: 7, ofQueue: 1200 },
          nextTier: { tier: 'first', score: reached, families: reached, crowd: { has: 51, atMost: 25 } },
        },
      ),
    ).replaceAll('\n', ' ');
    expect(text).toContain('to more than 25 other proposed payers, unless near to a known subject (has 51)');
  });

  it('writes of a possible victim in no word of an investigation', () => {
    const text = told(payerWith({ queue: 'safeguarding' }, { queue: 'safeguarding', role: 'possible_victim' }));
    expect(text).toContain('Possible victim P-1');
    expect(text).toContain('No sign was found.');
    expect(text).not.toMatch(/\b(score|suspect|fired in|lead stands)\b/);
  });

  it('tells who is tied to the person, by what, where that is to be seen, and what was undone', () => {
    const heldBy = (sourceRow: number) => ({ transferId: 'T', sourceFile: 'abcdef0123', sourceRow });
    const shared = [{ identifier: 'phone' as const, heldByThis: heldBy(7), heldByOther: heldBy(9) }];
    const ties = [
      { id: 'P-2', through: null, shared },
      { id: 'P-3', through: 'P-2', shared },
    ];
    const undone = { identifier: 'device' as const, about: 'everybody' as const, line: 3 };
    const rest = {
      ...{ ties, tiesTotal: 4, tiesUnnamed: 2 },
      undoneTies: [{ ...undone, source: 'A \u202ecall', date: '2026-01-05' }],
    };
    const text = told(payerWith({}, rest));
    expect(text).toContain('P-2  phone (abcdef01:7; abcdef01:9)\n');
    expect(text).toContain('P-3  phone (abcdef01:7; abcdef01:9), through P-2\n');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('2 are not named in this queue');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'Undone: the tie by a device. It no longer ties anybody (line 3 of the list). Source: A ⟨U+202E⟩call, 2026-01-05',
    );
    expect(told(payerWith({}, rest), 'fr')).toContain('P-3  téléphone (abcdef01:7; abcdef01:9), par P-2');
    expect(told(payerWith({}))).not.toContain('Tied by');
  });

  it('spells out what an identifier hides, and fits 80 columns', () => {
    const long = { ...about, title: { en: 'word '.repeat(60).trim(), fr: 'mot' } };
    const text = told(
      payerWith(
        { silent: [{ ...long, indicator: 'P97', weight: 1, shortfall: miss('payees', 1, 2, 'above') }] },
        { id: 'P\u202e1' },
      ),
    );
    expect(text).toContain('P⟨U+202E⟩1');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('a value of a fact', () => {
  it('is written with its unit, and so is the distance between two', () => {
    expect(factValue('share', 0.357, 'en')).toBe('35.7%');
    expect(factValue('log2', 1, 'en')).toBe('2 times');
    expect(factValue('eur', 12.5, 'en')).toBe('€12.50');
    expect(factGap('share', 0.0071, 'en')).toBe('0.71 points');
    expect(factGap('log2', 1, 'fr')).toBe('un facteur 2');
    expect(factGap('count', 1234, 'en')).toBe('1,234');
    expect(factGap('ratio', 0.000_012_3, 'en')).toBe('0.0000123');
  });
});

test('a payer of several corridors is explained by one of them, and told so', () => {
  const activity = {
    ...{ firstAt: '2025-01-01T00:00:00.000Z', lastAt: '2025-02-01T00:00:00.000Z', daysSinceLast: 3 },
    ...{ transfersLast30: 1, transfersLast90: 7, gapMedianDays: 4 },
  };
  const subject = payerWith({}, { corridor: { country: 'PH', transfers: 7, transfersElsewhere: 22, activity } });
  expect(told(subject)).toContain('one corridor, PH: 7 of 29 transfers');
  expect(told(subject, 'fr')).toContain('un couloir, PH : 7 transferts sur 29');
});

test('an exposure is walked back to the payers from whom it comes', () => {
  const paths = [{ payerId: 'P-7', payeeIds: ['R-1', 'R-2'], score: 4.5 }];
  const subject = payerWith({}, { paths, pathsTotal: 3 });
  expect(told(subject)).toContain('3 other payers pay this household');
  expect(told(subject)).toMatch(/4\.50\s+P-7 pays R-1, R-2/);
  expect(told(subject, 'fr')).toMatch(/4,50\s+P-7 paie R-1, R-2/);
  expect(told(payerWith({}))).not.toContain('exposure comes');
});
