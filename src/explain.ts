import { type Engine, literal } from './engine/engine.ts';
import type { Fact } from './facts/catalogue.ts';
import { factColumn } from './facts/fact-table.ts';
import { factAt } from './facts/fact-windows.ts';
import { LEDGER_TABLES } from './facts/ledger-store.ts';
import { explainSubject } from './indicators/explain-subject.ts';
import { SUBJECTS, type Subject } from './indicators/indicator.ts';
import { type ExplainedStanding, explainStanding, type SubjectAtHand } from './leads/explain-standing.ts';
import { isoFromSeconds } from './leads/iso-instant.ts';
import type { Lead } from './leads/lead.ts';
import { TIERS } from './leads/lead.ts';
import { leadCorridor } from './leads/lead-corridor.ts';
import { leadIdSql } from './leads/lead-id.ts';
import { type LeadPaths, leadPaths } from './leads/lead-paths.ts';
import { findTies, type LeadTies, tellTies } from './leads/lead-ties.ts';
import { bestRow, standingOf } from './leads/standing.ts';
import { rowsOf } from './leads/whole-subject.ts';
import { ExposurePaths } from './network/exposure-paths.ts';
import { LINKED_TABLE } from './network/linkage/linked-people.ts';
import type { RankedRecords } from './scan.ts';
import type { RankOptions } from './scan-options.ts';
import type { ScanWatcher } from './scan-progress.ts';
import { NAME_ALONE } from './transfers/canonical.ts';
import { withRanking } from './with-ranking.ts';

export interface ExplainRequest {
  /** As the records give it, or the identifier of the lead about the person. */
  readonly id: string;
  /** Null = whoever has the identifier: the same may pay and be paid. */
  readonly kind: Subject | null;
}

/** One payer or payee: where it stands and why, and everything that was measured about it. */
export interface Explanation extends ExplainedStanding, LeadPaths, LeadTies {
  /** The corridor that everything said of a payer is about; null when it is about all its transfers. */
  readonly corridor: Lead['corridor'];
  readonly facts: readonly FactValue[];
}

interface FactValue {
  readonly fact: string;
  readonly unit: Fact['unit'];
  /** Seconds UTC for an instant; null = unknown. */
  readonly value: number | null;
}

export interface Explanations {
  readonly asOf: string;
  readonly subjects: readonly Explanation[];
}

/** Nobody has the identifier that was asked for. */
export class NobodyFound extends Error {
  override readonly name = 'NobodyFound';
  /** Identifiers of the records that are written nearly the same, the nearest first. */
  readonly nearest: readonly string[];

  constructor(nearest: readonly string[]) {
    super('Nobody has this identifier');
    this.nearest = nearest;
  }
}

/**
 * Ranks as a scan does, writes nothing, and explains one person. Throws NobodyFound, and what a scan throws.
 */
export async function explain(
  request: ExplainRequest,
  options: RankOptions,
  watcher: ScanWatcher,
): Promise<Explanations> {
  return withRanking(options, watcher, async (engine, ranking) => {
    const people: Person[] = [];
    for (const kind of SUBJECTS.filter((each) => request.kind === null || each === request.kind)) {
      const code = await codeOf(engine, kind, await personIdOf(engine, ranking, request.id));
      if (code !== null) people.push({ kind, code });
    }
    if (people.length === 0) people.push(...(await peopleOfLead(engine, request)));
    if (people.length === 0) throw new NobodyFound(await nearestIds(engine, request));
    const subjects: Explanation[] = [];
    for (const person of people) subjects.push(await explainPerson(engine, ranking, person));
    return { asOf: isoFromSeconds(ranking.asOf), subjects };
  });
}

/** A payer or payee of the ledger. */
interface Person {
  readonly kind: Subject;
  readonly code: number;
}

