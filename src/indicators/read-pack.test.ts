import { describe, expect, it } from 'vitest';
import { mergePacks } from './load-packs.ts';
import { PackError } from './pack-error.ts';
import { type ReadPack, readPack } from './read-pack.ts';

const head = `pack:
  name: own
  version: 1.0.0
  title: { en: Own, fr: Propre }
  calibrated: false
  tiers:
    investigation: { first: { score: 3, families: 2 }, second: { score: 1, families: 1 } }
    safeguarding: { first: { score: 3, families: 2 }, second: { score: 1, families: 1 } }
`;
const good = `indicators:
  - id: X1
    subject: payer
    queue: investigation
    kind: indicator
    family: amounts
    title: { en: Small, fr: Petits }
    conditions: { fact: share_upto_150, from: 0.4, to: 0.9 }
    weight: 1
    evidence: small
    sentence:
      en: "{share_upto_150} of at most 150"
      fr: "{share_upto_150} de 150 au plus"
    source: { document: Guide, year: 2024, trust: B }
    look_alikes: { en: Families, fr: Familles }
`;

const read = (text: string, headText = head): ReadPack =>
  readPack([
    { name: 'pack.yaml', text: headText },
    { name: 'own.yaml', text },
  ]);

function problemOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PackError) return error.message;
  }
  return 'no problem';
}

describe('a pack', () => {
  it('that is well written is read', () => {
    expect(read(good).indicators.map(({ id }) => id)).toEqual(['X1']);
  });

  it.each([
    [
      'an unknown fact',
      ['share_upto_150, from', 'share_up_150, from'],
      /own\.yaml:8:25 .*no fact "share_up_150".*did you mean share_upto_150/,
    ],
    ['a weight of the wrong sign', ['weight: 1', 'weight: -1'], /own\.yaml:9:13 .*above 0/],
    ['an explanation that weighs for', ['kind: indicator', 'kind: ordinary_explanation'], /own\.yaml:9:13 .*below 0/],
    [
      'a missing French sentence',
      ['      fr: "{share_upto_150} de 150 au plus"\n', ''],
      /own\.yaml:1\d:\d+ .*French text is missing/,
    ],
    [
      'a placeholder that is no fact',
      ['{share_upto_150} de', '{share_upto_15} de'],
      /own\.yaml:13:11 .*did you mean share_upto_150/,
    ],
    ['an unknown field', ['    weight: 1', '    wieght: 1'], /own\.yaml:9:5 .*no field "wieght"/],
    ['an unknown evidence', ['evidence: small', 'evidence: smal'], /own\.yaml:10:15 .*did you mean small/],
    ['a ramp without an end', [', to: 0.9', ''], /own\.yaml:8:17 .*both from and to/],
    ['a ramp without a slope', ['to: 0.9', 'to: 0.4'], /own\.yaml:8:17 .*at_least/],
    ['a ramp and a threshold at once', ['to: 0.9', 'to: 0.9, at_least: 1'], /either from and to, or at_least/],
    [
      'optional in an indicator',
      ['to: 0.9', 'to: 0.9, optional: true'],
      /optional can stand only in an all of an ordinary/,
    ],
    ['both queues for an indicator', ['queue: investigation', 'queue: both'], /speaks for one queue/],
    [
      'two forms of condition at once',
      ['{ fact: share_upto_150, from', '{ all: [], fact: share_upto_150, from'],
      /own\.yaml:8:/,
    ],
    [
      'a parameter that the conditions do not have',
      ['{share_upto_150} of', '{share_upto_150.at_least} of'],
      /no at_least for share_upto_150/,
    ],
    ['broken YAML', ['title: { en', 'title: { en: {'], /own\.yaml:8:\d+ the YAML cannot be read/],
  ] as const)('with %s is refused with file, line, column and advice', (_, [from, to], expected) => {
    expect(problemOf(good.replace(from, to))).toMatch(expected);
  });

  it('names every problem at once', () => {
    const message = problemOf(good.replace('weight: 1', 'weight: -1').replace('evidence: small', 'evidence: smal'));
    expect(message).toContain('smal');
    expect(
      problemOf(good.replace('weight: 1', 'weight: -1').replace('{share_upto_150} of', '{nothing} of')).split('\n'),
    ).toHaveLength(2);
  });

  it('that uses an id twice is refused at the second', () => {
    expect(problemOf(good + good.replace('indicators:\n', ''))).toMatch(
      /own\.yaml:16:9 X1 stands already in own\.yaml/,
    );
  });

  it('with an alias of nothing, aliases that grow without bound, or problems without number is refused in few words', () => {
    const nine = (name: string): string => `[${Array(9).fill(name).join(', ')}]`;
    const letters = [...'abcdefghij'];
    const bomb = letters.map((at, i) => `${at}: &${at} ${nine(i === 0 ? 'x' : `*${letters[i - 1]}`)}\n`).join('');
    expect(problemOf('indicators: *nothing\n')).toMatch(/own\.yaml:1:1 the YAML cannot be read/);
    expect(problemOf(bomb)).toMatch(/own\.yaml:1:1 the YAML cannot be read/);
    const lines = problemOf(`indicators:\n${'  - {}\n'.repeat(20_000)}`).split('\n');
    expect(lines.length).toBeLessThan(200);
    expect(lines.at(-1)).toMatch(/^and \d+ more$/);
  });

  it('without a head is refused', () => {
    expect(() => readPack([{ name: 'own.yaml', text: good }])).toThrow(/one pack\.yaml/);
  });
});

describe('a later pack', () => {
  const first = { ...read(good), sha256: 'a' };

  it('replaces an indicator by its id and adds others', () => {
    const second = {
      ...read(good.replace('weight: 1', 'weight: 2') + good.replace('indicators:\n', '').replace('X1', 'X2')),
      sha256: 'b',
    };
    const merged = mergePacks([first, second]);
    expect(merged.indicators.map(({ id, weight }) => [id, weight])).toEqual([
      ['X1', 2],
      ['X2', 1],
    ]);
    expect(merged.identities.map(({ sha256 }) => sha256)).toEqual(['a', 'b']);
  });

  it('is refused where it lifts the bound of a crowd by a fact that is not there', () => {
    const crowd = (fact: string) =>
      head.replace(
        'second: { score: 1, families: 1 } }',
        `second: { score: 1, families: 1 }, crowd: { at_most: 25, unless: { payer: { fact: ${fact}, at_least: 1 }, payee: { fact: known_self, at_least: 1 } } } }`,
      );
    expect(read(good, crowd('known_payee')).tiers?.investigation.crowd?.atMost).toBe(25);
    expect(() => read(good, crowd('known_paye'))).toThrow(
      /pack\.yaml:7:\d+ there is no fact "known_paye".*known_payee/,
    );
  });

  it('switches off what it names, and keeps the tiers when it has none', () => {
    const text = head.split('  tiers:')[0]?.concat('  without: [X1]\n') ?? '';
    const second = { ...read(good.replace('X1', 'X3'), text), sha256: 'b' };
    const merged = mergePacks([first, second]);
    expect(merged.indicators.map(({ id }) => id)).toEqual(['X3']);
    expect(merged.tiers.investigation.first.score).toBe(3);
  });
});
