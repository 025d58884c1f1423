import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visibleJson } from './engine/spelled-out.ts';
import { csvCell, safeId, safeText } from './leads/subjects-csv.ts';
import { moveResults } from './move-results.ts';
import { LEVELS } from './network/linkage/agreement.ts';
import type { Decision } from './network/linkage/decision.ts';
import { DECISION_COLUMNS } from './network/linkage/decisions-file.ts';
import type { Linkage, LinkedPair } from './network/linkage/link-people.ts';
import { probabilityOf } from './network/linkage/match-weight.ts';
import { MISSING } from './network/linkage/patterns.ts';
import type { People, PersonRecord } from './network/linkage/people.ts';
import { PERSON_FIELD_RULES, type PersonField } from './network/linkage/person-field.ts';
import { DIFFERENT_UP_TO, SAME_FROM, VERDICTS, type Verdict } from './network/linkage/verdict.ts';
import { programVersion } from './program-version.ts';
import { WORK_FOLDER } from './scan-room.ts';
import { NAME_ALONE } from './transfers/canonical.ts';

export const LINK_FILES = ['people.csv', 'pairs.csv', 'decisions.csv', 'run.json'] as const;

export interface ReadForLink {
  readonly kind: 'people' | 'transfers';
  readonly records: readonly PersonRecord[];
  readonly files: readonly {
    readonly file: string;
    readonly sha256: string;
    readonly records: number;
    readonly columns: readonly { readonly field: string; readonly headers: readonly string[] }[];
    readonly ignored: readonly string[];
    readonly warnings: readonly string[];
  }[];
}

interface Linked {
  readonly people: People;
  readonly linkage: Linkage;
  readonly decisions: readonly Decision[];
  readonly read: ReadForLink;
  readonly seconds: number;
}

/** The files of `vigie link`: each is written in the work folder and moved to its place when all are whole, run.json last. */
export class LinkOutput {
  readonly directory: string;
  #linked: Linked | null = null;
  #summary: LinkSummary | null = null;

  constructor(directory: string) {
    this.directory = directory;
  }

  path(name: (typeof LINK_FILES)[number]): string {
    return join(this.directory, name);
  }

