import type { FactTable } from '../facts/fact-table.ts';
import { factColumn } from '../facts/fact-table.ts';
import { CAPS, type CapCounts } from './caps.ts';
import { forPayeesOf, forPayersOf, type PayerPayeeGraph, payeesOfCount, payersOfCount } from './graph.ts';
import type { KnownSubjects } from './known.ts';
import type { Ties } from './ties.ts';

export interface Neighbourhood {
  readonly graph: PayerPayeeGraph;
  readonly payerFacts: FactTable;
  readonly payeeFacts: FactTable;
  readonly payerTies: Ties;
  readonly payeeTies: Ties;
  /** Null when no list was given: then what it would say is unknown. */
  readonly known: KnownSubjects | null;
  readonly caps: CapCounts;
}

const DAY = 86_400;
/** A payer who appears this long after the data begin is known to be new. */
const NEW_AFTER_DAYS = 30;
/** Payees in one country from which a payer counts as one who pays several. */
const MANY_PAYEES = 3;
/** Payers from which incoherence has a meaning. */
const FEW_PAYERS = 3;

/** Mean that leaves out what is unknown; NaN when all of it is. */
export class KnownMean {
  #sum = 0;
  #count = 0;
  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#sum += value;
    this.#count++;
  }
  clear(): void {
    this.#sum = 0;
    this.#count = 0;
  }
  get value(): number {
    return this.#count === 0 ? Number.NaN : this.#sum / this.#count;
  }
}

/** The larger of two rhythms, of those known. */
export function rhythmOf(monthly: number, weekly: number): number {
  if (Number.isNaN(monthly)) return weekly;
  if (Number.isNaN(weekly)) return monthly;
  return Math.max(monthly, weekly);
}

/**
 * Facts about each payee from the payers around it: who they are to each other and what they are like.
 * Writes the order-2 columns of the payee table in place. Work is bounded by CAPS for every payee.
 */
export function describePayersOfPayees(around: Neighbourhood): void {
  const { graph, payerFacts, payeeFacts, payerTies, payeeTies, known, caps } = around;
  const small = factColumn(payerFacts, 'share_upto_150');
  const night = factColumn(payerFacts, 'night_share_payer');
  const many = factColumn(payerFacts, 'max_payees_country_365d');
  const oneCountry = factColumn(payerFacts, 'top_country_share');
  const monthly = factColumn(payerFacts, 'monthly_rhythm');
  const weekly = factColumn(payerFacts, 'weekly_rhythm');
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
  const shared = new Int32Array(graph.payees);
  const touched: number[] = [];

  for (let payee = 0; payee < graph.payees; payee++) {
    const payers = payersOfCount(graph, payee);
    if (payers === 0) continue;
    if (payers > CAPS.payersOfPayee) caps.payeesWithMorePayers++;
    const means = {
      small: new KnownMean(),
      night: new KnownMean(),
      rhythm: new KnownMean(),
      oneCountry: new KnownMean(),
    };
    let looked = 0;
    let manyPayees = 0;
    let fresh = 0;
    let groups = 0;
    let largest = 0;
    let knownPayers = 0;
    touched.length = 0;
    forPayersOf(graph, payee, CAPS.payersOfPayee, (payer, pair) => {
      looked++;
      means.small.add(small[payer] ?? Number.NaN);
      means.night.add(night[payer] ?? Number.NaN);
      means.oneCountry.add(oneCountry[payer] ?? Number.NaN);
      means.rhythm.add(rhythmOf(monthly[payer] ?? Number.NaN, weekly[payer] ?? Number.NaN));
      if ((many[payer] ?? 0) >= MANY_PAYEES) manyPayees++;
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
      if (payeesOfCount(graph, payer) > 1)
        forPayeesOf(graph, payer, CAPS.payeesOfPayer, (other) => {
          if (other === payee) return;
          const before = shared[other] ?? 0;
          if (before === 0) touched.push(other);
          shared[other] = before + 1;
        });
    });
    let coPaid = 0;
    let sharedKnown = 0;
    for (const other of touched) {
      if ((shared[other] ?? 0) >= 2) coPaid++;
      if (known?.payees[other]) sharedKnown += shared[other] ?? 0;
      shared[other] = 0;
    }
    const scale = payers / looked;
    columns.unrelated[payee] = Math.round(groups * scale);
    columns.small[payee] = means.small.value;
    columns.night[payee] = means.night.value;
    columns.rhythm[payee] = means.rhythm.value;
    columns.oneCountry[payee] = means.oneCountry.value;
    columns.many[payee] = manyPayees / looked;
    columns.fresh[payee] = fresh / looked;
    columns.coPaid[payee] = coPaid;
    columns.incoherence[payee] = incoherence({
      payers: looked,
      largestGroup: largest,
      countries: countries[payee] ?? Number.NaN,
      rhythm: means.rhythm.value,
      rhythmicPayers: rhythmic[payee] ?? Number.NaN,
    });
    columns.knownPayers[payee] = known ? knownPayers : Number.NaN;
    columns.knownShared[payee] = known ? sharedKnown : Number.NaN;
    columns.knownSelf[payee] = known ? (known.payees[payee] ?? 0) : Number.NaN;

    const household = householdMembers.get(payeeTies.group[payee] ?? payee);
    columns.household[payee] = household?.length ?? 1;
    columns.householdPayers[payee] = household
      ? unrelatedPayersOfAll(around, household, householdSeen, payee)
      : (columns.unrelated[payee] ?? 0);
  }
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
  for (const member of household)
    forPayersOf(around.graph, member, CAPS.payersOfPayee, (payer) => {
      const group = around.payerTies.group[payer] ?? payer;
      if (seen[group] === mark) return;
      seen[group] = mark;
      groups++;
    });
  return groups;
}

/** Members of each group of two or more. */
function membersByGroup(ties: Ties, count: number): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let code = 0; code < count; code++) {
    const group = ties.group[code] ?? code;
    if ((ties.size[group] ?? 1) < 2) continue;
    const list = members.get(group);
    if (list) list.push(code);
    else members.set(group, [code]);
  }
  return members;
}
