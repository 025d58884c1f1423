import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, identifier, literal } from '../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../engine/file-literal.ts';
import { canonicalSelect, hasLocalTimes } from './canonical.ts';
import { COUNTRY_TABLE, registerCountries } from './geography/countries.ts';
import type { PlaceOptions } from './geography/places.ts';
import { damaged, type Lake, type LakeBatch } from './lake.ts';
import { registerLocalTimes } from './local-times.ts';
import { lookOver } from './look-over.ts';
import type { OpenedSource } from './open-source.ts';
import { allPeople, type People, type PeopleTables } from './people.ts';
import type { RawRelation } from './raw-relation.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import { MessageSettlement } from './settle-messages.ts';
import { TRANSFER_COLUMNS } from './transfer.ts';

/** Rows that were not accepted, of the lake and of all files of the run: (file, row, column, reason). */
export const QUARANTINE_TABLE = 'quarantine';

export interface IngestedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly columns: OpenedSource['fields'];
  /** Headers of columns that were not read. */
  readonly ignored: readonly string[];
  /** How times of day were taken; null for standards and for a file that was not read again. */
  readonly times: OpenedSource['times'];
  readonly warnings: readonly string[];
  /** True when the lake had the file already: it was not read again. */
  readonly inLake: boolean;
}

/** The records of one file with their values read, and its people where they were looked at. */
interface Candidates {
  readonly candidates: string;
  /** The same without `amount_eur`, where that is cheaper to read. */
  readonly withoutEuro: string;
  readonly people: PeopleTables | null;
}

/** Accepted transfers, and the same without `amount_eur` where that is cheaper to read. */
interface Accepted {
  readonly relation: string;
  readonly withoutEuro: string;
}

/** Transfers of files with at most so many stand together in one table: each file is compared with all before it. */
const SMALL = 50_000;
/** A batch of a lake with so many is read where it is: that costs less than to copy it into that table. */
const READ_IN_PLACE = 5_000;
const SMALL_FILES = 'transfers_of_small_files';

const columnList = (names: readonly string[]): string => names.map(identifier).join(', ');
const COLUMN_NAMES = TRANSFER_COLUMNS.map(({ name }) => name);
const LAKE_COLUMNS = columnList(COLUMN_NAMES);
const COLUMNS_WITHOUT_EURO = columnList(COLUMN_NAMES.filter((name) => name !== 'amount_eur'));

/**
 * Takes files in one after another: reads, cleans, settles duplicates, puts aside what cannot be read. Without a lake the accepted
 * transfers stay where they are (Parquet is read in place, anything else from a temporary Parquet file); with one, each file
 * becomes a batch of the lake. After each file read = accepted + duplicates + quarantined, or an error.
 */
export class Ingest {
  readonly #engine: Engine;
  readonly #work: string;
  readonly #lake: Lake | null;
  readonly #accepted: Accepted[] = [];
  readonly #files: IngestedFile[] = [];
  readonly #people: (PeopleTables | null)[] = [];
  readonly #places: PlaceOptions;
  readonly #messages: MessageSettlement;
  #count = 0;

  constructor(engine: Engine, work: string, lake: Lake | null, places: PlaceOptions) {
    this.#places = places;
    this.#engine = engine;
    this.#messages = new MessageSettlement(engine);
    this.#work = work;
    this.#lake = lake;
  }

  async start(): Promise<void> {
    await this.#engine.run(
      `CREATE OR REPLACE TEMP TABLE ${QUARANTINE_TABLE} (file VARCHAR, "row" BIGINT, "column" VARCHAR, reason VARCHAR)`,
    );
    await this.#messages.start();
    const columns = TRANSFER_COLUMNS.map((column) => `${identifier(column.name)} ${column.type}`);
    await this.#engine.run(`CREATE OR REPLACE TEMP TABLE ${SMALL_FILES} (${columns.join(', ')})`);
    if (this.#lake) await this.#loadAll(this.#lake);
  }

