import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.ts';
import { cleanValue } from './clean-value.ts';
import { readImport } from './read-import.ts';

const now = Temporal.Instant.from('2026-03-01T00:00:00Z');
const options = { order: 'iso', zone: null, service: null } as const;
const contacts = (text: string, changes = {}) => readImport(text, 'contact', { ...options, ...changes }, now);

describe('a cell that is taken', () => {
  it('is short and of its form: what somebody said does not fit in', () => {
    const identifier = (text: string) => {
      const clean = cleanValue(text, 'identifier');
      return 'reason' in clean ? clean.reason : clean.value;
    };
    expect(['+33 6 00 00 00 01', 'syn@example.org', '@syn_1', 'محمد', '名前', '2001:db8::1'].map(identifier)).toEqual([
      ...['+33 6 00 00 00 01', 'syn@example.org', '@syn_1', 'محمد', '名前', '2001:db8::1'],
    ]);
    expect(identifier('see you there')).toBe('not_of_its_form');
    expect(identifier('x'.repeat(100_000))).toBe('too_long');
    expect(identifier('x'.repeat(101))).toBe('too_long');
    expect(identifier('one\ntwo')).toBe('line_break');
    expect(identifier('a\u202eb')).toBe('hidden_character');
    expect(identifier(`a${'\u0301'.repeat(9)}`)).toBe('hidden_character');
    expect(identifier('e\u0301')).toBe('é');
    expect(identifier('https://example.org/a')).toBe('link');
    expect(identifier('data:text/plain,a')).toBe('link');
    expect(identifier('QUJD'.repeat(20))).toBe('link');
  });
});

describe('a table of contacts', () => {
  it('is taken by the names of its columns, in French and in English, and the rest is counted', async () => {
    const { taken, columns, stripped } = await contacts(
      'Numéro appelé;Horodatage;N° appelant;Message;Emetteur;Plateforme\nb;2026-01-02T10:00Z;c;what was said;a;Example\n',
    );
    expect(columns.map(({ column, field }) => `${column}=${field}`)).toEqual([
      ...['Numéro appelé=otherIdentifier', 'Horodatage=at', 'Emetteur=identifier', 'Plateforme=service'],
    ]);
    expect(stripped).toEqual([
      { column: 'N° appelant', values: 1 },
      { column: 'Message', values: 1 },
    ]);
    expect(taken).toMatchObject([{ row: 1, identifier: 'a', otherIdentifier: 'b', service: 'Example' }]);
  });

  it('puts aside each row that is not metadata, by its number and the reason', async () => {
    const rows = [
      ...['2026-01-02,a,b,90', '2026-01-02,a,b,90', 'soon,a,b,', '2026-04-02,a,b,', ',a,b,', '2026-01-03,,,5'],
      ...['2026-01-02,"a\nb",c,1', '2026-01-02,a', '2026-01-05,a,b,long'],
    ];
    const read = await contacts(`date,from,to,duration\n${rows.join('\n')}\n`);
    expect(read.rowsRead).toBe(9);
    expect(read.duplicates).toBe(1);
    expect(read.taken.map(({ row, when }) => [row, when.precision])).toEqual([
      [1, 'day'],
      [5, 'undated'],
    ]);
    expect(read.quarantined).toEqual([
      { row: 3, field: 'at', reason: 'not_a_time' },
      { row: 4, field: 'at', reason: 'in_the_future' },
      { row: 6, field: null, reason: 'nobody' },
      { row: 7, field: 'identifier', reason: 'line_break' },
      { row: 8, field: null, reason: 'wrong_width' },
      { row: 9, field: 'seconds', reason: 'not_of_its_form' },
    ]);
  });

  it('tells no header again that does not look like one: it could be a cell', async () => {
    const { stripped } = await contacts('from,what somebody said to another one yesterday,"x\ny"\na,b,c\n');
    expect(stripped.map(({ column }) => column)).toEqual(['#2', '#3']);
  });

  it('leaves out a word that it does not know for the kind of a contact, and says so', async () => {
    const { taken, stripped } = await contacts('from,type\na,Appel vidéo\nb,what was said\n');
    expect(taken.map(({ means }) => means)).toEqual(['video_call', null]);
    expect(stripped).toEqual([{ column: 'type', values: 1 }]);
  });

  it('is refused when no column is known, or it has no end', async () => {
    await expect(contacts('a,b\nc,d\n')).rejects.toMatchObject({ why: 'no_columns' });
    await expect(contacts('')).rejects.toMatchObject({ why: 'empty' });
    await expect(contacts(`from,${'x,'.repeat(600)}\n`)).rejects.toMatchObject({ why: 'too_many_columns' });
    await expect(contacts('[1')).rejects.toMatchObject({ why: 'not_a_table' });
  });
});