async function explainPerson(engine: Engine, ranking: RankedRecords, person: Person): Promise<Explanation> {
  const { facts, corridors, ranked, tiers } = ranking;
  const { row } = bestOf(ranking, person);
  const rank = ranked.find(person.kind, row);
  const beside = async (step: number): Promise<SubjectAtHand | null> => {
    const neighbour = rank === null ? null : ranked.inQueue(rank.queue, rank.rankInQueue + step);
    return neighbour === null ? null : subjectAtHand(engine, ranking, { kind: neighbour.kind, code: neighbour.code });
  };
  const subject = await subjectAtHand(engine, ranking, person);
  const { queue } = subject.standing;
  const ofQueue = TIERS.reduce((sum, tier) => sum + ranked.countIn(queue, tier), 0);
  const surroundings = { ofQueue, above: await beside(-1), below: await beside(1) };
  const table = facts[person.kind];
  const walker = new ExposurePaths(ranking, ranking.carried);
  const lookup = {
    queue: (kind: Subject, code: number) => bestOf(ranking, { kind, code }).standing.queue,
  };
  const [walked] = await leadPaths(engine, walker, corridors, lookup, [{ kind: person.kind, row, queue }]);
  const found = await findTies(engine, ranking, lookup, [{ ...person, queue }]);
  const [tied] = await tellTies(engine, ranking.transfers, found);
  return {
    ...{ paths: [], pathsTotal: 0, ...walked },
    ...{ ties: [], tiesTotal: 0, tiesUnnamed: 0, undoneTies: [], ...tied },
    ...explainStanding(subject, surroundings, tiers),
    corridor: leadCorridor(facts, corridors, { ...person, row }),
    facts: table.catalogue.map(({ id, unit }) => {
      const value = factAt(table, id, row);
      return { fact: id, unit, value: Number.isFinite(value) ? value : null };
    }),
  };
}

async function subjectAtHand(engine: Engine, ranking: RankedRecords, person: Person): Promise<SubjectAtHand> {
  const { facts, packs, ranked } = ranking;
  const { kind, code } = person;
  const { row, standing } = bestOf(ranking, person);
  return {
    kind,
    id: await idOf(engine, kind, code),
    standing,
    ranks: ranked.find(kind, row),
    explained: explainSubject(packs[kind], facts[kind], row),
  };
}

/** The row of the fact table by which a person is ranked, and where that puts it; of one who is not ranked, the row with most transfers. */
function bestOf(
  { corridors, facts, scores, tiers }: RankedRecords,
  { kind, code }: Person,
): ReturnType<typeof bestRow> {
  const [from, to] = rowsOf(corridors, kind, code);
  const best = bestRow(kind, scores[kind], [from, to], tiers);
  if (best.standing.indicators > 0) return best;
  const transfers = factColumn(facts[kind], 'transfers');
  let row = from;
  for (let other = from + 1; other < to; other++)
    if ((transfers[other] as number) > (transfers[row] as number)) row = other;
  return { row, standing: standingOf(kind, scores[kind], row, tiers) };
}

/** The identifier under which a person stands who has several. */
async function personIdOf(engine: Engine, { links }: RankedRecords, id: string): Promise<string> {
  if (links === null) return id;
  const [linked] = await engine.rows(`SELECT person FROM ${LINKED_TABLE} WHERE record = ${literal(id)}`);
  return linked === undefined ? id : String(linked.person);
}

/** Whom a lead is about, by its identifier. */
async function peopleOfLead(engine: Engine, { id, kind }: ExplainRequest): Promise<Person[]> {
  const people: Person[] = [];
  for (const each of SUBJECTS.filter((one) => kind === null || one === kind)) {
    const rows = await engine.rows(
      `SELECT code FROM ${LEDGER_TABLES[`${each}s`]} WHERE ${leadIdSql(literal(each), 'id')} = ${literal(id)}`,
    );
    people.push(...rows.map(({ code }) => ({ kind: each, code: Number(code) })));
  }
  return people;
}

async function codeOf(engine: Engine, kind: Subject, id: string): Promise<number | null> {
  const [found] = await engine.rows(`SELECT code FROM ${LEDGER_TABLES[`${kind}s`]} WHERE id = ${literal(id)}`);
  return found === undefined ? null : Number(found.code);
}

async function idOf(engine: Engine, kind: Subject, code: number): Promise<string> {
  return String((await engine.row(`SELECT id FROM ${LEDGER_TABLES[`${kind}s`]} WHERE code = ${code}`)).id);
}

/** Identifiers named when nobody has the one that was asked for. */
const MOST_NAMED = 3;

/** An identifier that was made of a name is never named: a terminal keeps a history. */
async function nearestIds(engine: Engine, { id, kind }: ExplainRequest): Promise<string[]> {
  const ids = SUBJECTS.filter((each) => kind === null || each === kind).map(
    (each) => `SELECT id FROM ${LEDGER_TABLES[`${each}s`]}`,
  );
  const wanted = literal(id.toLowerCase());
  const near =
    await engine.rows(`SELECT id FROM (SELECT id, levenshtein(lower(id), ${wanted}) AS edits FROM (${ids.join(' UNION ')}))
    WHERE NOT starts_with(id, ${literal(NAME_ALONE)}) AND edits <= greatest(2, ceil(0.3 * length(id))) AND edits < length(id) ORDER BY edits, id LIMIT ${MOST_NAMED}`);
  return near.map((row) => String(row.id));
}
