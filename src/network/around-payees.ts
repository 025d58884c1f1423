import type { FactTable } from '../facts/fact-table.ts';
import { factColumn } from '../facts/fact-table.ts';
import { CAPS, type CapCounts } from './caps.ts';
import {
  isBrief,
  type PayerPayeeGraph,
  pairOfPayer,
  payeeOfPayer,
  payeesOfCount,
  payerOfPayee,
  payersOfCount,
} from './graph.ts';
import type { KnownSubjects } from './known.ts';
import { membersByGroup, type Ties } from './ties.ts';
import { TraitMeans, type TraitTotals } from './traits.ts';

export interface Neighbourhood {
  /** The payers of the graph are rows: payers corridor by corridor. */
  readonly graph: PayerPayeeGraph;
  /** The payer of each row. */
  readonly payerOf: Int32Array;
  readonly payerFacts: FactTable;
  readonly payeeFacts: FactTable;
  /** See `payerTraits`. */
  readonly payerTraits: Float32Array;
  /** Filled by `describePayersOfPayees`: of the payers that were looked at. */
  readonly payeeTotals: TraitTotals;
  readonly payerTies: Ties;
  readonly payeeTies: Ties;
  /** Null when no list was given: then what it would say is unknown. */
  readonly known: KnownSubjects | null;
  readonly caps: CapCounts;
}

const DAY = 86_400;
/** A payer who appears this long after the data begin is known to be new. */
const NEW_AFTER_DAYS = 30;
/** Payers from which incoherence has a meaning. */
const FEW_PAYERS = 3;

/**
 * Facts about each payee from the payers around it: who they are to each other and what they are like.
 * Writes the order-2 columns of the payee table in place. Work is bounded by CAPS for every payee. Of the codes from `from` to before `to`.
 */
export function describePayersOfPayees(around: Neighbourhood, from = 0, to = around.graph.payees): void {
  const { graph, payerFacts, payeeFacts, payerTraits, payeeTotals, payerTies, payeeTies, known, caps } = around;
  const firstAt = factColumn(payerFacts, 'first_at');
  const daysBefore = factColumn(payerFacts, 'days_before_first');
  const out = (id: string) => factColumn(payeeFacts, id);
  const columns = {
    unrelated: out('unrelated_payers'),
    small: out('payers_small_share'),
    night: out('payers_night_share'),
    many: out('payers_many_payees_share'),
    rhythm: out('payers_rhythm'),
    oneCountry: out('payers_one_country_share'),
    fresh: out('payers_new_share'),
    incoherence: out('payers_incoherence'),
    household: out('household_size'),
    householdPayers: out('household_unrelated_payers'),
    coPaid: out('co_paid_payees'),
    knownPayers: out('known_payers'),
    knownShared: out('known_shared'),
    knownSelf: out('known_self'),
  };
  const countries = factColumn(payeeFacts, 'payer_countries');
  const rhythmic = factColumn(payeeFacts, 'rhythmic_payer_share');
  const groupSeen = new Int32Array(graph.payers).fill(-1);
  const groupCount = new Int32Array(graph.payers);
  const householdMembers = membersByGroup(payeeTies, graph.payees);
  const householdSeen = new Int32Array(graph.payers).fill(-1);
  const payersOfHousehold = new Map<number, number>();
  const shared = new Uint16Array(graph.payees);
  const touched: number[] = [];
  const means = new TraitMeans();
  const knownPaid = known ? knownPayeesPaid(around, known) : new Int32Array(0);

  for (let payee = from; payee < to; payee++) {
    const payers = payersOfCount(graph, payee);
    if (payers === 0) continue;
    if (payers > CAPS.payersOfPayee) caps.payeesWithMorePayers++;
    means.clear();
    const looked = Math.min(payers, CAPS.payersOfPayee);
    let fresh = 0;
    let brief = 0;
    let groups = 0;
    let largest = 0;
    let knownPayers = 0;
    let payersOfKnown = 0;
    touched.length = 0;
    for (let i = 0; i < looked; i++) {
      const pair = pairOfPayer(graph, payee, i, looked);
      const payer = payerOfPayee(graph, payee, i, looked);
      means.addPayer(payerTraits, payer);
      if (isBrief(graph, pair)) brief++;
      if ((daysBefore[payer] ?? 0) >= NEW_AFTER_DAYS && (graph.pairs.firstAt[pair] ?? 0) <= (firstAt[payer] ?? 0) + DAY)
        fresh++;
      const group = payerTies.group[payer] ?? payer;
      if (groupSeen[group] !== payee) {
        groupSeen[group] = payee;
        groupCount[group] = 0;
        groups++;
      }
      const members = (groupCount[group] ?? 0) + 1;
      groupCount[group] = members;
      if (members > largest) largest = members;
      if (known?.payers[payer]) knownPayers++;
      // Nobody is paid by two of one.
      const payees = looked === 1 ? 0 : Math.min(payeesOfCount(graph, payer), CAPS.payeesOfPayer);
      for (let j = 0; j < payees; j++) {
        const other = payeeOfPayer(graph, payer, j, payees);
        if (other === payee) continue;
        const before = shared[other] ?? 0;
        if (before === 0) touched.push(other);
        shared[other] = before + 1;
      }
      if (known && (knownPaid[payer] as number) > (known.payees[payee] as number)) payersOfKnown++;
    }
    means.keepAs(payeeTotals, payee);
    payeeTotals.brief[payee] = brief;
    let coPaid = 0;
    for (const other of touched) {
      if ((shared[other] ?? 0) >= 2) coPaid++;
      shared[other] = 0;
    }
    const scale = payers / looked;
    columns.unrelated[payee] = Math.round(groups * scale);
    columns.small[payee] = means.mean('small');
    columns.night[payee] = means.mean('night');
    columns.rhythm[payee] = means.mean('rhythm');
    columns.oneCountry[payee] = means.mean('oneCountry');
    columns.many[payee] = means.mean('many');
    columns.fresh[payee] = fresh / looked;
    columns.coPaid[payee] = coPaid;
    columns.incoherence[payee] = incoherence({
      payers: looked,
      largestGroup: largest,
      countries: countries[payee] ?? Number.NaN,
      rhythm: means.mean('rhythm'),
      rhythmicPayers: rhythmic[payee] ?? Number.NaN,
    });
    columns.knownPayers[payee] = known ? knownPayers : Number.NaN;
    columns.knownShared[payee] = known ? payersOfKnown : Number.NaN;
    columns.knownSelf[payee] = known ? (known.payees[payee] ?? 0) : Number.NaN;

    const group = payeeTies.group[payee] ?? payee;
    const household = householdMembers.get(group);
    columns.household[payee] = household?.length ?? 1;
    if (household && !payersOfHousehold.has(group))
      payersOfHousehold.set(group, unrelatedPayersOfAll(around, household, householdSeen, group));
    columns.householdPayers[payee] = payersOfHousehold.get(group) ?? columns.unrelated[payee] ?? 0;
  }
}

