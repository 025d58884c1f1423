import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, literal } from '../src/engine/engine.ts';

/** Raised whenever the file comes out otherwise: an old file in the cache is then made again. */
const VERSION = 1;
const START = '2023-06-01';
const MONTHS = 24;
const CHARITIES = 20;
const HUBS = 8;

export interface MadeUpFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * A raw export that nobody made: as many transfers as asked for, ten a payer, in order of time, with every column of the contract.
 * Made once into a cache folder; the same rows give the same file. Everybody in it is invented.
 */
export async function madeUpFile(
  rows: number,
  format: 'parquet' | 'csv',
  folder = join(tmpdir(), 'vigie-bench'),
): Promise<MadeUpFile> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `transfers-v${VERSION}-${rows}.${format}`);
  if (!existsSync(path)) await make(rows, format, path, folder);
  return { path, rows, bytes: statSync(path).size };
}

async function make(rows: number, format: 'parquet' | 'csv', path: string, folder: string): Promise<void> {
  const spill = join(folder, 'spill');
  const engine = await Engine.open({ memory: '4GB', threads: 2, spillDirectory: spill });
  try {
    await engine.run(`CREATE TEMP TABLE timeline AS ${timelineSql(rows)}`);
    const target = format === 'parquet' ? '(FORMAT parquet)' : '(FORMAT csv, HEADER)';
    await engine.run(`COPY (${transfersSql()}) TO ${literal(`${path}.part`)} ${target}`);
    renameSync(`${path}.part`, path);
  } finally {
    engine.close();
    rmSync(spill, { recursive: true, force: true });
    rmSync(`${path}.part`, { force: true });
  }
}

/** A repeatable number in [0, 1) from some integers; `salt` tells one draw from another. */
const draw = (salt: number, ...of: readonly string[]): string =>
  `((hash(${[...of, String(salt)].join(', ')}) % 1000003) / 1000003.0)`;

/**
 * Who pays whom when: (payer, kind, slot, instant). Kinds of payers: family (one or two payees, monthly), occasional, hirer (several payees),
 * donor (to one of a few charities), many (many payees of one small pool, small sums at odd hours: one payer in a thousand).
 */
function timelineSql(rows: number): string {
  const payers = Math.ceil(rows / 10);
  return `
    WITH payers AS (
      SELECT p::INTEGER AS payer, ${draw(1, 'p')} AS u, ${draw(2, 'p')} AS v, (1 + hash(p, 3) % 28)::INTEGER AS pay_day,
        CASE WHEN u < 0.001 THEN 'many' WHEN u < 0.03 THEN 'donor' WHEN u < 0.10 THEN 'hirer' WHEN u < 0.30 THEN 'occasional' ELSE 'family' END AS kind
      FROM range(${payers}) r(p)
    ), counted AS (
      SELECT *, (CASE kind WHEN 'many' THEN 12 + v * 30 WHEN 'donor' THEN 4 + v * 18 WHEN 'hirer' THEN 6 + v * 28 WHEN 'occasional' THEN 1 + v * 3
        ELSE 2 + v * 20 END)::INTEGER AS times
      FROM payers
    ), each AS (
      SELECT payer, kind, pay_day, v, unnest(range(times)) AS n, times FROM counted
    )
    SELECT payer, kind, n::INTEGER AS n,
      (CASE kind WHEN 'many' THEN (hash(payer, n, 4) % 11) WHEN 'hirer' THEN (hash(payer, n, 4) % 6) WHEN 'family' THEN (hash(payer, n, 4) % 7 = 0)::INTEGER
        ELSE 0 END)::INTEGER AS slot,
      (TIMESTAMP '${START}' + CASE
        WHEN kind IN ('family', 'donor') THEN to_seconds((((hash(payer, 5) % ${MONTHS} + n) % ${MONTHS}) * 2629746 + (pay_day + hash(payer, n, 6) % 3) * 86400 + 28800 + hash(payer, n, 7) % 46800)::BIGINT)
        WHEN kind = 'many' THEN to_seconds(((hash(payer, 5) % 500 + hash(payer, n, 6) % 200) * 86400 + (79200 + hash(payer, n, 7) % 25200))::BIGINT)
        ELSE to_seconds((hash(payer, n, 6) % 730 * 86400 + hash(payer, n, 7) % 86400)::BIGINT) END) AS instant
    FROM each ORDER BY instant, payer, n LIMIT ${rows}`;
}

const PAYER_PLACES = [
  ...[
    'FR|Paris',
    'FR|Lyon',
    'FR|Lille',
    'DE|Berlin',
    'DE|Hamburg',
    'GB|London',
    'GB|Leeds',
    'IT|Milan',
    'ES|Madrid',
    'NL|Utrecht',
  ],
  ...[
    'SE|Malmo',
    'US|Chicago',
    'US|Houston',
    'US|Seattle',
    'CA|Toronto',
    'CA|Calgary',
    'AU|Perth',
    'AU|Sydney',
    'BE|Liege',
    'CH|Geneva',
  ],
] as const;
const PAYEE_PLACES = [
  ...[
    'MA|Rabat',
    'MA|Fes',
    'SN|Dakar',
    'SN|Thies',
    'IN|Kochi',
    'IN|Pune',
    'NP|Pokhara',
    'PH|Cebu City',
    'PH|Iligan',
    'VN|Hue',
  ],
  ...[
    'MX|Puebla',
    'MX|Tijuana',
    'CO|Cali',
    'BR|Recife',
    'BR|Manaus',
    'RO|Cluj-Napoca',
    'MG|Toamasina',
    'KE|Kisumu',
    'GH|Kumasi',
    'TN|Sfax',
  ],
] as const;
const CURRENCY = { GB: 'GBP', SE: 'SEK', US: 'USD', CA: 'CAD', AU: 'AUD', CH: 'CHF' } as const;

