import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLOCKS_FOLDER, loadClockPack, readClockPack } from './clock-pack.ts';
import { clocksJsonSchema } from './clock-schema.ts';

const pack = loadClockPack();

/** What LAW says, row by row: instrument, and the ids that state it with their mark. */
const LAW: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['AMLR art. 69', { 'amlr-69-answer': 'A', 'amlr-69-report': 'A' }],
  ['AMLR art. 71', { 'amlr-71-go-ahead': 'A' }],
  ['AMLR art. 75, 76', { 'amlr-75': 'A', 'amlr-76': 'B' }],
  ['AMLD6 art. 24', { 'amld6-24-transaction': 'A', 'amld6-24-account': 'A' }],
  ['CMF L.561-15, -19, -24', { 'fr-cmf-561-15': 'A', 'fr-cmf-561-19': 'A', 'fr-cmf-561-24': 'C' }],
  ['Directive 2023/977 art. 5', { 'police-5-urgent-direct': 'A', 'police-5-urgent': 'A', 'police-5': 'A' }],
  ['EIO', { 'eio-receipt': 'C', 'eio-recognition': 'A', 'eio-execution': 'A', 'eio-26-28': 'C' }],
  ['e-Evidence art. 10, 11', { 'e-evidence-10': 'A', 'e-evidence-11': 'A' }],
  ['Budapest art. 16, 29, 35', { 'budapest-16': 'A', 'budapest-29': 'A', 'budapest-35': 'A' }],
  ['RA 11930', { 'ph-11930-block': 'B', 'ph-11930-report': 'B' }],
  ['PH AMLA freeze', { 'ph-amla-freeze': 'B' }],
];

describe('the clocks that are shipped', () => {
  const entries = [...pack.rules, ...pack.notices];

  it.each(LAW)('state %s with its mark', (_, marks) => {
    const found = Object.keys(marks).map((id) => [id, entries.find((entry) => entry.id === id)?.source.trust]);
    expect(Object.fromEntries(found)).toEqual(marks);
  });

  it('mark everything else as the rule of the unit, and nothing of the law', () => {
    const stated = new Set(LAW.flatMap(([, marks]) => Object.keys(marks)));
    const others = entries.filter(({ id }) => !stated.has(id));
    expect(others.map(({ source }) => source.trust)).toEqual(others.map(() => 'unit'));
    expect(entries.filter(({ id, source }) => stated.has(id) && source.trust === 'unit')).toEqual([]);
  });

  it('warn of preservation that runs out at 30, 14, 7 and 2 days', () => {
    const preserving = pack.rules.filter(
      ({ kinds, means }) => kinds.includes('preservation') && means === 'protection_ends',
    );
    expect(preserving.map(({ warn_days }) => warn_days)).toEqual(preserving.map(() => [30, 14, 7, 2]));
    expect(preserving).toHaveLength(3);
  });

  it('reach the magistrate from every ladder that a silence or an answer climbs', () => {
    const lasts = Object.values(pack.ladders).map((steps) => steps.at(-1)?.to);
    expect(lasts).toEqual(lasts.map(() => 'magistrate'));
  });

  it('have an editor schema that is up to date', () => {
    const written: unknown = JSON.parse(readFileSync(path.join(CLOCKS_FOLDER, 'schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(clocksJsonSchema())));
  });
});

describe('the sources of the clocks that are shipped', () => {
  it('are cited in French too, and a form says of what it is an annex', () => {
    for (const { id, source } of [...pack.rules, ...pack.notices])
      if (!source.document.startsWith('Code ')) expect([id, source.document_fr]).toEqual([id, expect.any(String)]);
    for (const { id, form } of pack.rules)
      for (const words of form === undefined ? [] : [form.en, form.fr])
        expect([id, words]).not.toEqual([id, expect.stringMatching(/^Annexe? [A-Z]$/)]);
  });
});

describe('a pack of clocks', () => {
  const read = (name: string): string => readFileSync(path.join(CLOCKS_FOLDER, name), 'utf8');
  const files = ['pack.yaml', 'house-rules.yaml', 'philippines.yaml'].map((name) => ({ name, text: read(name) }));
  const changed = (name: string, from: string, to: string) =>
    files.map((file) => (file.name === name ? { name, text: file.text.replaceAll(from, to) } : file));

  it('is read', () => expect(readClockPack(files).rules.length).toBeGreaterThan(5));

  it.each([
    [
      'a kind that nobody asks again about',
      'house-rules.yaml',
      'kinds: [mutual_legal_assistance]',
      'kinds: [european_investigation_order]',
      'no rule says when to ask again',
    ],
    [
      'a kind that is not there',
      'philippines.yaml',
      'kinds: [blocking]',
      'kinds: [bloking]',
      'There is no kind of request "bloking"',
    ],
    ['a ladder that is not there', 'philippines.yaml', 'ladder: runs_out', 'ladder: none', 'There is no ladder "none"'],
    [
      'a group that is not there',
      'philippines.yaml',
      'countries: [PH]',
      'countries: [asean]',
      'There is no group of countries "asean"',
    ],
    [
      'a protection that is not counted to its earliest end',
      'philippines.yaml',
      'counting: earliest_end',
      'counting: plain',
      'write earliest_end',
    ],
    ['an id twice', 'philippines.yaml', 'id: ph-amla-freeze', 'id: ph-11930-block', 'stands already'],
    ['a rule without a mark', 'philippines.yaml', ', trust: B', '', 'trust'],
    [
      'a missing language',
      'philippines.yaml',
      '      fr: L’ordonnance de gel de la Cour d’appel vaut 20 jours.\n',
      '',
      'French text is missing',
    ],
    [
      'a field that there is not',
      'philippines.yaml',
      '    means: answer_due',
      '    means: answer_due\n    score: 3',
      'has no field "score"',
    ],
  ])('refuses %s, with file and line', (_, name, from, to, message) => {
    expect(() => readClockPack(changed(name, from, to))).toThrow(new RegExp(`\\.yaml:\\d+:\\d+ .*${message}`));
  });

  it('is another one when a single letter is another', () => {
    expect(readClockPack(files).sha256).not.toBe(readClockPack(changed('pack.yaml', '1.1.0', '1.1.1')).sha256);
  });
});