/** For each row, how many known payees its payer pays in all its corridors. */
function knownPayeesPaid({ graph, payerOf }: Neighbourhood, known: KnownSubjects): Int32Array {
  const paid = new Int32Array(graph.payers);
  for (const [pair, payee] of graph.pairs.payee.entries()) {
    const payer = payerOf[graph.pairs.payer[pair] as number] as number;
    paid[payer] = (paid[payer] as number) + (known.payees[payee] as number);
  }
  return Int32Array.from(payerOf, (payer) => paid[payer] as number);
}

/**
 * How little the payers of one payee have in common, 0 to 1: nobody tied by an identifier, from several countries,
 * no rhythm. Unknown parts are left out; NaN with fewer than three payers.
 */
function incoherence(payers: {
  payers: number;
  largestGroup: number;
  countries: number;
  rhythm: number;
  rhythmicPayers: number;
}): number {
  if (payers.payers < FEW_PAYERS) return Number.NaN;
  const untied = 1 - (payers.largestGroup - 1) / (payers.payers - 1);
  const spread = Number.isNaN(payers.countries) ? 0.5 : 1 - 0.5 / Math.max(1, payers.countries);
  const irregular = 1 - (Number.isNaN(payers.rhythm) ? 0 : payers.rhythm);
  const unrhythmic = 1 - (Number.isNaN(payers.rhythmicPayers) ? 0 : payers.rhythmicPayers);
  return untied * spread * irregular * unrhythmic;
}

function unrelatedPayersOfAll(
  around: Neighbourhood,
  household: readonly number[],
  seen: Int32Array,
  mark: number,
): number {
  let groups = 0;
  for (const member of household) {
    const taken = Math.min(payersOfCount(around.graph, member), CAPS.payersOfPayee);
    for (let i = 0; i < taken; i++) {
      const payer = payerOfPayee(around.graph, member, i, taken);
      const group = around.payerTies.group[payer] ?? payer;
      if (seen[group] === mark) continue;
      seen[group] = mark;
      groups++;
    }
  }
  return groups;
}