const list = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** The columns of an export from who pays whom when. Shares of missing values are those of a remittance firm's files. */
function transfersSql(): string {
  const currencies = Object.entries(CURRENCY).map(([country, currency]) => `WHEN '${country}' THEN '${currency}'`);
  const place = (places: readonly string[], code: string): string =>
    `split_part(${list(places)}[1 + (hash(${code}, 11) % ${places.length})::INTEGER], '|', 2)`;
  const country = (places: readonly string[], code: string): string =>
    `split_part(${list(places)}[1 + (hash(${code}, 11) % ${places.length})::INTEGER], '|', 1)`;
  const given = (share: number, salt: number, value: string, ...of: readonly string[]): string =>
    `CASE WHEN ${draw(salt, ...of)} < ${share} THEN ${value} END`;
  return `
    WITH payees AS (
      SELECT *, (SELECT (count(DISTINCT payer) * 6) // 10 FROM timeline) AS payees FROM timeline
    ), paid AS (
      SELECT *, (CASE WHEN kind = 'donor' THEN hash(payer, 20) % ${CHARITIES}
          WHEN kind = 'many' THEN 1000 + (hash(payer, 21) % 50) * 40 + hash(payer, slot, 22) % 40
          WHEN kind = 'hirer' AND slot = 0 THEN ${CHARITIES} + hash(payer, 23) % ${HUBS}
          ELSE 5000 + hash(payer, slot, 24) % greatest(payees, 1) END)::INTEGER AS payee
      FROM payees
    )
    SELECT 'R' || lpad(row_number() OVER ()::VARCHAR, 10, '0') AS source_ref, instant AS executed_at,
      'P' || lpad(payer::VARCHAR, 8, '0') AS payer_id, 'Given' || hash(payer, 30) % 3000 || ' Family' || hash(payer, 31) % 20000 AS payer_name,
      ${country(PAYER_PLACES, 'payer')} AS payer_country, ${given(0.9, 32, place(PAYER_PLACES, 'payer'), 'payer')} AS payer_place,
      ${given(0.75, 33, `'+33' || lpad((hash(payer, 34) % 900000000)::VARCHAR, 9, '0')`, 'payer')} AS payer_phone,
      ${given(0.4, 35, `'ACC' || lpad((hash(payer, 36) % 10000000000)::VARCHAR, 12, '0')`, 'payer')} AS payer_account,
      ${given(0.2, 37, `'D' || hash(payer, 38) % 100000000`, 'payer')} AS payer_device,
      'B' || lpad(payee::VARCHAR, 8, '0') AS payee_id, 'Given' || hash(payee, 40) % 3000 || ' Family' || hash(payee, 41) % 20000 AS payee_name,
      ${country(PAYEE_PLACES, 'payee')} AS payee_country, ${given(0.5, 42, place(PAYEE_PLACES, 'payee'), 'payee')} AS payee_place,
      ${given(0.6, 43, `'+212' || lpad((hash(payee, 44) % 900000000)::VARCHAR, 9, '0')`, 'payee')} AS payee_phone,
      ${given(0.3, 45, `'BEN' || lpad((hash(payee, 46) % 10000000000)::VARCHAR, 12, '0')`, 'payee')} AS payee_account,
      ${given(0.85, 47, `${place(PAYEE_PLACES, 'payee')}`, 'payee', 'n')} AS payout_place,
      (CASE kind WHEN 'many' THEN 15 + hash(payer, n, 50) % 60 WHEN 'family' THEN 50 + (hash(payer, 51) % 60) * 5 WHEN 'donor' THEN 10 + (hash(payer, 51) % 5) * 10
        ELSE 20 + hash(payer, n, 50) % 400 END + CASE WHEN kind <> 'donor' AND hash(payer, n, 52) % 3 = 0 THEN (hash(payer, n, 53) % 100) / 100.0 ELSE 0 END)::DECIMAL(18,2) AS amount,
      CASE ${country(PAYER_PLACES, 'payer')} ${currencies.join(' ')} ELSE 'EUR' END AS currency,
      ${given(0.8, 54, '(amount * (5 + hash(payee, 55) % 60))::DECIMAL(18,2)', 'payer', 'n')} AS payout_amount,
      CASE WHEN payout_amount IS NOT NULL THEN ['MAD', 'XOF', 'INR', 'PHP', 'MXN', 'BRL', 'RON', 'KES'][1 + (hash(payee, 56) % 8)::INTEGER] END AS payout_currency,
      ['cash', 'cash', 'bank', 'wallet', 'mobile_money', 'card'][1 + (hash(payer, n % 3, 57) % 6)::INTEGER] AS channel,
      'Provider ' || hash(payer, n // 9, 58) % 12 AS provider,
      ${given(0.35, 59, `['FAMI', 'EDUC', 'RENT', 'gift', 'help', 'invoice 2024', 'GDDS', 'CHAR'][1 + (hash(payer, 60) % 8)::INTEGER]`, 'payer', 'n')} AS purpose,
      ${given(0.45, 61, `CASE kind WHEN 'family' THEN ['parent', 'sibling', 'spouse', 'child'][1 + (hash(payer, 62) % 4)::INTEGER] WHEN 'many' THEN 'friend' ELSE 'none' END`, 'payer')} AS relationship,
      CASE hash(payer, n, 63) % 200 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'refunded' ELSE 'completed' END AS status
    FROM paid`;
}
