import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import type { FactTable } from '../facts/fact-table.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import { explainSubject } from '../indicators/explain-subject.ts';
import type { Subject } from '../indicators/indicator.ts';
import type { Tiers } from '../indicators/tiers.ts';
import type { Surroundings } from '../network/exposure.ts';
import { ExposurePaths } from '../network/exposure-paths.ts';
import { type PayerPayeeGraph, payersOfCount } from '../network/graph.ts';
import type { KnownSubjects } from '../network/known.ts';
import { type PlaceOptions, resolvePlaces } from '../transfers/geography/places.ts';
import type { ZoneOffsets } from '../transfers/geography/zones.ts';
import { assembleLead } from './assemble-lead.ts';
import { buildGroups, type Groups } from './build-groups.ts';
import { forgetContexts, gatherContexts, type SubjectLookup } from './gather-contexts.ts';
import { independenceOf } from './independence.ts';
import type { Lead } from './lead.ts';
import { leadCorridor } from './lead-corridor.ts';
import { leadPaths } from './lead-paths.ts';
import { findTies, type TieSource, tellTies } from './lead-ties.ts';
import type { Ranking } from './rank-subjects.ts';
import { bestRow, type Standing } from './standing.ts';
import { rowsOf, sum, wholeFact } from './whole-subject.ts';

export interface ScoredSubjects {
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly packs: Readonly<Record<Subject, CompiledPack>>;
  readonly scores: Readonly<Record<Subject, SubjectScores>>;
  readonly tiers: Tiers;
  readonly graph: PayerPayeeGraph;
  readonly corridors: Corridors;
  readonly known: KnownSubjects | null;
}

export interface LeadRequest extends ScoredSubjects, Surroundings, Pick<TieSource, 'holders' | 'untied'> {
  /** Scores of the rows of payers that the exposure of others was made from. */
  readonly carried: Float64Array;
  readonly ranked: Ranking;
  readonly transfers: string;
  readonly zones: ZoneOffsets;
  readonly asOf: number;
  readonly places: PlaceOptions;
  /** Leads of each queue that a team can read; four times as many are written out. */
  readonly budget: number;
  /** Further identifiers of a person, by the one under which the person stands. */
  readonly otherIds: ReadonlyMap<string, readonly string[]>;
}

/** Leads written for each one that can be read: the next ones are ready when the first are done. */
const WRITTEN_PER_READ = 4;

/** Full leads, with evidence down to file and row, for the best subjects of each queue, in order of rank; and the groups that they make. */
export async function buildLeads(
  engine: Engine,
  request: LeadRequest,
): Promise<{ readonly leads: readonly Lead[]; readonly grouped: Groups }> {
  const wanted = request.budget * WRITTEN_PER_READ;
  const chosen = (['investigation', 'safeguarding'] as const)
    .flatMap((queue) => request.ranked.firstOf(queue, wanted))
    .sort((a, b) => a.rank - b.rank);
  const lookup = lookupIn(request);
  const walked = await leadPaths(
    engine,
    new ExposurePaths(request, request.carried),
    request.corridors,
    lookup,
    chosen,
  );
  const paths = new Map(chosen.map(({ rank }, index) => [rank, walked[index]]));
  const tied = await findTies(engine, request, lookup, chosen);
  const alongside = { payer: [...tied.ids.payer.values()], payee: [...tied.ids.payee.values()] };
  const leads: Lead[] = [];
  for await (const context of gatherContexts(engine, { ...request, lookup, alongside }, chosen))
    leads.push({
      ...assembleLead(context, request.asOf),
      ...paths.get(context.standing.rank),
      otherIds: [...(request.otherIds.get(context.id) ?? [])],
    });
  const told = await tellTies(engine, 'chosen_transfers', tied);
  const ties = new Map(chosen.map(({ rank }, index) => [rank, told[index]]));
  const ranked = leads.map((lead) => ({ ...lead, ...ties.get(lead.rank) })).toSorted((a, b) => a.rank - b.rank);
  const grouped = await buildGroups(engine, request, lookup, chosen, ranked);
  await forgetContexts(engine);
  return { leads: await withCoordinates(ranked, request.places), grouped };
}

function lookupIn(scored: ScoredSubjects): SubjectLookup {
  const { facts, packs, scores, tiers, graph, corridors, known } = scored;
  const standing = (kind: Subject, code: number): Standing =>
    bestRow(kind, scores[kind], rowsOf(corridors, kind, code), tiers).standing;
  const transfers = wholeFact(facts, corridors, 'transfers', sum);
  const euro = wholeFact(facts, corridors, 'amount_sum', sum);
  const firstAt = wholeFact(facts, corridors, 'first_at', Math.min);
  const counterparties = (kind: Subject, code: number): number => {
    const [from, to] = rowsOf(corridors, kind, code);
    return kind === 'payee' ? payersOfCount(graph, code) : (graph.payerStart[to] ?? 0) - (graph.payerStart[from] ?? 0);
  };
  return {
    score: (kind, code) => standing(kind, code).score,
    role: (kind, code) => standing(kind, code).role,
    queue: (kind, code) => standing(kind, code).queue,
    shared: (kind, code) => counterparties(kind, code) > 1,
    totals: (kind, code) => ({
      transfers: transfers(kind, code),
      amountEur: Number.isNaN(euro(kind, code)) ? null : euro(kind, code).toFixed(2),
      counterparties: counterparties(kind, code),
      firstAt: firstAt(kind, code),
    }),
    known: (kind, code) => (known?.[`${kind}s`][code] ?? 0) === 1,
    explain: (kind, row) => explainSubject(packs[kind], facts[kind], row),
    corridor: (subject) => leadCorridor(facts, corridors, subject),
    independence: (payee) => independenceOf(facts.payee, payee),
  };
}

/** Coordinates are for the map alone, so they are looked up for the places of leads only. */
async function withCoordinates(leads: readonly Lead[], places: PlaceOptions): Promise<Lead[]> {
  const queries = leads.flatMap((lead) => lead.places.map(({ country, place }) => ({ country, place })));
  const found = await resolvePlaces(queries, places);
  let next = 0;
  return leads.map((lead) => ({
    ...lead,
    places: lead.places.map((place) => {
      const at = found[next++];
      return { ...place, lat: at?.lat ?? null, lon: at?.lon ?? null };
    }),
  }));
}
