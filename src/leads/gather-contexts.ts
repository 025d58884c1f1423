import { type Engine, literal } from '../engine/engine.ts';
import { isRound } from '../facts/amounts.ts';
import { type Corridors, rowOfCorridor } from '../facts/corridors.ts';
import { channelKindSql, declaredTieSql, purposeKindSql } from '../facts/kinds.ts';
import { CHANNEL_KINDS, PURPOSE_KINDS } from '../facts/ledger.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { isBusinessHour, isNight } from '../facts/local-hours.ts';
import { lettersSql } from '../facts/text-codes.ts';
import type { ExplainedIndicator } from '../indicators/explain-subject.ts';
import type { Subject } from '../indicators/indicator.ts';
import type { Queue } from '../indicators/queue.ts';
import { placeJoinSql } from '../transfers/geography/places-sql.ts';
import { offsetAt, type ZoneOffsets } from '../transfers/geography/zones.ts';
import type { Lead } from './lead.ts';
import type { RankedSubject } from './rank-subjects.ts';
import type { Role } from './standing.ts';
import type { Counterparty, SubjectContext, SubjectTotals, SubjectTransfer } from './subject-context.ts';

/** What the scan knows about any subject, by kind and code; `explain` by row of its facts. */
export interface SubjectLookup {
  readonly score: (kind: Subject, code: number) => number;
  readonly role: (kind: Subject, code: number) => Role;
  readonly queue: (kind: Subject, code: number) => Queue;
  /** A payee: has other payers. A payer: pays other payees. */
  readonly shared: (kind: Subject, code: number) => boolean;
  readonly known: (kind: Subject, code: number) => boolean;
  readonly totals: (kind: Subject, code: number) => SubjectTotals;
  readonly corridor: (subject: RankedSubject) => Lead['corridor'];
  readonly independence: (payee: number) => NonNullable<SubjectContext['independence']>;
  readonly explain: (kind: Subject, row: number) => readonly ExplainedIndicator[];
}

export interface ContextSource {
  /** Relation of accepted transfers up to the as-of instant. */
  readonly transfers: string;
  readonly zones: ZoneOffsets;
  readonly corridors: Corridors;
  readonly lookup: SubjectLookup;
  /** Identifiers of further people whose transfers are read in the same pass. */
  readonly alongside: Readonly<Record<Subject, readonly string[]>>;
}

/** Transfers of one subject that are read for its lead: the newest. A hub has more; its totals come from its facts. */
export const TRANSFERS_READ = 5000;
/** And the newest to each country, as many as are listed: the corridor of a lead may have ended before all of those. */
const READ_OF_COUNTRY = 400;
/** SQL: the transfers that count, of those that were gathered. */
export const COUNTED_TRANSFERS =
  "status = 'completed' AND payer_id <> payee_id AND coalesce(payer_account <> payee_account, true)";

interface Row {
  readonly transfer: Omit<SubjectTransfer, 'inCorridor'>;
  /** Row of the payers’ facts. */
  readonly corridor: number;
  readonly payer: Party;
  readonly payee: Party;
  readonly payoutPlace: string | null;
}

/** Seconds. */
const DAY = 86_400;

interface Party {
  readonly code: number;
  readonly id: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly place: string | null;
}

/**
 * Reads the transfers of the given subjects back from the records, down to file and row, and puts each one's context together: in no order that
 * means anything, so that the transfers of one alone are held at a time.
 */
export async function* gatherContexts(
  engine: Engine,
  source: ContextSource,
  subjects: readonly RankedSubject[],
): AsyncGenerator<SubjectContext> {
  await registerChosen(engine, subjects);
  await readChosen(engine, source);
  for (const kind of ['payer', 'payee'] as const) {
    const standings = new Map(subjects.filter((one) => one.kind === kind).map((one) => [one.code, one]));
    for await (const rows of subjectBySubject(engine, kind, source)) {
      const standing = standings.get(rows[0]?.[kind].code ?? -1);
      if (standing) yield contextOf(standing, rows, source.lookup);
    }
  }
}

/** To be called when nobody needs the transfers any more that `gatherContexts` put together in `chosen_transfers`. */
export async function forgetContexts(engine: Engine): Promise<void> {
  await engine.run('DROP TABLE chosen_transfers');
}

async function* subjectBySubject(engine: Engine, kind: Subject, source: ContextSource): AsyncGenerator<readonly Row[]> {
  let rows: Row[] = [];
  for await (const record of engine.stream(transfersSql(kind))) {
    const row = readRow(record, source);
    if (rows.length > 0 && rows[0]?.[kind].code !== row[kind].code) {
      yield rows;
      rows = [];
    }
    rows.push(row);
  }
  if (rows.length > 0) yield rows;
}

