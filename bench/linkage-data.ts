import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../src/engine/engine.ts';
import { type Linkage, linkPeople } from '../src/network/linkage/link-people.ts';
import { type People, peopleFrom } from '../src/network/linkage/people.ts';
import { readPeopleList } from '../src/network/linkage/people-list.ts';
import { SAME_FROM } from '../src/network/linkage/verdict.ts';
import { parseSmallCsv } from '../src/transfers/geography/small-csv.ts';

/** Of pairs that are one person and pairs that were called so. */
export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

interface LabelledPair {
  readonly left: string;
  readonly right: string;
  readonly same: boolean;
}

export interface MeasuredLinkage {
  readonly people: People;
  readonly linkage: Linkage;
  /** Of the linkage alone, the file read. */
  readonly seconds: number;
  /** Pairs within the people that came out: what `vigie link` says. */
  readonly byPeople: Agreement;
  /** Pairs whose own weight reaches the threshold, before people are made. */
  readonly byWeight: Agreement;
  /** The same at the threshold that fits the labels best: for comparison only, nobody has labels beforehand. */
  readonly bestByWeight: Agreement & { readonly weight: number };
}

/**
 * Links a list of people as `vigie link` does, and compares with a truth: the label of each record, or labelled pairs. Labels are read after
 * everything was decided.
 */
export async function measuredLinkage(
  file: string,
  labelOf: ((id: string) => string) | null,
  labels: readonly LabelledPair[] = [],
): Promise<MeasuredLinkage> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-linkage-'));
  const engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: join(folder, 'spill') });
  try {
    const source = { label: file, path: file, sha256: '', bytes: statSync(file).size };
    const { records } = await readPeopleList(engine, source, 'csv', { mapping: null, tempDir: folder });
    const start = performance.now();
    const people = peopleFrom(records);
    const linkage = linkPeople(people, []);
    const seconds = (performance.now() - start) / 1000;
    const pairs = labelOf ? allPairs(people, linkage, labelOf) : labelledOnly(people, linkage, labels);
    return { people, linkage, seconds, ...judged(pairs) };
  } finally {
    engine.close();
    rmSync(folder, { recursive: true });
  }
}

interface JudgedPair {
  readonly same: boolean;
  readonly inOnePerson: boolean;
  readonly weight: number;
}

/** Every pair of records. What was never compared has no weight: it was not found. */
function allPairs(
  { ids }: People,
  { candidates, clusters, weightOf }: Linkage,
  labelOf: (id: string) => string,
): JudgedPair[] {
  const compared = new Set(Array.from(candidates.left, (a, index) => a * ids.length + (candidates.right[index] ?? 0)));
  return ids.flatMap((one, a) =>
    ids.slice(a + 1).map((other, index): JudgedPair => {
      const b = a + 1 + index;
      return {
        same: labelOf(one) === labelOf(other),
        inOnePerson: clusters.first[a] === clusters.first[b],
        weight: compared.has(a * ids.length + b) ? weightOf(a, b) : Number.NEGATIVE_INFINITY,
      };
    }),
  );
}

function labelledOnly({ ids }: People, { clusters, weightOf }: Linkage, labels: readonly LabelledPair[]): JudgedPair[] {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return labels.map(({ left, right, same }) => {
    const [a = 0, b = 0] = [indexOf.get(left), indexOf.get(right)];
    return { same, inOnePerson: clusters.first[a] === clusters.first[b], weight: weightOf(a, b) };
  });
}

function judged(pairs: readonly JudgedPair[]): Pick<MeasuredLinkage, 'byPeople' | 'byWeight' | 'bestByWeight'> {
  const line = Math.log2(SAME_FROM / (1 - SAME_FROM));
  const truth = pairs.filter(({ same }) => same).length;
  const agreement = (called: readonly JudgedPair[]): Agreement =>
    agreementOf(called.filter(({ same }) => same).length, called.length, truth);
  let best = { ...agreementOf(0, 0, truth), weight: Number.POSITIVE_INFINITY };
  let right = 0;
  for (const [index, { same, weight }] of pairs.toSorted((x, y) => y.weight - x.weight).entries()) {
    if (same) right++;
    const here = agreementOf(right, index + 1, truth);
    if (here.f1 > best.f1) best = { ...here, weight };
  }
  return {
    byPeople: agreement(pairs.filter(({ inOnePerson }) => inOnePerson)),
    byWeight: agreement(pairs.filter(({ weight }) => weight >= line)),
    bestByWeight: best,
  };
}

function agreementOf(right: number, called: number, truth: number): Agreement {
  return { precision: called === 0 ? 1 : right / called, recall: right / truth, f1: (2 * right) / (called + truth) };
}

/** Labelled pairs as Splink writes them. */
export function labelledPairs(file: string): LabelledPair[] {
  return rowsOf(file).map((row) => ({
    left: row.unique_id_l ?? '',
    right: row.unique_id_r ?? '',
    same: Number(row.clerical_match_score) >= 0.5,
  }));
}

/** The label of each record, from two columns of the file itself. */
export function labelColumn(file: string, id: string, label: string): (id: string) => string {
  const labels = new Map(rowsOf(file).map((row) => [row[id] ?? '', row[label] ?? '']));
  return (record) => labels.get(record) ?? '';
}

function rowsOf(file: string): Record<string, string>[] {
  const { header, rows } = parseSmallCsv(readFileSync(file, 'utf8'));
  return rows.map(({ cells }) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}
