import { valueOfTextSql } from '../engine/coded-texts.ts';
import type { Engine } from '../engine/engine.ts';
import { SideThread } from '../engine/side-thread.ts';
import { placeJoinSql } from '../transfers/geography/places-sql.ts';
import type { People } from '../transfers/people.ts';
import { orderByCorridor } from './corridor-order.ts';
import { CorridorFinder, type Corridors, type Homes, putRowsForPayers } from './corridors.ts';
import { CountryTally } from './country-tally.ts';
import { TRANSFER_STATES } from './ledger.ts';
import {
  emptyTally,
  LedgerRows,
  type LedgerTally,
  packedSql,
  ROW_COLUMNS,
  ROW_TYPES,
  ROWS_OF_A_FILE,
  rowsThatFit,
} from './ledger-rows.ts';
import type { LedgerSlice } from './ledger-slice.ts';
import type { OrderTask } from './order-worker.ts';
import type { RecordSpan } from './record-span.ts';
import { settleTies } from './settle-ties.ts';
import { SubjectIndex } from './subject-index.ts';
import { type OrderedSubjects, orderBySubject } from './subject-order.ts';
import { lettersSql, readTextCodes, type TextCodes } from './text-codes.ts';

export interface LedgerSize {
  readonly transfers: number;
  readonly payers: number;
  readonly payees: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What `encodeLedger` leaves behind in DuckDB: tables of the codes of payers and payees with their identifiers, and a view of the encoded transfers. */
export const LEDGER_TABLES = { payers: 'payer_codes', payees: 'payee_codes', transfers: 'ledger' } as const;

const COUNTED = TRANSFER_STATES.indexOf('counted');

/** Of what transfers may take, where they do not fit: the facts of so many people need the rest, and one slice more costs little. */
const SHARE_OF_SLICES = 3 / 4;
/** The encoded transfers themselves, where they do not fit into memory. */
const KEPT = 'ledger_kept';
/** Fewer are in order sooner than another thread has started. */
export const WORTH_A_THREAD = 20_000;

export interface EncodedRecords {
  /** Relation with the columns of the lake. */
  readonly transfers: string;
  /** The same without `amount_eur`. */
  readonly withoutEuro: string;
  /** Relations with all that these say of payers and of payees, each combination at least once; their tables are dropped. null = ask the transfers. */
  readonly people: People | null;
}

/**
 * Encodes transfers once: text to dense codes, so that everything after works on numbers. Codes follow the order of the ids, so
 * that equal input gives equal codes on any number of threads. The table
 * `place_info` must hold every (country, place) that occurs in it: see `registerZonesOf`. Of the transfers, `memory` bytes at most are held
 * at a time.
 */
export async function encodeLedger(
  engine: Engine,
  { transfers: accepted, withoutEuro, people }: EncodedRecords,
  span: RecordSpan,
  memory: number,
): Promise<EncodedLedger> {
  for (const side of ['payer', 'payee'] as const)
    await engine.run(subjectCodesSql(side, people?.[side] ?? withoutEuro));
  for (const table of people?.tables ?? []) await engine.run(`DROP TABLE ${table}`);
  const codes = await readTextCodes(engine, withoutEuro);
  await engine.run(`ALTER TABLE place_info ADD COLUMN IF NOT EXISTS letters SMALLINT`);
  await engine.run(`UPDATE place_info SET letters = ${lettersSql('country')}`);
  const fits = span.transfers <= rowsThatFit(memory);
  const values = valuesSql(accepted, codes);
  const encoded = withCodesSql(values);
  if (!fits) await engine.run(`CREATE OR REPLACE TEMP TABLE ${KEPT} AS ${encoded}`);
  await engine.run(`CREATE OR REPLACE TEMP VIEW ${LEDGER_TABLES.transfers} AS ${fits ? encoded : `FROM ${KEPT}`}`);
  const counted = await engine.row(`SELECT (SELECT count(*)::DOUBLE FROM ${LEDGER_TABLES.payers}) AS payers,
    (SELECT count(*)::DOUBLE FROM ${LEDGER_TABLES.payees}) AS payees`);
  const size = { ...span, payers: Number(counted.payers), payees: Number(counted.payees) };
  const homes = {
    ofPayer: await countriesOf(engine, 'payers', size.payers),
    ofPayee: await countriesOf(engine, 'payees', size.payees),
  };
  const rows = LedgerRows.withRoomFor(fits ? span.transfers : rowsThatFit(SHARE_OF_SLICES * memory));
  if (!fits)
    return new EncodedLedger(engine, {
      size,
      rows,
      homes,
      corridors: await corridorsOfKept(engine, homes, size.transfers),
      tally: emptyTally(),
      whole: null,
    });
  const tally = emptyTally();
  await readByHash(rows, engine, values, size, tally);
  const payees =
    engine.threads > 1 && rows.count >= WORTH_A_THREAD
      ? orderBeside(rows, 'payee', size.payees)
      : orderBySubject(rows, 'payee', 0, size.payees);
  const { corridors, ...payer } = orderByCorridor(rows, homes);
  const ids = `(SELECT t.source_row, t.transfer_id, ${placeSql(codes)} AS place FROM ${withoutEuro} t ${codes.joins('t')})`;
  return new EncodedLedger(engine, { size, rows, homes, corridors, tally, whole: { ids, payer, payee: await payees } });
}

/** Gives back what the engine holds of the encoded transfers. The tables of the codes stay. */
export async function dropLedger(engine: Engine): Promise<void> {
  await engine.run(`DROP VIEW ${LEDGER_TABLES.transfers}`);
  await engine.run(`DROP TABLE IF EXISTS ${KEPT}`);
}

/** Puts all subjects of a side in order in another thread, while this one does something else. */
function orderBeside(rows: LedgerRows, side: 'payer' | 'payee', subjects: number): Promise<OrderedSubjects> {
  const beside = new SideThread<OrderTask, OrderedSubjects>(new URL('./order-worker.ts', import.meta.url), null);
  const ordered = beside.ask({ memory: rows.memory, count: rows.count, side, subjects }).finally(() => beside.close());
  ordered.catch(() => undefined); // told to whoever asks for the order
  return ordered;
}

/** Reads all transfers into memory, and tallies them while they are near. @param values as from `valuesSql` */
async function readByHash(
  rows: LedgerRows,
  engine: Engine,
  values: string,
  size: LedgerSize,
  tally: LedgerTally,
): Promise<void> {
  const payer = await SubjectIndex.read(engine, LEDGER_TABLES.payers, size.payers);
  const payee = await SubjectIndex.read(engine, LEDGER_TABLES.payees, size.payees);
  const indexes = new Map<string, SubjectIndex>(Object.entries({ payer, payee }));
  const hashed = `SELECT ${payer.hashSql('v.payer_id')} AS payer, ${payee.hashSql('v.payee_id')} AS payee,
    v.* EXCLUDE (payer_id, payee_id) FROM (${values}) v`;
  const types = ROW_TYPES.map((type, index) => (indexes.has(ROW_COLUMNS[index] as string) ? 'float64' : type));
  await engine.eachPart(`SELECT ${STREAMED.join(', ')} FROM (${hashed})`, types, ({ count, columns }) => {
    const coded = columns.map((column, place) => indexes.get(ROW_COLUMNS[place] as string)?.codesOf(column) ?? column);
    rows.append({ count, columns: coded });
    rows.addTo(tally, rows.count - count);
  });
}

async function readInto(rows: LedgerRows, engine: Engine, condition: string): Promise<void> {
  rows.clear();
  const sql = `SELECT ${STREAMED.join(', ')} FROM ${LEDGER_TABLES.transfers} ${condition}`;
  await engine.eachPart(sql, ROW_TYPES, (part) => rows.append(part));
}

/** The corridors of transfers that do not fit into memory. */
async function corridorsOfKept(engine: Engine, homes: Homes, transfers: number): Promise<Corridors> {
  const finder = new CorridorFinder(homes.ofPayer, transfers);
  const tally = new CountryTally();
  const sql = `SELECT payer, home, count(*)::INTEGER FROM (
      SELECT l.payer, ${lettersSql('c.country')} AS home FROM ${LEDGER_TABLES.transfers} l JOIN ${LEDGER_TABLES.payees} c ON c.code = l.payee
      WHERE l.state = ${COUNTED})
    GROUP BY payer, home ORDER BY payer, home`;
  let payer = -1;
  for await (const { count, columns } of engine.columns(sql, ['int32', 'int16', 'int32'], 1 << 14))
    for (let i = 0; i < count; i++) {
      const next = columns[0]?.[i] as number;
      if (next !== payer && payer >= 0) finder.add(payer, tally);
      if (next !== payer) tally.clear();
      payer = next;
      tally.add(columns[1]?.[i] as number, columns[2]?.[i] as number);
    }
  if (payer >= 0) finder.add(payer, tally);
  return finder.corridors();
}

/** One country for each person, whatever single transfers say: -1 when unknown. */
async function countriesOf(engine: Engine, side: 'payers' | 'payees', count: number): Promise<Int16Array> {
  const countries = new Int16Array(count).fill(-1);
  const sql = `SELECT code, ${lettersSql('country')} FROM ${LEDGER_TABLES[side]} WHERE country IS NOT NULL`;
  await engine.eachPart(sql, ['int32', 'int16'], ({ count, columns }) => {
    for (let i = 0; i < count; i++) countries[columns[0]?.[i] ?? 0] = columns[1]?.[i] ?? -1;
  });
  return countries;
}

/**
 * The encoded transfers: where they fit, they are read into memory once; where they do not, they stay in a table of the engine, on disk if need
 * be, and are read again and again, the subjects of one slice at a time.
 */
export class EncodedLedger {
  readonly size: LedgerSize;
  /** The rows in which payers stand. */
  readonly corridors: Corridors;
  /** Of all transfers, once the payers have passed. */
  readonly tally: LedgerTally;
  readonly #engine: Engine;
  readonly #homes: Homes;
  /** What is in memory: all transfers, or those of the slice at hand. */
  #rows: LedgerRows;
  /** When all transfers are in memory; null when they are not. */
  readonly #whole: WholeLedger | null;