async function registerChosen(engine: Engine, subjects: readonly RankedSubject[]): Promise<void> {
  for (const kind of ['payer', 'payee'] as const) {
    const codes = subjects.filter((subject) => subject.kind === kind).map(({ code }) => `(${code})`);
    await engine.run(`CREATE OR REPLACE TEMP TABLE chosen_${kind} AS
      SELECT c.id, c.code FROM ${LEDGER_TABLES[`${kind}s`]} c
      SEMI JOIN (SELECT * FROM (VALUES ${codes.length > 0 ? codes.join(', ') : '(-1)'}) v(code)) v USING (code)`);
  }
}

/**
 * One pass over the records for payers and payees together. The ids stand in the condition itself, because the engine then asks it of the
 * raw records and reads values only of those that pass; a join would read the values of all.
 */
async function readChosen(engine: Engine, { transfers, alongside }: ContextSource): Promise<void> {
  const conditions: string[] = [];
  for (const kind of ['payer', 'payee'] as const) {
    const chosen = await engine.rows(`SELECT id FROM chosen_${kind}`);
    const ids = new Set([...chosen.map(({ id }) => String(id)), ...alongside[kind]]);
    if (ids.size > 0) conditions.push(`${kind}_id IN (${[...ids].map(literal).join(', ')})`);
  }
  await engine.run(`CREATE OR REPLACE TEMP TABLE chosen_transfers AS SELECT * FROM ${transfers}
    WHERE ${conditions.length > 0 ? conditions.join(' OR ') : 'false'}`);
}

function transfersSql(kind: Subject): string {
  const newestFirst = 'ORDER BY executed_at DESC, transfer_id DESC';
  return `
    SELECT t.transfer_id, epoch(t.executed_at)::DOUBLE AS "at", t.payer_id, t.payee_id, t.payer_name, t.payee_name, t.payer_country, t.payee_country,
      t.payer_place, t.payee_place, t.payout_place, t.amount, t.currency, t.payout_amount, t.payout_currency, (t.amount_eur::DECIMAL(38,2) * 100)::DOUBLE AS cents,
      (t.amount::DECIMAL(38,4) * 100)::DOUBLE AS sent_minor, (t.payout_amount::DECIMAL(38,4) * 100)::DOUBLE AS payout_minor,
      t.channel, ${channelKindSql('t.channel')} AS channel_kind, t.provider, ${purposeKindSql('t.purpose')} AS purpose_kind,
      ${declaredTieSql('t.relationship')} AS tie, t.source_file, t.source_row,
      coalesce(payer_at.zone_index, -1) AS payer_zone, coalesce(payee_at.zone_index, -1) AS payee_zone, pc.code AS payer_code, rc.code AS payee_code, ${lettersSql('rc.country')} AS payee_corridor
    FROM (SELECT *, row_number() OVER (PARTITION BY ${kind}_id ${newestFirst}) AS newest,
        row_number() OVER (PARTITION BY ${kind}_id, payee_country ${newestFirst}) AS newest_of_country
      FROM chosen_transfers SEMI JOIN (SELECT id AS ${kind}_id FROM chosen_${kind}) USING (${kind}_id)
      WHERE ${COUNTED_TRANSFERS}) t
    JOIN ${LEDGER_TABLES.payers} pc ON pc.id = t.payer_id
    JOIN ${LEDGER_TABLES.payees} rc ON rc.id = t.payee_id
    ${placeJoinSql('payer_at', 't.payer_country', 't.payer_place')}
    ${placeJoinSql('payee_at', 't.payee_country', 'coalesce(t.payee_place, t.payout_place)')}
    WHERE t.newest <= ${TRANSFERS_READ} OR t.newest_of_country <= ${READ_OF_COUNTRY}
    ORDER BY t.${kind}_id, t.executed_at, t.transfer_id`;
}

