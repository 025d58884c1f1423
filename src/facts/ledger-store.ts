import type { ColumnBatch, ColumnType } from '../engine/columns.ts';
import type { Engine } from '../engine/engine.ts';
import { placeJoinSql } from '../transfers/geography/places-sql.ts';
import type { BatchMemory } from './batch-memory.ts';
import type { Ledger } from './ledger.ts';
import { TRANSFER_STATES } from './ledger.ts';
import { lettersSql, readTextCodes, type TextCodes } from './text-codes.ts';
import { wholeSubjects } from './whole-subjects.ts';

export interface LedgerSize {
  readonly transfers: number;
  readonly payers: number;
  readonly payees: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** DuckDB tables that `encodeLedger` leaves behind: codes of payers and payees with their identifiers, and the encoded transfers. */
export const LEDGER_TABLES = { payers: 'payer_codes', payees: 'payee_codes', transfers: 'ledger' } as const;

const COLUMNS: readonly (readonly [keyof Ledger, ColumnType])[] = [
  ['payer', 'int32'],
  ['payee', 'int32'],
  ['at', 'float64'],
  ['eurCents', 'float64'],
  ['sentMinor', 'float64'],
  ['sentCurrency', 'int16'],
  ['payoutMinor', 'float64'],
  ['payoutCurrency', 'int16'],
  ['payerZone', 'int16'],
  ['payeeZone', 'int16'],
  ['payerCountry', 'int16'],
  ['payeeCountry', 'int16'],
  ['payoutPlace', 'int32'],
  ['channel', 'int8'],
  ['provider', 'int16'],
  ['declaredTie', 'int8'],
  ['purpose', 'int8'],
  ['payeeName', 'int32'],
  ['payeePhone', 'int32'],
  ['payeeAccount', 'int32'],
  ['state', 'int8'],
];

/**
 * Encodes transfers once: text to dense codes, so that everything after works on numbers. Codes follow the order of the ids, so
 * that equal input gives equal codes on any number of threads. `accepted` is a relation with the columns of the lake; the table
 * `place_info` must hold every (country, place) that occurs in it: see `registerZonesOf`.
 */
export async function encodeLedger(engine: Engine, accepted: string): Promise<LedgerSize> {
  for (const side of ['payer', 'payee'] as const) await engine.run(subjectCodesSql(side, accepted));
  const codes = await readTextCodes(engine, accepted);
  await engine.run(`ALTER TABLE place_info ADD COLUMN IF NOT EXISTS letters SMALLINT`);
  await engine.run(`UPDATE place_info SET letters = ${lettersSql('country')}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES.transfers} AS ${ledgerSql(accepted, codes)}`);
  const size =
    await engine.row(`SELECT count(*)::DOUBLE AS transfers, coalesce(min("at"), 0) AS first, coalesce(max("at"), 0) AS last,
    (SELECT count(*)::DOUBLE FROM ${LEDGER_TABLES.payers}) AS payers, (SELECT count(*)::DOUBLE FROM ${LEDGER_TABLES.payees}) AS payees
    FROM ${LEDGER_TABLES.transfers}`);
  return {
    transfers: Number(size.transfers),
    payers: Number(size.payers),
    payees: Number(size.payees),
    firstAt: Number(size.first),
    lastAt: Number(size.last),
  };
}

/**
 * Two values of each identifier are kept (those whose hashes are the least and the greatest): enough to see what is shared, at a bounded
 * cost. They are kept as hashes of 64 bits, see `identifierHashSql`: texts would cost four times as much.
 */
function subjectCodesSql(side: 'payer' | 'payee', accepted: string): string {
  const shared = ['phone', 'account', 'device'].map((kind) => {
    const given = `${side}_${kind}`;
    const [least, greatest] = ['min', 'max'].map(
      (pick) => `${pick}(${identifierHashSql(given)}) FILTER (${given} IS NOT NULL)`,
    );
    return `${least} AS ${kind}, ${greatest} AS ${kind}_2`;
  });
  return `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES[`${side}s`]} AS
    SELECT *, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS code
    FROM (SELECT ${side}_id AS id, min(${side}_name) AS name, min(${side}_country) AS country, ${shared.join(', ')} FROM ${accepted} GROUP BY ${side}_id)`;
}

/** What stands for a phone, an account or a device in the tables of payers and payees: equal within a run where the texts are. */
export function identifierHashSql(expression: string): string {
  return `hash(${expression})`;
}

function ledgerSql(accepted: string, codes: TextCodes): string {
  const zone = (side: 'payer' | 'payee'): string =>
    `(CASE WHEN epoch_us(t.executed_at) % 86400000000 = 0 THEN -1 ELSE coalesce(${side}_at.zone_index, -1) END)::SMALLINT AS "${side}Zone"`;
  const hashed = (expression: string): string =>
    `(CASE WHEN ${expression} IS NULL THEN 0 ELSE (hash(${expression}) & 2147483646) + 1 END)::INTEGER`;
  const state = (name: (typeof TRANSFER_STATES)[number]): number => TRANSFER_STATES.indexOf(name);
  return `
    SELECT pc.code AS payer, rc.code AS payee, l.* EXCLUDE (payer_id, payee_id) FROM (
      SELECT t.payer_id, t.payee_id, epoch(t.executed_at) AS "at", ${hundredthsSql('t.amount_eur')} AS "eurCents",
        ${hundredthsSql('t.amount')} AS "sentMinor", ${codes.code('currency', 't')} AS "sentCurrency",
        ${hundredthsSql('t.payout_amount')} AS "payoutMinor", ${codes.code('payout_currency', 't')} AS "payoutCurrency",
        ${zone('payer')}, ${zone('payee')},
        coalesce(payer_at.letters, -1) AS "payerCountry", coalesce(payee_at.letters, -1) AS "payeeCountry",
        ${hashed('coalesce(t.payout_place, t.payee_place)')} AS "payoutPlace",
        ${codes.code('channel', 't')} AS channel, ${codes.code('provider', 't')} AS provider,
        ${codes.code('relationship', 't')} AS "declaredTie", ${codes.code('purpose', 't')} AS purpose,
        ${hashed('lower(t.payee_name)')} AS "payeeName", ${hashed('t.payee_phone')} AS "payeePhone", ${hashed('t.payee_account')} AS "payeeAccount",
        (CASE WHEN t.status = 'cancelled' THEN ${state('cancelled')} WHEN t.status = 'refunded' THEN ${state('refunded')}
          WHEN t.status = 'pending' THEN ${state('pending')}
          WHEN t.payer_id = t.payee_id OR t.payer_account = t.payee_account THEN ${state('to_self')} ELSE ${state('counted')} END)::TINYINT AS state,
        t.transfer_id
      FROM ${accepted} t
      ${placeJoinSql('payer_at', 't.payer_country', 't.payer_place')}
      ${placeJoinSql('payee_at', 't.payee_country', 'coalesce(t.payee_place, t.payout_place)')}
      ${codes.joins('t')}) l
    JOIN ${LEDGER_TABLES.payers} pc ON pc.id = l.payer_id
    JOIN ${LEDGER_TABLES.payees} rc ON rc.id = l.payee_id`;
}

/** A decimal of up to four places in hundredths, exact below 10^11; NaN when missing. Decimals beyond 64 bits, which a product of decimals is, cost ten times doubles. */
function hundredthsSql(decimal: string): string {
  return `coalesce(round(${decimal}::DOUBLE * 10000) / 100, 'nan'::DOUBLE)`;
}

/**
 * The ledger sorted by payer or by payee, then instant, then transfer_id, in batches that hold whole subjects. Each has a buffer of its own
 * from `memory`, which takes it back when the batch was read.
 */
export async function* ledgerBatches(
  engine: Engine,
  subject: 'payer' | 'payee',
  memory: BatchMemory,
  rows = 1 << 17,
): AsyncGenerator<Ledger> {
  const names = COLUMNS.map(([name]) => `"${name}"`).join(', ');
  const sorted = `SELECT ${names} FROM ${LEDGER_TABLES.transfers} ORDER BY ${subject}, "at", transfer_id`;
  const types = COLUMNS.map(([, type]) => type);
  const key = COLUMNS.findIndex(([name]) => name === subject);
  const gathering = { types, key, rows, memory };
  for await (const batch of wholeSubjects(engine.parts(sorted, types), gathering)) yield ledgerOf(batch);
}

function ledgerOf(batch: ColumnBatch): Ledger {
  return Object.fromEntries(COLUMNS.map(([name], index) => [name, batch.columns[index]])) as unknown as Ledger;
}
