import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parseSmallCsv } from './small-csv.ts';

/** Table (given, code): the country code of each text that occurs, exactly as given. */
export const COUNTRY_TABLE = 'country_names';

const TABLE = new URL('../../../packs/places/countries.csv', import.meta.url);

/**
 * ISO 3166-1 alpha-2 of a country given as alpha-2, alpha-3, or an English or French name, whatever its case and accents. A text of
 * two or three letters that is no country is kept in upper case, because synthetic worlds have invented codes; anything else is null.
 */
export function countryCode(given: string | null): string | null {
  if (given === null) return null;
  const key = countryKey(given);
  return names().get(key) ?? names().get(spelling(key)) ?? (/^[A-Z]{2,3}$/.test(key) ? key : null);
}

/** Upper case, accents stripped, blanks at the ends removed. */
function countryKey(given: string): string {
  return stripAccents(given).toUpperCase().trim();
}

/** All ISO 3166-1 alpha-2 codes (and XK), sorted. */
export function countryCodes(): readonly string[] {
  return [...new Set(names().values())].sort();
}

/**
 * Creates the table `country_names (given VARCHAR, code VARCHAR)`: the code of each text that `textsSql` (a query with one VARCHAR
 * column) yields, exactly as it stands there. Texts that are no country have no row. Join on plain equality: stripping accents and
 * case in SQL costs 2 s on 10 million rows, this join a tenth of it.
 */
export async function registerCountries(connection: DuckDBConnection, textsSql: string): Promise<void> {
  const texts = await connection.runAndReadAll(
    `SELECT DISTINCT CAST(given AS VARCHAR) FROM (${textsSql}) AS texts (given)`,
  );
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${COUNTRY_TABLE} (given VARCHAR, code VARCHAR)`);
  const appender = await connection.createAppender(COUNTRY_TABLE);
  for (const [given] of texts.getRowsJS()) {
    const code = typeof given === 'string' ? countryCode(given) : null;
    if (typeof given !== 'string' || code === null) continue;
    appender.appendVarchar(given);
    appender.appendVarchar(code);
    appender.endRow();
  }
  appender.closeSync();
}

/** The join that `countryCodeSql` needs. `given` is an SQL expression of type VARCHAR. */
export function countryJoinSql(alias: string, given: string): string {
  return `LEFT JOIN ${COUNTRY_TABLE} AS ${alias} ON ${alias}.given = ${given}`;
}

/** SQL for the code of a country, NULL when it is not recognised. `alias` is the one given to `countryJoinSql`. */
export function countryCodeSql(alias: string): string {
  return `${alias}.code`;
}

let cached: ReadonlyMap<string, string> | null = null;

/** Key -> code. Each name stands with and without its punctuation. Codes win over names. */
function names(): ReadonlyMap<string, string> {
  if (cached) return cached;
  const found = new Map<string, string>();
  const add = (name: string | undefined, code: string): void => {
    if (!name) return;
    for (const key of [countryKey(name), countryKey(name.replaceAll('’', "'")), spelling(countryKey(name))]) {
      if (key !== '' && !found.has(key)) found.set(key, code);
    }
  };
  const { rows } = parseSmallCsv(readFileSync(TABLE, 'utf8'));
  for (const { cells } of rows) {
    const [code = '', alpha3] = cells;
    add(code, code);
    add(alpha3, code);
  }
  const displayed = ['en', 'fr'].flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }),
    ),
  );
  for (const { cells } of rows) {
    const [code = '', , others = ''] = cells;
    for (const language of displayed) {
      const name = language.of(code);
      add(name, code);
      add(name?.replaceAll('&', 'and'), code);
      add(name?.replaceAll('&', 'et'), code);
    }
    for (const other of others.split('|')) add(other, code);
  }
  cached = found;
  return found;
}

function stripAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Letters and digits only, one blank between words: "COTE D’IVOIRE" and "COTE-D'IVOIRE" are one spelling. */
function spelling(key: string): string {
  return key.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
