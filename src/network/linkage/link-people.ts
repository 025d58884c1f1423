import { blockedPairs, type Candidates } from './blocking.ts';
import { type Clusters, clusterRecords, type Link } from './clusters.ts';
import { countPatterns } from './count-patterns.ts';
import { type Decision, pairKey } from './decision.ts';
import { estimateModel, type Model } from './estimate.ts';
import { MatchWeights, probabilityOf, type Waterfall } from './match-weight.ts';
import { Patterns } from './patterns.ts';
import type { People } from './people.ts';
import { startModel } from './start-model.ts';
import { DIFFERENT_UP_TO, type Verdict, verdictOf } from './verdict.ts';

/** A pair that a person may want to look at. */
export interface LinkedPair {
  readonly a: number;
  readonly b: number;
  readonly waterfall: Waterfall;
  /** What the evidence says; a decision may say otherwise. */
  readonly verdict: Verdict;
  readonly decision: Decision | null;
}

export interface Linkage {
  readonly model: Model;
  readonly candidates: Candidates;
  /** Candidates that are not clearly two people, and all that were decided upon; strongest first. */
  readonly pairs: readonly LinkedPair[];
  readonly clusters: Clusters;
  /** Bits of any two records, compared or not. */
  readonly weightOf: (a: number, b: number) => number;
  /** Decisions that name a record which is not there. */
  readonly withoutRecord: readonly Decision[];
}

/** Records of people -> which of them are one person, and why. */
export function linkPeople(people: People, decisions: readonly Decision[]): Linkage {
  const patterns = new Patterns(people);
  const candidates = blockedPairs(people);
  const { counts, ofCandidate } = countPatterns(patterns, candidates, people.ids.length);
  const fields = people.columns.map(({ field }) => field);
  const model = estimateModel(counts, startModel(counts, fields, people.ids.length));
  const weights = new MatchWeights(people, patterns, model);

  const indexOf = new Map(people.ids.map((id, index) => [id, index]));
  const decided = new Map<string, Decision>();
  const withoutRecord: Decision[] = [];
  for (const decision of decisions) {
    if (indexOf.has(decision.left) && indexOf.has(decision.right))
      decided.set(pairKey(decision.left, decision.right), decision);
    else withoutRecord.push(decision);
  }
  const pairs: LinkedPair[] = [];
  const look = (a: number, b: number): void => {
    const decision = decided.get(pairKey(people.ids[a] ?? '', people.ids[b] ?? '')) ?? null;
    const waterfall = weights.waterfall(a, b);
    const verdict = verdictOf(waterfall);
    if (verdict !== 'different' || decision) pairs.push({ a, b, waterfall, verdict, decision });
    if (decision) decided.delete(pairKey(decision.left, decision.right));
  };
  const mayBeOne = new Map<number, boolean>();
  for (const [index, code] of ofCandidate.entries()) {
    let may = mayBeOne.get(code);
    if (may === undefined) {
      may = probabilityOf(weights.atMost(patterns.decoded(code))) > DIFFERENT_UP_TO;
      mayBeOne.set(code, may);
    }
    if (may) look(candidates.left[index] ?? 0, candidates.right[index] ?? 0);
  }
  for (const { left, right } of [...decided.values()]) {
    const [a, b] = [indexOf.get(left) ?? 0, indexOf.get(right) ?? 0];
    if (a !== b) look(Math.min(a, b), Math.max(a, b));
  }
  pairs.sort((x, y) => y.waterfall.weight - x.waterfall.weight || x.a - y.a || x.b - y.b);

  const decidedAs = (decision: Decision['decision']): (readonly [number, number])[] =>
    pairs.filter((pair) => pair.decision?.decision === decision).map(({ a, b }) => [a, b]);
  const links: Link[] = pairs
    .filter(({ verdict, decision }) => verdict === 'same' && decision === null)
    .map(({ a, b, waterfall }) => ({ a, b, weight: waterfall.weight }));
  const weightOf = (a: number, b: number): number => weights.waterfall(a, b).weight;
  const clusters = clusterRecords({
    records: people.ids.length,
    links,
    weightOf,
    same: decidedAs('same'),
    different: decidedAs('different'),
  });
  return { model, candidates, pairs, clusters, weightOf, withoutRecord };
}