describe('JSON of contacts', () => {
  it('is an array, a list under a name, one record, or a record a line', async () => {
    const record = '{"from":"a","to":"b","sent_at":"2026-01-02"}';
    for (const text of [`[${record}]`, `{"records":[${record}]}`, record, `${record}\n{"from":"a"\n`]) {
      const { taken, rowsRead, quarantined } = await contacts(text);
      expect(taken, text).toMatchObject([{ row: 1, identifier: 'a', otherIdentifier: 'b' }]);
      expect(rowsRead).toBe(1 + quarantined.length);
    }
  });

  it('is not followed into depths, nor where there is no end of values, and long numbers stay as they are', async () => {
    const deep = `${'{"x":'.repeat(20)}"content"${'}'.repeat(20)}`;
    const { taken, stripped, quarantined } = await contacts(
      `[{"from":12345678901234567890,"more":${deep}},{"from":"a","many":[${'1,'.repeat(3000)}1]},"content",7]`,
    );
    expect(taken).toMatchObject([{ identifier: '12345678901234567890' }]);
    expect(stripped[0]?.column).toBe('more.x.x.x.x.x.x.x');
    expect(quarantined).toEqual([
      { row: 2, field: null, reason: 'too_much' },
      { row: 3, field: null, reason: 'not_a_record' },
      { row: 4, field: null, reason: 'not_a_record' },
    ]);
    await expect(contacts('['.repeat(100_000))).rejects.toMatchObject({ why: 'too_deep' });
  });

  it('takes no word that every object has for one of the list', async () => {
    for (const word of ['constructor', '__proto__', 'proto']) {
      const { taken, stripped } = await contacts(`at,from,type\n2026-01-01T10:00Z,a,${word}\n`);
      expect(taken).toMatchObject([{ means: null }]);
      expect(stripped).toEqual([{ column: 'type', values: 1 }]);
    }
  });

  it('takes a time that grows with the file, and no faster', async () => {
    const record = `{"at":"2026-01-01T10:00:00Z","identifiers":[${'1,'.repeat(1980)}1]}`;
    const took = await processorTime(async () => {
      const { rowsRead, taken, duplicates } = await contacts(`[${Array(1000).fill(record)}]`);
      expect([rowsRead, taken.length, duplicates]).toEqual([1000, 1, 999]);
    });
    expect(took).toBeLessThan(6000);
  });
});

it('A report of a provider is taken by French headers, and of a column of numbers a name is left', async () => {
  const text =
    'Numéro de signalement;Date;Prestataire;Identifiants;Contenu;Fichiers\nR-1;2026-01-02T10:00Z;Example;syn-a;what was said;photo.jpg\n';
  const { taken, columns, stripped } = await readImport(text, 'provider_report', options, now);
  expect(columns.map(({ field }) => field)).toEqual(['reference', 'at', 'service', 'identifiers', 'files']);
  expect(taken).toMatchObject([{ reference: 'R-1', service: 'Example', identifiers: ['syn-a'], files: null }]);
  expect(stripped).toEqual([
    { column: 'Contenu', values: 1 },
    { column: 'Fichiers', values: 1 },
  ]);
});