  async #loadAll(lake: Lake): Promise<void> {
    const inPlace: string[] = [];
    for (const batch of lake.batches) {
      await this.#load(lake, batch);
      if (batch.accepted >= READ_IN_PLACE) inPlace.push(lake.transfersFile(batch.id));
      else await this.#keep(this.#batchRelation(batch.id), batch.accepted);
    }
    if (inPlace.length === 0) return;
    const relation = keptAll(inPlace);
    this.#accepted.push({ relation, withoutEuro: relation });
  }

  async #load(lake: Lake, batch: LakeBatch): Promise<void> {
    const told = lake.messagesFile(batch.id);
    if (!(await lake.isAsWritten(batch))) {
      await this.#readThrough(lake.transfersFile(batch.id), batch, batch.accepted);
      await this.#readThrough(lake.quarantineFile(batch.id), batch, batch.quarantined);
      if (told) await this.#readThrough(told, batch);
      await lake.note(batch);
    }
    if (told) await this.#messages.load(told);
    await this.#engine.run(
      `INSERT INTO ${QUARANTINE_TABLE} SELECT ${literal(batch.file)}, "row", "column", reason FROM ${kept(lake.quarantineFile(batch.id))}`,
    );
  }

  /** Every value of a file that nothing is noted of. @throws LakeError when the engine cannot read it, or it has not as many rows */
  async #readThrough(path: string, { file }: LakeBatch, rows?: number): Promise<void> {
    const read = await this.#engine
      .row(`SELECT count(*)::DOUBLE AS n, bit_xor(hash(r)) AS every FROM ${kept(path)} r`)
      .catch(() => null);
    if (!read || (rows !== undefined && read.n !== rows)) throw damaged(path, file);
  }

  get files(): readonly IngestedFile[] {
    return this.#files;
  }

  /** As `transfers`, and those that came back before `asOf` (null: ever) as refunded. Asked for when all files were taken in. */
  transfersWithReturns(asOf: string | null): Promise<string> {
    return this.#messages.withReturns(this.transfers, asOf);
  }

  /** A relation with the columns of the lake: every accepted transfer, each once, as its file says. */
  get transfers(): string {
    return union(
      LAKE_COLUMNS,
      this.#accepted.map(({ relation }) => relation),
    );
  }

  /** As `transfersWithReturns`, without `amount_eur`: cheaper to read. */
  withReturnsWithoutEuro(asOf: string | null): Promise<string> {
    const relations = this.#accepted.map(({ withoutEuro }) => withoutEuro);
    return this.#messages.withReturns(union(COLUMNS_WITHOUT_EURO, relations), asOf);
  }

  /** The people of all accepted transfers, where every file was such that they stand in tables already; otherwise null. */
  get people(): People | null {
    const tables = this.#people.filter((people) => people !== null);
    return this.#lake || tables.length < this.#people.length ? null : allPeople(tables);
  }

  /** True when the lake has this file already: then nothing of it is read again. */
  hasBatch(sha256: string): boolean {
    return this.#lake?.batches.some((batch) => batch.id === sha256) ?? false;
  }

  /** Counts a file that the lake has already: all that it accepted before is a duplicate now, its quarantine is the one of then. */
  async skip(label: string, sha256: string): Promise<void> {
    const batch = this.#lake?.batches.find((candidate) => candidate.id === sha256);
    if (!batch) throw new Error(`${label} is not in the lake`);
    this.#files.push({
      ...{
        file: label,
        sha256,
        bytes: batch.bytes,
        format: batch.format,
        columns: [],
        ignored: [],
        times: null,
        read: batch.read,
        accepted: 0,
      },
      ...{ duplicates: batch.accepted + batch.duplicates, quarantined: batch.quarantined },
      warnings: ['This file is in the lake already; nothing was added.'],
      inLake: true,
    });
  }

  /** Takes in one opened file. */
  async add(source: OpenedSource): Promise<void> {
    const name = String(this.#count++);
    const { candidates, withoutEuro, people } = await this.#candidates(source, name);
    const engine = this.#engine;
    const counts = await engine.row(`SELECT count(*)::DOUBLE AS records, count(problem)::DOUBLE AS problems,
      count(DISTINCT identity_hash) FILTER (problem IS NULL)::DOUBLE AS identities,
      count(*) FILTER (problem IS NULL AND happens_twice)::DOUBLE AS twice FROM ${withoutEuro}`);
    const clean = `clean_${name}`;
    // Asking each row for its problem needs all columns: a view that is read again and again asks only where there is one.
    const sound = counts.problems === 0 ? '' : 'WHERE problem IS NULL';
    await engine.run(
      `CREATE OR REPLACE TEMP VIEW ${clean} AS SELECT ${LAKE_COLUMNS}, date_only FROM ${candidates} ${sound}`,
    );
    const earlier = this.#accepted.length > 0 ? this.transfers : null;
    const mayRepeat = counts.identities !== Number(counts.records) - Number(counts.problems);
    const settled = await settleDuplicates(engine, clean, earlier, name, mayRepeat);
    const told = source.references
      ? await this.#messages.settle(settled.accepted, earlier, source.references, name)
      : { accepted: settled.accepted, duplicates: 0, warnings: [] };
    const duplicates = settled.duplicates + told.duplicates;
    const rejected = [
      `SELECT "row", "column", reason FROM ${source.unreadable}`,
      ...(counts.problems === 0
        ? []
        : [`SELECT source_row, problem_column, problem FROM ${candidates} WHERE problem IS NOT NULL`]),
      ...(settled.conflicts ? [`SELECT "row", 'source_ref', reason FROM ${settled.conflicts}`] : []),
    ].join(' UNION ALL ');
    await engine.run(`CREATE OR REPLACE TEMP TABLE rejected AS ${rejected}`);
    await engine.run(`INSERT INTO ${QUARANTINE_TABLE} SELECT ${literal(source.label)}, * FROM rejected`);
    const rejectedCount = Number((await engine.row('SELECT count(*)::DOUBLE AS n FROM rejected')).n);
    const file: IngestedFile = {
      ...{
        file: source.label,
        sha256: source.sha256,
        bytes: source.bytes,
        format: source.format,
        columns: source.fields,
        ignored: source.ignored,
        times: source.times,
      },
      read: await source.records(),
      accepted: Number(counts.records) - Number(counts.problems) - duplicates - settled.conflictCount,
      duplicates,
      quarantined: rejectedCount,
      warnings: [...source.warnings, ...doubledHours(Number(counts.twice)), ...told.warnings],
      inLake: false,
    };
    checkAccounts(file);
    if (this.#lake && source.references)
      await this.#messages.save(name, this.#lake.incomingFile(source.sha256, 'messages'));
    const accepted = this.#lake ? await this.#commit(this.#lake, file, told.accepted) : told.accepted;
    const cheaper = accepted === clean ? `(SELECT ${COLUMNS_WITHOUT_EURO} FROM ${withoutEuro} ${sound})` : accepted;
    await this.#keep(accepted, file.accepted, cheaper);
    if (file.accepted <= SMALL) rmSync(this.#stagedFile(name), { force: true });
    if (this.#lake || file.accepted <= SMALL) await source.close();
    this.#files.push(file);
    this.#people.push(file.accepted === counts.records ? people : null);
    await engine.run('DROP TABLE rejected');
  }

  /** The records of a file with their values read: a view on Parquet, otherwise a temporary Parquet file. */
  async #candidates(source: OpenedSource, name: string): Promise<Candidates> {
    const engine = this.#engine;
    let raw: RawRelation = source;
    const texts = `raw_${name}`;
    if (!source.readInPlace) {
      await engine.run(`CREATE TEMP TABLE ${texts} AS FROM ${source.inFileOrder ?? source.relation}`);
      const relation = source.inFileOrder ? `(SELECT rowid + 1 AS source_row, * FROM ${texts})` : texts;
      raw = { ...source, relation };
    }
    const countries = (['payer_country', 'payee_country'] as const).filter((field) => raw.present.has(field));
    await registerCountries(
      engine.connection,
      countries.length > 0
        ? countries.map((field) => `SELECT nullif(trim(${field}), '') FROM ${raw.relation} r`).join(' UNION ')
        : 'SELECT NULL::VARCHAR WHERE false',
    );
    if (hasLocalTimes(raw)) await registerLocalTimes(engine, raw, this.#places);
    if (source.readInPlace) raw = { ...raw, seen: await lookOver(engine, raw, name) };
    const people = raw.seen?.people ?? null;
    const select = canonicalSelect(raw);
    if (source.readInPlace && !this.#lake && !hasLocalTimes(raw)) {
      // The country table of this file stays under a name of its own, because the view reads it later.
      const countries = `${COUNTRY_TABLE}_${name}`;
      await engine.run(`ALTER TABLE ${COUNTRY_TABLE} RENAME TO ${countries}`);
      const views = { candidates: `candidates_${name}`, withoutEuro: `candidates_${name}_without_euro` };
      const kept = (select: string): string => select.replaceAll(COUNTRY_TABLE, countries);
      await engine.run(`CREATE TEMP VIEW ${views.candidates} AS ${kept(select)}`);
      await engine.run(`CREATE TEMP VIEW ${views.withoutEuro} AS ${kept(canonicalSelect(raw, false))}`);
      return { ...views, people };
    }
    const staged = this.#stagedFile(name);
    await engine.run(`COPY (${select}) TO ${literal(staged)} (FORMAT parquet)`);
    if (!source.readInPlace) await engine.run(`DROP TABLE ${texts}`);
    return { candidates: kept(staged), withoutEuro: kept(staged), people };
  }

  /** Adds a relation to the accepted transfers. */
  async #keep(relation: string, rows: number, withoutEuro = relation): Promise<void> {
    if (rows > SMALL) this.#accepted.push({ relation, withoutEuro });
    else {
      if (!this.#accepted.some(({ relation }) => relation === SMALL_FILES))
        this.#accepted.push({ relation: SMALL_FILES, withoutEuro: SMALL_FILES });
      await this.#engine.run(`INSERT INTO ${SMALL_FILES} SELECT ${LAKE_COLUMNS} FROM ${relation}`);
    }
  }

  #stagedFile(name: string): string {
    return join(this.#work, `candidates-${name}.parquet`);
  }

  async #commit(lake: Lake, file: IngestedFile, accepted: string): Promise<string> {
    const id = file.sha256;
    await this.#engine.run(
      `COPY (SELECT ${LAKE_COLUMNS} FROM ${accepted}) TO ${literal(lake.incomingFile(id, 'batches'))} (FORMAT parquet)`,
    );
    await this.#engine.run(`COPY rejected TO ${literal(lake.incomingFile(id, 'quarantine'))} (FORMAT parquet)`);
    const { read, duplicates, quarantined, bytes, format } = file;
    await lake.commit({ id, file: file.file, bytes, format, read, accepted: file.accepted, duplicates, quarantined });
    rmSync(join(this.#work, `candidates-${this.#count - 1}.parquet`), { force: true });
    return this.#batchRelation(id);
  }

  #batchRelation(id: string): string {
    return kept(this.#lake?.transfersFile(id) ?? '');
  }
}

function doubledHours(records: number): string[] {
  if (records === 0) return [];
  return [
    `${records} record(s) have a local time that happened twice, because clocks went back: the first of the two was taken, so they may lie up to an hour too early. Export times with their offset, or in UTC.`,
  ];
}

function union(columns: string, relations: readonly string[]): string {
  if (relations.length === 0)
    return `(SELECT ${TRANSFER_COLUMNS.map((c) => `NULL::${c.type} AS ${c.name}`).join(', ')} WHERE false)`;
  return `(${relations.map((relation) => `SELECT ${columns} FROM ${relation}`).join(' UNION ALL ')})`;
}

/** A Parquet file that Vigie wrote itself, as a relation. */
function kept(file: string): string {
  return keptAll([file]);
}

/** Several of them as one: the engine plans a query over one relation faster than over one for each. */
function keptAll(files: readonly string[]): string {
  return `read_parquet([${files.map(fileLiteral).join(', ')}], ${IN_PLACE})`;
}

/** Before anything of a file is kept: a batch that does not add up must not reach a lake. */
function checkAccounts({ file, read, accepted, duplicates, quarantined }: IngestedFile): void {
  if (read === accepted + duplicates + quarantined) return;
  throw new Error(
    `${file}: ${read} records were read, but ${accepted} accepted + ${duplicates} duplicates + ${quarantined} in quarantine are ${accepted + duplicates + quarantined}. This is an error of Vigie; nothing of this run should be used.`,
  );
}
