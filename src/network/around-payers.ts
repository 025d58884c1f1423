import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { FactWindows } from '../facts/fact-windows.ts';
import type { Neighbourhood } from './around-payees.ts';
import { CAPS } from './caps.ts';
import { isBrief, pairOfPayer, payeeOfPayer, payeesOfCount } from './graph.ts';
import { LookedPayers } from './looked-payers.ts';
import { NearestPayee } from './nearest-payee.ts';
import type { Ties } from './ties.ts';
import { TraitMeans } from './traits.ts';

/**
 * Facts about each payer from the strangers around it: the other payers of its payees who share no identifier with it.
 * What they are like is averaged payee by payee, so that one payee with a crowd of payers does not drown the others.
 * Writes the order-2 columns of the payer table in place; needs those of the payee table, and the totals of its payers. `payerCountry` is -1 when unknown.
 * Of the codes from `from` to before `to`.
 */
export function describeStrangersOfPayers(
  around: Neighbourhood,
  payerCountry: Int16Array,
  from = 0,
  to = around.graph.payers,
): void {
  const { graph, payerOf, payerFacts, payeeFacts, payerTraits, payeeTotals, payerTies, payeeTies, known, caps } =
    around;
  const payeeIncoherence = factColumn(payeeFacts, 'payers_incoherence');
  const unrelatedPayers = factColumn(payeeFacts, 'unrelated_payers');
  const payeeTrade = factColumn(payeeFacts, 'purpose_trade_share');
  const payeeHandles = factColumn(payeeFacts, 'purpose_handle_share');
  const payeeKnownPayers = factColumn(payeeFacts, 'known_payers');
  const knownHouseholds = known && householdsOf(known.payees, payeeTies);
  // Bytes are enough for as many payees as are looked at, and stay nearer: they are asked for in no order.
  const timesShared = new Uint8Array(graph.payers);
  const strangers = new Int32Array(CAPS.strangers);
  const countriesSeen = new Int32Array(1 << 16).fill(-1);
  const householdOf = new Map<number, number>();
  const means = new TraitMeans();
  const ofPayee = new TraitMeans();
  const lookedPayers = new LookedPayers(graph, payerTies, payerCountry);
  // The last one of which a cap was counted: the rows of a payer stand together, and it is one payer.
  let morePayees = -1;
  let moreStrangers = -1;

  const windows = new FactWindows(payerFacts, ({ order }) => order > 1);
  for (const window of windows.write(from, to)) {
    const columns = columnsOf(window.facts);
    const nearest = new NearestPayee(window, payeeFacts);
    for (let payer = window.from; payer < window.to; payer++) {
      const payees = payeesOfCount(graph, payer);
      if (payees === 0) continue;
      const person = payerOf[payer] as number;
      if (payees > CAPS.payeesOfPayer && morePayees !== person) {
        caps.payersWithMorePayees++;
        morePayees = person;
      }
      const own = payerTies.group[payer] ?? payer;
      let met = 0;
      if (householdOf.size > 0) householdOf.clear();
      let sharedPayees = 0;
      let mostPayers = 0;
      let worst = Number.NaN;
      let knownPayees = 0;
      let knownShared = 0;
      let full = false;
      let countries = 0;
      let tradeSum = 0;
      let tradeKnown = 0;
      let handleSum = 0;
      let handleKnown = 0;
      means.clear();
      nearest.clear();
      const looked = Math.min(payees, CAPS.payeesOfPayer);
      for (let i = 0; i < looked; i++) {
        const payee = payeeOfPayer(graph, payer, i, looked);
        let strangersHere = 0;
        let brief = payeeTotals.brief[payee] ?? 0;
        ofPayee.startFrom(payeeTotals, payee);
        const payers = lookedPayers.of(payee);
        for (let j = 0; j < payers.count; j++) {
          const other = payers.payer[j] as number;
          if (payers.group[j] === own) {
            ofPayee.removePayer(payerTraits, other);
            if (isBrief(graph, pairOfPayer(graph, payee, j, payers.count))) brief--;
            continue;
          }
          strangersHere++;
          const before = looked > 1 ? (timesShared[other] as number) : 0;
          if (before === 0) {
            if (met === CAPS.strangers) {
              full = true;
              continue;
            }
            strangers[met++] = other;
            const country = payers.country[j] as number;
            if (country >= 0 && countriesSeen[country] !== payer) {
              countriesSeen[country] = payer;
              countries++;
            }
          }
          if (looked > 1) timesShared[other] = before + 1;
        }
        if (strangersHere > 0) sharedPayees++;
        mostPayers = Math.max(mostPayers, unrelatedPayers[payee] as number);
        means.addMeans(ofPayee);
        nearest.consider(payee, strangersHere, brief, ofPayee);
        const trade = payeeTrade[payee] ?? Number.NaN;
        if (!Number.isNaN(trade)) {
          tradeSum += trade;
          tradeKnown++;
        }
        const handles = payeeHandles[payee] ?? Number.NaN;
        if (!Number.isNaN(handles)) {
          handleSum += handles;
          handleKnown++;
        }
        const value = payeeIncoherence[payee] ?? Number.NaN;
        if (!(value <= worst)) worst = Number.isNaN(value) ? worst : value;
        const household = payeeTies.group[payee] ?? payee;
        if (looked > 1) householdOf.set(household, (householdOf.get(household) ?? 0) + 1);
        if (known) {
          if (known.payees[payee]) knownPayees++;
          else if ((payeeKnownPayers[payee] ?? 0) - (known.payers[payer] ?? 0) > 0 || knownHouseholds?.has(household))
            knownShared++;
        }
      }
      if (full && moreStrangers !== person) {
        caps.payersWithMoreStrangers++;
        moreStrangers = person;
      }
      let coPayers = 0;
      for (let stranger = 0; looked > 1 && stranger < met; stranger++) {
        const other = strangers[stranger] as number;
        if ((timesShared[other] as number) >= 2) coPayers++;
        timesShared[other] = 0;
      }
      let inHousehold = 0;
      if (looked > 1) for (const members of householdOf.values()) if (members > 1) inHousehold += members;
      const none = met === 0;
      const row = payer - window.first;
      columns.sharedShare[row] = sharedPayees / looked;
      columns.strangers[row] = met;
      columns.countries[row] = none ? 0 : countries === 0 ? Number.NaN : countries;
      columns.small[row] = means.mean('small');
      columns.night[row] = means.mean('night');
      columns.many[row] = means.mean('many');
      columns.rhythm[row] = means.mean('rhythm');
      columns.oneCountry[row] = means.mean('oneCountry');
      columns.coPayers[row] = coPayers;
      columns.incoherence[row] = worst;
      columns.trade[row] = tradeKnown === 0 ? Number.NaN : tradeSum / tradeKnown;
      columns.handles[row] = handleKnown === 0 ? Number.NaN : handleSum / handleKnown;
      nearest.write(payer, own, lookedPayers);
      columns.mostPayers[row] = mostPayers;
      columns.household[row] = inHousehold / looked;
      columns.knownPayee[row] = known ? knownPayees : Number.NaN;
      columns.knownShared[row] = known ? knownShared : Number.NaN;
      columns.knownSelf[row] = known ? (known.payers[payer] ?? 0) : Number.NaN;
    }
  }
}

function columnsOf(facts: FactTable) {
  const out = (id: string) => factColumn(facts, id);
  return {
    sharedShare: out('payees_shared_share'),
    strangers: out('strangers'),
    countries: out('strangers_countries'),
    small: out('strangers_small_share'),
    night: out('strangers_night_share'),
    many: out('strangers_many_payees_share'),
    rhythm: out('strangers_rhythm'),
    oneCountry: out('strangers_one_country_share'),
    coPayers: out('co_payers'),
    incoherence: out('payee_incoherence'),
    trade: out('payees_trade_share'),
    handles: out('payees_handle_share'),
    mostPayers: out('payees_most_payers'),
    household: out('payee_household_share'),
    knownPayee: out('known_payee'),
    knownShared: out('known_shared'),
    knownSelf: out('known_self'),
  };
}

/** Groups with a known payee among them. */
function householdsOf(knownPayees: Uint8Array, ties: Ties): ReadonlySet<number> {
  const groups = new Set<number>();
  for (let payee = 0; payee < knownPayees.length; payee++)
    if (knownPayees[payee]) groups.add(ties.group[payee] ?? payee);
  return groups;
}
