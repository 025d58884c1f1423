import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PackError } from '../../indicators/pack-error.ts';
import { loadQualifications, QUALIFICATIONS_FOLDER, readQualifications } from './qualification-pack.ts';
import { qualificationsJsonSchema } from './qualification-schema.ts';

const { qualifications } = loadQualifications();

/** What LAW says of each article. */
const LAW = {
  'fr-cp-121-7': 'C',
  'fr-cp-222-26-1': 'B',
  'fr-cp-222-30-2': 'B',
  'fr-cp-225-4-1': 'C',
  'fr-cp-227-22-2': 'A',
  'fr-cp-227-23': 'C',
  'fr-cp-227-23-1': 'C',
  'fr-cp-227-28-3': 'B',
} as const;

describe('the qualifications that are shipped', () => {
  it('are those of LAW, each with its mark', () => {
    expect(Object.fromEntries(qualifications.map(({ id, source }) => [id, source.trust]))).toEqual(LAW);
  });

  it('mark every element as written from memory: nothing was copied from a text', () => {
    expect(new Set(qualifications.flatMap(({ elements }) => elements.map(({ trust }) => trust)))).toEqual(
      new Set(['C']),
    );
  });

  it('have an editor schema that is up to date', () => {
    const written: unknown = JSON.parse(readFileSync(path.join(QUALIFICATIONS_FOLDER, 'schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(qualificationsJsonSchema())));
  });
});

describe('a pack of qualifications', () => {
  const read = (name: string) => ({ name, text: readFileSync(path.join(QUALIFICATIONS_FOLDER, name), 'utf8') });
  const [head, france] = [read('pack.yaml'), read('france.yaml')];

  it.each([
    ['no head', [france], /one pack.yaml/],
    ['the same id twice', [head, france, { ...france, name: 'again.yaml' }], /again\.yaml.*stands already/],
    [
      'an element twice',
      [head, { ...france, text: france.text.replace('id: purpose', 'id: act') }],
      /Two elements have the same id/,
    ],
    [
      'a mark that is none',
      [head, { ...france, text: france.text.replace('trust: B', 'trust: sure') }],
      /france\.yaml/,
    ],
  ])('is refused with %s', (_, files, message) => {
    const reading = () => readQualifications(files);
    expect(reading).toThrow(PackError);
    expect(reading).toThrow(message);
  });
});