  get linked(): Linked {
    if (!this.#linked) throw new Error('Nothing has been linked yet');
    return this.#linked;
  }

  get summary(): LinkSummary {
    if (!this.#summary) throw new Error('Nothing has been linked yet');
    return this.#summary;
  }

  write(linked: Linked): void {
    this.#linked = linked;
    this.#summary = summarise(linked);
    const texts: Record<(typeof LINK_FILES)[number], string> = {
      'people.csv': peopleCsv(linked),
      'pairs.csv': pairsCsv(linked),
      'decisions.csv': decisionsCsv(linked.decisions),
      'run.json': `${visibleJson(this.#summary, 2)}\n`,
    };
    for (const name of LINK_FILES) writeFileSync(join(this.directory, WORK_FOLDER, name), texts[name]);
    moveResults(join(this.directory, WORK_FOLDER), this.directory, LINK_FILES, 'run.json');
  }
}

/** A line a record: which person it is, of how many records, and what was compared, so that a reviewer need not go back. */
function peopleCsv({ people, linkage, read }: Linked): string {
  const { first } = linkage.clusters;
  const sizes = new Map<number, number>();
  for (const person of first) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  const given = new Map(read.records.map(({ id, fields }) => [id, fields]));
  const fields = people.columns.map(({ field }) => field);
  const best = new Map<number, string>();
  for (const [record, id] of people.ids.entries()) {
    const person = first[record] ?? record;
    const known = best.get(person);
    if (known === undefined || rankOf(id) < rankOf(known)) best.set(person, id);
  }
  const lines = people.ids.map((id, record) => {
    const person = first[record] ?? record;
    const texts = fields.map((field) => safeText([...new Set(given.get(id)?.[field] ?? [])].join(' | ')));
    return [safeId(id), safeId(best.get(person) ?? id), String(sizes.get(person) ?? 1), ...texts];
  });
  return csv([['record', 'person', 'records_of_person', ...fields], ...lines]);
}

/** Identifiers that a person got from the records, the better ones first; a given one is better than all. */
const GOT = ['account:', 'phone:', NAME_ALONE];

/** A person is called by the best identifier of its records, and of equally good ones by the first. */
function rankOf(id: string): number {
  return 1 + GOT.findIndex((kind) => id.startsWith(kind));
}

/** A line a pair that is not clearly two people: its verdict and the waterfall of its weight, which adds up exactly. */
function pairsCsv({ people, linkage }: Linked): string {
  const fields = people.columns.map(({ field }) => field);
  const header = [
    ...['left', 'right', 'verdict', 'decided', 'linked', 'match_weight', 'probability', 'prior'],
    ...fields.flatMap((field) => [field, `${field}_weight`, `${field}_rarity`]),
    ...['by', 'date', 'note'],
  ];
  const lines = linkage.pairs.map((pair) => {
    const { waterfall, decision } = pair;
    return [
      ...[safeId(people.ids[pair.a] ?? ''), safeId(people.ids[pair.b] ?? '')],
      ...[finalVerdict(pair), decision ? 'by a person' : 'by weight', isLinked(linkage, pair) ? 'yes' : 'no'],
      ...[waterfall.weight.toFixed(2), probabilityOf(waterfall.weight).toFixed(4), waterfall.prior.toFixed(2)],
      ...waterfall.steps.flatMap(({ field, level, agreement, rarity }) =>
        level === MISSING ? ['missing', '', ''] : [levelName(field, level), agreement.toFixed(2), rarity.toFixed(2)],
      ),
      ...[safeText(decision?.by ?? ''), decision?.date ?? '', safeText(decision?.note ?? '')],
    ];
  });
  return csv([header, ...lines]);
}

function decisionsCsv(decisions: readonly Decision[]): string {
  return csv([
    DECISION_COLUMNS,
    ...decisions.map(({ left, right, decision, by, date, note }) => [
      ...[safeId(left), safeId(right), decision, safeText(by), safeText(date), safeText(note)],
    ]),
  ]);
}

/** What holds for a pair: a decision before a weight. */
export function finalVerdict({ decision, verdict }: LinkedPair): LinkedPair['verdict'] {
  return decision?.decision ?? verdict;
}

export function isLinked({ clusters }: Linkage, { a, b }: LinkedPair): boolean {
  return clusters.first[a] === clusters.first[b];
}

export function levelName(field: PersonField, level: number): string {
  return level === MISSING ? 'missing' : (LEVELS[PERSON_FIELD_RULES[field].comparison][level] ?? '');
}

function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

export type LinkSummary = ReturnType<typeof summarise>;

function summarise({ people, linkage, decisions, read, seconds }: Linked) {
  const { model, candidates, pairs, clusters, withoutRecord } = linkage;
  const sizes = new Map<number, number>();
  for (const person of clusters.first) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  const linked = [...sizes.values()].filter((size) => size > 1);
  const idOf = (record: number): string => people.ids[record] ?? '';
  return {
    program: { name: 'vigie', command: 'link', version: programVersion(), node: process.version },
    kind: read.kind,
    inputs: read.files,
    counts: {
      records: people.ids.length,
      people: sizes.size,
      peopleOfSeveralRecords: linked.length,
      recordsLinked: linked.reduce((sum, size) => sum + size, 0),
      largestPerson: [...sizes.values()].reduce((most, size) => Math.max(most, size), 0),
      pairsCompared: candidates.left.length,
      /** Of the pairs in pairs.csv; the others that were compared are clearly two people. */
      verdicts: Object.fromEntries(
        VERDICTS.map((verdict) => [verdict, pairs.filter((pair) => finalVerdict(pair) === verdict).length]),
      ) as Record<Verdict, number>,
      heldApart: clusters.heldApart.length,
    },
    decisions: {
      obeyed: decisions.length - withoutRecord.length - clusters.contradicted.length,
      withoutRecord: withoutRecord.length,
      contradicted: clusters.contradicted.map(([a, b]) => [idOf(a), idOf(b)]),
    },
    thresholds: { sameFrom: SAME_FROM, differentUpTo: DIFFERENT_UP_TO },
    model: {
      shareOfPairs: model.share,
      rounds: model.rounds,
      fields: people.columns.map(({ field }, index) => ({
        field,
        levels: LEVELS[PERSON_FIELD_RULES[field].comparison].map((level, at) => ({
          level,
          m: model.m[index]?.[at] ?? 0,
          u: model.u[index]?.[at] ?? 0,
        })),
      })),
    },
    blocking: { tooCommon: candidates.tooCommon },
    timings: { linkSeconds: Math.round(seconds * 1000) / 1000 },
    memory: { peakBytes: process.resourceUsage().maxRSS * 1024 },
  };
}
