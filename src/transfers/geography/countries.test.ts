import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryCode, countryCodeSql, countryCodes, countryJoinSql, registerCountries } from './countries.ts';

describe('a country is recognised', () => {
  test.each([
    ['fr', 'FR'],
    ['FRA', 'FR'],
    ['phl', 'PH'],
    ['Philippines', 'PH'],
    ['États-Unis', 'US'],
    ['ETATS UNIS', 'US'],
    ['Royaume-Uni', 'GB'],
    ['uk', 'GB'],
    ['Côte d’Ivoire', 'CI'],
    ["COTE D'IVOIRE", 'CI'],
    ['République tchèque', 'CZ'],
    ['Corée du Sud', 'KR'],
    ['Viet Nam', 'VN'],
    [' Roumanie ', 'RO'],
    ['Trinidad and Tobago', 'TT'],
  ])('%j is %s', (given, code) => {
    expect(countryCode(given)).toBe(code);
  });

  test('by every code and every English and French name, each to itself', () => {
    expect(countryCodes()).toHaveLength(250);
    for (const code of countryCodes()) {
      expect(countryCode(code.toLowerCase())).toBe(code);
      for (const language of ['en', 'fr']) {
        const name = new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? '';
        expect(countryCode(name.toUpperCase()), name).toBe(code);
      }
    }
  });
});

test('an invented code of two or three letters is kept in upper case', () => {
  expect(['xq', 'ZZQ'].map(countryCode)).toEqual(['XQ', 'ZZQ']);
});
test.each(['Neverland', '', '  ', '12', 'x', '??'])('%j is no country', (given) => {
  expect(countryCode(given)).toBeNull();
});
test('an answer is null or a code of two or three letters, whatever is given', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (given) => /^([A-Z]{2,3})?$/.test(countryCode(given) ?? '')));
});

test('the table gives DuckDB the same answers', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const texts = ['fr', 'Côte d’Ivoire', 'Neverland', 'xq', ' PHL ', 'Å', ''];
  await connection.run('CREATE TABLE t (i INTEGER, g VARCHAR)');
  const values = [...texts.map((text, i) => `(${i}, '${text}')`), '(99, NULL)'].join();
  await connection.run(`INSERT INTO t VALUES ${values}`);
  await registerCountries(connection, 'SELECT g FROM t');
  const rows = await connection.runAndReadAll(
    `SELECT ${countryCodeSql('c')} FROM t ${countryJoinSql('c', 't.g')} ORDER BY i`,
  );
  expect(rows.getRows().flat()).toEqual([...texts.map(countryCode), null]);
});
