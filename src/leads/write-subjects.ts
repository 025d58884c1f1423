import type { ColumnType, NumberColumn } from '../engine/columns.ts';
import { type Engine, literal } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Outcomes } from '../indicators/outcomes.ts';
import { CAREFUL_TEXTS, registerCarefulTexts } from './careful-texts.ts';
import { bitColumns, listJoins, registerLists } from './indicator-lists.ts';
import { QUEUES, ROLES, TIERS } from './lead.ts';
import { leadIdSql } from './lead-id.ts';
import type { Ranking } from './rank-subjects.ts';
import { csvCellSql, subjectsCsvSql } from './subjects-csv.ts';
import { sum, wholeFact } from './whole-subject.ts';

export interface SubjectSources {
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly packs: Readonly<Record<Subject, CompiledPack>>;
  readonly scores: Readonly<Record<Subject, SubjectScores>>;
  readonly corridors: Corridors;
}

/**
 * Writes subjects.csv: one row for each ranked subject, best first, with the name that the records give it. Numbers go to the engine in
 * columns; it puts names and lists beside them and writes, on all threads and in bounded memory.
 */
export async function writeSubjects(
  engine: Engine,
  file: string,
  ranked: Ranking,
  sources: SubjectSources,
): Promise<void> {
  const words = Math.max(...SUBJECTS.map((kind) => sources.scores[kind].outcomes.words));
  await engine.tabulate('ranked', rankedColumns(ranked, sources, words), ranked.length);
  await registerLists(engine, 'ranked', words, sources.packs);
  await registerCarefulTexts(engine);
  const people = SUBJECTS.map(
    (subject, kind) => `SELECT ${kind}::TINYINT AS kind, code, id, name FROM ${LEDGER_TABLES[`${subject}s`]}`,
  );
  const source = `ranked r JOIN (${people.join(' UNION ALL ')}) c ON c.kind = r.kind AND c.code = r.code
    LEFT JOIN ${CAREFUL_TEXTS} careful ON careful.kind = r.kind AND careful.code = r.code
    ${listJoins('r', words)}`;
  // Lines hold their quotes already. No line holds the delimiter named here.
  await engine.run(`COPY (${subjectsCsvSql(CELLS, source)} ORDER BY r.rank)
    TO ${literal(file)} (FORMAT csv, HEADER, DELIMITER '\\x01', QUOTE '', ESCAPE '')`);
  for (const table of ['ranked', CAREFUL_TEXTS]) await engine.run(`DROP TABLE ${table}`);
}

const CELLS = {
  rank: 'r.rank',
  subject_kind: namedSql('r.kind', SUBJECTS),
  subject_id: csvCellSql('coalesce(careful.id, c.id)'),
  subject_name: `coalesce(${csvCellSql('coalesce(careful.name, c.name)')}, '')`,
  queue: namedSql('r.queue', QUEUES),
  role: namedSql('r.role', ROLES),
  score: '(r.units * 0.0001::DECIMAL(4, 4))::VARCHAR',
  tier: namedSql('r.tier', TIERS),
  indicators: 'indicators',
  reasons_against: 'reasons_against',
  unknown: 'unknown',
  transfers: 'r.transfers::BIGINT',
  amount_eur: `CASE WHEN isnan(r.cents) THEN '' ELSE ${decimalSql('r.cents', 2)} END`,
  first_transfer_at: instantSql('r.first_at'),
  last_transfer_at: instantSql('r.last_at'),
  lead_id: leadIdSql(namedSql('r.kind', SUBJECTS), 'c.id'),
} as const;

/** The name at a place of a list. */
function namedSql(place: string, names: readonly string[]): string {
  return `CASE ${place} ${names.map((name, index) => `WHEN ${index} THEN ${literal(name)}`).join(' ')} END`;
}

/** A whole number of hundredths, or of smaller parts, as decimal text. Decimals of 64 bits cost a sixth of larger ones. */
function decimalSql(whole: string, decimals: number): string {
  const part = `0.${'1'.padStart(decimals, '0')}::DECIMAL(${decimals}, ${decimals})`;
  const text = (type: string, digits: number): string =>
    `(CASE WHEN isnan(${whole}) THEN 0 ELSE ${whole} END::${type}::DECIMAL(${digits}, 0) * ${part})::VARCHAR`;
  return `(CASE WHEN abs(${whole}) < 1e13 THEN ${text('BIGINT', 18 - decimals)} ELSE ${text('HUGEINT', 33)} END)`;
}

/** Seconds UTC as ISO 8601. */
function instantSql(seconds: string): string {
  return `strftime(make_timestamp_ms(trunc(${seconds} * 1000)::BIGINT), '%Y-%m-%dT%H:%M:%S.%gZ')`;
}

/** What the engine is told of ranked subjects, in the order of their facts: what is known of each lies side by side. */
function rankedColumns(ranked: Ranking, { facts, scores, corridors }: SubjectSources, words: number): NumberColumn[] {
  const { kind, row, queue, role, tier, units, rank } = ranked.columns;
  const given = (name: string, type: ColumnType, column: Int8Array | Int32Array): NumberColumn => ({
    name,
    type,
    of: (index) => column[index] as number,
  });
  const fact = (
    name: string,
    id: string,
    join: Parameters<typeof wholeFact>[3],
    value = (given: number): number => given,
  ): NumberColumn => {
    const whole = wholeFact(facts, corridors, id, join);
    return {
      name,
      type: 'float64',
      of: (index) => value(whole(SUBJECTS[kind[index] as number] as Subject, ranked.codeOf(index))),
    };
  };
  const outcomes = SUBJECTS.map((subject) => scores[subject].outcomes);
  const bits = (said: 'fired' | 'unknown'): NumberColumn[] =>
    bitColumns(said, words).map((name, word) => ({
      name,
      type: 'int32',
      of: (index) => {
        const own = outcomes[kind[index] as number] as Outcomes;
        return word < own.words ? (own[said][(row[index] as number) * own.words + word] as number) : 0;
      },
    }));
  return [
    given('rank', 'int32', rank),
    given('kind', 'int8', kind),
    { name: 'code', type: 'int32', of: (index) => ranked.codeOf(index) },
    given('queue', 'int8', queue),
    given('role', 'int8', role),
    given('tier', 'int8', tier),
    given('units', 'int32', units),
    fact('transfers', 'transfers', sum),
    fact('cents', 'amount_sum', sum, (euro) => Math.round(euro * 100)),
    fact('first_at', 'first_at', Math.min),
    fact('last_at', 'last_at', Math.max),
    ...bits('fired'),
    ...bits('unknown'),
  ];
}