  constructor(engine: Engine, { size, corridors, homes, rows, tally, whole }: HeldLedger) {
    this.#engine = engine;
    this.size = size;
    this.corridors = corridors;
    this.#homes = homes;
    this.#rows = rows;
    this.tally = tally;
    this.#whole = whole;
  }

  /** All transfers by corridor of the payer or by payee, then instant, then transfer_id. A slice is good until the next one is asked for. */
  async *slices(side: 'payer' | 'payee'): AsyncGenerator<LedgerSlice> {
    if (this.#whole) {
      const { ids } = this.#whole;
      const { order, tied } = this.#whole[side];
      await settleTies(this.#engine, ids, this.#rows, order, tied);
      yield { ledger: this.#rows, order };
      return;
    }
    const { start } = this.corridors;
    for (const { first, subjects, among } of await this.#ranges(side)) {
      await readInto(this.#rows, this.#engine, `WHERE ${among}`);
      if (side === 'payer') this.#rows.addTo(this.tally);
      putRowsForPayers(this.#rows, this.corridors, this.#homes.ofPayee);
      const [from, to] = [first, first + subjects].map((code) => (side === 'payer' ? (start[code] as number) : code));
      const { order, tied } = orderBySubject(this.#rows, side, from as number, (to as number) - (from as number));
      const ids = `(SELECT transfer_id, place, place::BIGINT % ${ROWS_OF_A_FILE} AS source_row FROM ${LEDGER_TABLES.transfers} WHERE ${among})`;
      await settleTies(this.#engine, ids, this.#rows, order, tied);
      yield { ledger: this.#rows, order };
    }
  }

  /** All subjects of one side, in ranges of codes whose transfers fit. */
  async #ranges(side: 'payer' | 'payee'): Promise<readonly CodeRange[]> {
    const subjects = this.size[`${side}s`];
    const counts = new Int32Array(subjects);
    const sql = `SELECT ${side}, count(*)::INTEGER FROM ${LEDGER_TABLES.transfers} GROUP BY ${side}`;
    await this.#engine.eachPart(sql, ['int32', 'int32'], ({ count, columns }) => {
      for (let i = 0; i < count; i++) counts[columns[0]?.[i] ?? 0] = columns[1]?.[i] ?? 0;
    });
    const ranges = rangesThatFit(counts, this.#rows.room).map(({ first, subjects }) => ({
      first,
      subjects,
      among: `${side} BETWEEN ${first} AND ${first + subjects - 1}`,
    }));
    const most = counts.reduce((most, count) => Math.max(most, count), 0);
    if (most > this.#rows.room) this.#rows = LedgerRows.withRoomFor(most);
    return ranges;
  }
}

interface HeldLedger {
  readonly size: LedgerSize;
  readonly corridors: Corridors;
  readonly homes: Homes;
  readonly rows: LedgerRows;
  readonly tally: LedgerTally;
  readonly whole: WholeLedger | null;
}

/** The order of all transfers, and where their ids are asked for. */
interface WholeLedger {
  readonly ids: string;
  readonly payer: OrderedSubjects;
  readonly payee: OrderedSubjects;
}

interface CodeRange {
  readonly first: number;
  readonly subjects: number;
  /** SQL condition for a transfer of one of them. */
  readonly among: string;
}

/** Cuts subjects into ranges of which each has at most `room` transfers, or is one subject that alone has more. */
export function rangesThatFit(
  counts: Int32Array,
  room: number,
): { readonly first: number; readonly subjects: number }[] {
  const ranges: { first: number; subjects: number }[] = [];
  let first = 0;
  let filled = 0;
  for (const [code, count] of counts.entries()) {
    if (filled > 0 && filled + count > room) {
      ranges.push({ first, subjects: code - first });
      first = code;
      filled = 0;
    }
    filled += count;
  }
  if (counts.length > first) ranges.push({ first, subjects: counts.length - first });
  return ranges;
}

/** SQL over the ledger for ROW_COLUMNS. */
const STREAMED = ROW_COLUMNS.map((name) => {
  switch (name) {
    case 'currencies':
      return packedSql.two('"payoutCurrency"', '"sentCurrency"');
    case 'zones':
      return packedSql.two('"payeeZone"', '"payerZone"');
    case 'countries':
      return packedSql.two('"payeeCountry"', '"payerCountry"');
    case 'kinds':
      return packedSql.kinds({
        ...{ provider: 'provider', channel: 'channel', purpose: 'purpose' },
        ...{ declaredTie: '"declaredTie"', state: 'state' },
      });
    default:
      return `"${name}"`;
  }
});

/**
 * Two values of each identifier are kept (those whose hashes are the least and the greatest): enough to see what is shared, at a bounded
 * cost. They are kept as hashes of 64 bits, see `identifierHashSql`: texts would cost four times as much.
 */
function subjectCodesSql(side: 'payer' | 'payee', people: string): string {
  const shared = ['phone', 'account', 'device'].map((kind) => {
    const given = `${side}_${kind}`;
    const [least, greatest] = ['min', 'max'].map(
      (pick) => `${pick}(${identifierHashSql(given)}) FILTER (${given} IS NOT NULL)`,
    );
    return `${least} AS ${kind}, ${greatest} AS ${kind}_2`;
  });
  return `CREATE OR REPLACE TEMP TABLE ${LEDGER_TABLES[`${side}s`]} AS
    SELECT *, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS code
    FROM (SELECT ${side}_id AS id, min(${side}_name) AS name, min(${side}_country) AS country, ${shared.join(', ')} FROM ${people} GROUP BY ${side}_id)`;
}

/** What stands for a phone, an account or a device in the tables of payers and payees: equal within a run where the texts are. */
export function identifierHashSql(expression: string): string {
  return `hash(${expression})`;
}

/** Everything that kernels see of each transfer, and the identifiers of its payer and payee. */
function valuesSql(accepted: string, codes: TextCodes): string {
  const zone = (side: 'payer' | 'payee'): string =>
    `(CASE WHEN epoch_us(t.executed_at) % 86400000000 = 0 THEN -1 ELSE coalesce(${side}_at.zone_index, -1) END)::SMALLINT AS "${side}Zone"`;
  const hashed = (expression: string): string =>
    `(CASE WHEN ${expression} IS NULL THEN 0 ELSE (hash(${expression}) & 2147483646) + 1 END)::INTEGER`;
  const state = (name: (typeof TRANSFER_STATES)[number]): number => TRANSFER_STATES.indexOf(name);
  const notCarriedOut = (['cancelled', 'refunded', 'pending'] as const).map(
    (name) => [name, String(state(name))] as const,
  );
  return `SELECT t.payer_id, t.payee_id, epoch(t.executed_at) AS "at", ${hundredthsSql('t.amount_eur')} AS "eurCents",
        ${hundredthsSql('t.amount')} AS "sentMinor", ${codes.code('currency', 't')} AS "sentCurrency",
        ${hundredthsSql('t.payout_amount')} AS "payoutMinor", ${codes.code('payout_currency', 't')} AS "payoutCurrency",
        ${zone('payer')}, ${zone('payee')},
        coalesce(payer_at.letters, -1) AS "payerCountry", coalesce(payee_at.letters, -1) AS "payeeCountry",
        ${hashed('coalesce(t.payout_place, t.payee_place)')} AS "payoutPlace",
        ${codes.code('channel', 't')} AS channel, ${codes.code('provider', 't')} AS provider,
        ${codes.code('relationship', 't')} AS "declaredTie", ${codes.code('purpose', 't')} AS purpose,
        ${hashed('lower(t.payee_name)')} AS "payeeName", ${hashed('t.payee_phone')} AS "payeePhone", ${hashed('t.payee_account')} AS "payeeAccount",
        coalesce(${valueOfTextSql('t.status', 'TINYINT', notCarriedOut)}, CASE WHEN t.payer_id = t.payee_id OR t.payer_account = t.payee_account
          THEN ${state('to_self')} ELSE ${state('counted')} END::TINYINT) AS state,
        t.executed_at, t.transfer_id, ${placeSql(codes)} AS place
      FROM ${accepted} t
      ${placeJoinSql('payer_at', 't.payer_country', 't.payer_place')}
      ${placeJoinSql('payee_at', 't.payee_country', 'coalesce(t.payee_place, t.payout_place)')}
      ${codes.joins('t')}`;
}

/** The same with the codes of payer and payee. */
function withCodesSql(values: string): string {
  return `SELECT pc.code AS payer, rc.code AS payee, l.* EXCLUDE (payer_id, payee_id) FROM (${values}) l
    JOIN ${LEDGER_TABLES.payers} pc ON pc.id = l.payer_id
    JOIN ${LEDGER_TABLES.payees} rc ON rc.id = l.payee_id`;
}

/** Where a transfer stands in the records: file, then row. */
function placeSql(codes: TextCodes): string {
  return `(${codes.code('source_file', 't')}::BIGINT * ${ROWS_OF_A_FILE} + t.source_row)::DOUBLE`;
}

/** A decimal of up to four places in hundredths, exact below 10^11; NaN when missing. Decimals beyond 64 bits, which a product of decimals is, cost ten times doubles. */
function hundredthsSql(decimal: string): string {
  return `coalesce(round(${decimal}::DOUBLE * 10000) / 100, 'nan'::DOUBLE)`;
}