function readRow(record: Record<string, unknown>, { zones, corridors }: ContextSource): Row {
  const text = (name: string): string | null => (record[name] === null ? null : String(record[name]));
  const number = (name: string): number | null => (record[name] === null ? null : Number(record[name]));
  const at = Number(record.at);
  /** Seconds since 1970 on the clock of the zone; null when the zone is not known, or the records give a day alone. */
  const localTime = (zone: number): number | null =>
    zone < 0 || at % DAY === 0 ? null : at + offsetAt(zones, zone, at);
  const payerTime = localTime(Number(record.payer_zone));
  const payeeTime = localTime(Number(record.payee_zone));
  const payerHour = payerTime === null ? null : Math.floor(payerTime / 3600);
  const payeeHour = payeeTime === null ? null : Math.floor(payeeTime / 3600);
  const tie = Number(record.tie);
  const payer = partyOf('payer', record);
  const payee = partyOf('payee', record);
  const transfer: Row['transfer'] = {
    transferId: String(record.transfer_id),
    at,
    payerId: payer.id,
    payeeId: payee.id,
    amount: plainDecimal(String(record.amount)),
    currency: String(record.currency),
    payoutAmount: record.payout_amount === null ? null : plainDecimal(String(record.payout_amount)),
    payoutCurrency: text('payout_currency'),
    eurCents: number('cents'),
    crossBorder: payer.country === null || payee.country === null ? null : payer.country !== payee.country,
    round: isRound(Number(record.sent_minor)) || isRound(number('payout_minor') ?? Number.NaN),
    payerNight: payerHour === null ? null : isNight(payerHour),
    payerMinute: payerTime === null ? null : Math.floor((((payerTime % DAY) + DAY) % DAY) / 60),
    payeeNight: payeeHour === null ? null : isNight(payeeHour),
    businessHours: payerHour === null ? null : isBusinessHour(payerHour),
    declaredTie: tie < 0 ? null : tie === 1,
    channel: text('channel'),
    channelKind: CHANNEL_KINDS[Number(record.channel_kind)] ?? 'unknown',
    provider: text('provider'),
    purposeKind: PURPOSE_KINDS[Number(record.purpose_kind)] ?? 'missing',
    sourceFile: String(record.source_file),
    sourceRow: Number(record.source_row),
  };
  const corridor = rowOfCorridor(corridors, payer.code, Number(record.payee_corridor));
  return { transfer, corridor, payer, payee, payoutPlace: text('payout_place') ?? payee.place };
}

function partyOf(side: Subject, record: Record<string, unknown>): Party {
  const text = (name: string): string | null => (record[name] === null ? null : String(record[name]));
  return {
    code: Number(record[`${side}_code`]),
    id: String(record[`${side}_id`]),
    name: text(`${side}_name`),
    country: text(`${side}_country`),
    place: text(`${side}_place`),
  };
}

/** 12.3400 -> 12.34; at least two decimals, as money is written. */
function plainDecimal(text: string): string {
  return text.replace(/(\.\d\d\d*?)0+$/, '$1');
}

function contextOf(standing: RankedSubject, rows: readonly Row[], lookup: SubjectLookup): SubjectContext {
  const { kind } = standing;
  const newest = rows.at(-1);
  if (!newest) throw new Error('A subject without transfers has no context');
  const self = newest[kind];
  const isInCorridor = ({ corridor }: Row): boolean => kind === 'payee' || corridor === standing.row;
  return {
    kind,
    id: self.id,
    name: lastKnown(rows, (row) => row[kind].name),
    country: lastKnown(rows, (row) => row[kind].country),
    place: lastKnown(rows, (row) => row[kind].place),
    standing,
    explained: lookup.explain(kind, standing.row),
    corridor: lookup.corridor(standing),
    transfers: rows.map((row) => ({ ...row.transfer, inCorridor: isInCorridor(row) })),
    ...(rows.length < TRANSFERS_READ ? {} : { totals: lookup.totals(kind, standing.code) }),
    counterparties: counterpartiesOf(kind, rows, lookup),
    places: placesOf(rows.filter(isInCorridor)),
    independence: kind === 'payee' ? lookup.independence(standing.code) : null,
  };
}

function lastKnown(rows: readonly Row[], pick: (row: Row) => string | null): string | null {
  return rows.map(pick).findLast((value) => value !== null) ?? null;
}

function counterpartiesOf(
  kind: Subject,
  rows: readonly Row[],
  lookup: SubjectLookup,
): ReadonlyMap<string, Counterparty> {
  const other: Subject = kind === 'payer' ? 'payee' : 'payer';
  const found = new Map<string, Counterparty>();
  for (const row of rows) {
    const { code, id, name, country, place } = row[other];
    const before = found.get(id);
    found.set(id, {
      id,
      name: name ?? before?.name ?? null,
      country: country ?? before?.country ?? null,
      place: place ?? before?.place ?? null,
      role: lookup.role(other, code),
      score: lookup.score(other, code),
      shared: lookup.shared(other, code),
      known: lookup.known(other, code),
    });
  }
  return found;
}

/** Payout places, those with most transfers first, then by name. */
function placesOf(rows: readonly Row[]): Lead['places'] {
  const places = new Map<string, Lead['places'][number]>();
  for (const { payoutPlace, payee } of rows) {
    if (payoutPlace === null) continue;
    const key = `${payee.country ?? ''}|${payoutPlace}`;
    const before = places.get(key);
    const at = before ?? { place: payoutPlace, country: payee.country, lat: null, lon: null, transfers: 0 };
    places.set(key, { ...at, transfers: at.transfers + 1 });
  }
  return [...places.values()].sort((a, b) => b.transfers - a.transfers || (a.place < b.place ? -1 : 1));
}
