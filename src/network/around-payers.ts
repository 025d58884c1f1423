import { factColumn } from '../facts/fact-table.ts';
import { KnownMean, type Neighbourhood, rhythmOf } from './around-payees.ts';
import { CAPS } from './caps.ts';
import { forPayeesOf, forPayersOf, payeesOfCount } from './graph.ts';

/** Payees in one country from which a payer counts as one who pays several. */
const MANY_PAYEES = 3;

const TRAITS = ['small', 'night', 'many', 'rhythm', 'oneCountry'] as const;

function traitMeans(): Record<(typeof TRAITS)[number], KnownMean> {
  return {
    small: new KnownMean(),
    night: new KnownMean(),
    many: new KnownMean(),
    rhythm: new KnownMean(),
    oneCountry: new KnownMean(),
  };
}

/**
 * Facts about each payer from the strangers around it: the other payers of its payees who share no identifier with it.
 * What they are like is averaged payee by payee, so that one payee with a crowd of payers does not drown the others.
 * Writes the order-2 columns of the payer table in place; needs those of the payee table. `payerCountry` is -1 when unknown.
 */
export function describeStrangersOfPayers(around: Neighbourhood, payerCountry: Int16Array): void {
  const { graph, payerFacts, payeeFacts, payerTies, payeeTies, known, caps } = around;
  const small = factColumn(payerFacts, 'share_upto_150');
  const night = factColumn(payerFacts, 'night_share_payer');
  const many = factColumn(payerFacts, 'max_payees_country_365d');
  const oneCountry = factColumn(payerFacts, 'top_country_share');
  const monthly = factColumn(payerFacts, 'monthly_rhythm');
  const weekly = factColumn(payerFacts, 'weekly_rhythm');
  const payeeIncoherence = factColumn(payeeFacts, 'payers_incoherence');
  const payeeKnownPayers = factColumn(payeeFacts, 'known_payers');
  const out = (id: string) => factColumn(payerFacts, id);
  const columns = {
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
    household: out('payee_household_share'),
    knownPayee: out('known_payee'),
    knownShared: out('known_shared'),
    knownSelf: out('known_self'),
  };
  const timesShared = new Int32Array(graph.payers);
  const strangers: number[] = [];
  const countriesSeen = new Int32Array(1 << 16).fill(-1);
  const householdOf = new Map<number, number>();
  const means = traitMeans();
  const ofPayee = traitMeans();

  for (let payer = 0; payer < graph.payers; payer++) {
    const payees = payeesOfCount(graph, payer);
    if (payees === 0) continue;
    if (payees > CAPS.payeesOfPayer) caps.payersWithMorePayees++;
    const own = payerTies.group[payer] ?? payer;
    strangers.length = 0;
    householdOf.clear();
    let looked = 0;
    let sharedPayees = 0;
    let worst = Number.NaN;
    let knownPayees = 0;
    let knownShared = 0;
    let full = false;
    for (const trait of TRAITS) means[trait].clear();
    forPayeesOf(graph, payer, CAPS.payeesOfPayer, (payee) => {
      looked++;
      let hasStranger = false;
      for (const trait of TRAITS) ofPayee[trait].clear();
      forPayersOf(graph, payee, CAPS.payersOfPayee, (other) => {
        if ((payerTies.group[other] ?? other) === own) return;
        hasStranger = true;
        ofPayee.small.add(small[other] ?? Number.NaN);
        ofPayee.night.add(night[other] ?? Number.NaN);
        ofPayee.oneCountry.add(oneCountry[other] ?? Number.NaN);
        ofPayee.rhythm.add(rhythmOf(monthly[other] ?? Number.NaN, weekly[other] ?? Number.NaN));
        ofPayee.many.add((many[other] ?? 0) >= MANY_PAYEES ? 1 : 0);
        const before = timesShared[other] ?? 0;
        if (before === 0) {
          if (strangers.length >= CAPS.strangers) {
            full = true;
            return;
          }
          strangers.push(other);
        }
        timesShared[other] = before + 1;
      });
      if (hasStranger) sharedPayees++;
      for (const trait of TRAITS) means[trait].add(ofPayee[trait].value);
      const value = payeeIncoherence[payee] ?? Number.NaN;
      if (!(value <= worst)) worst = Number.isNaN(value) ? worst : value;
      const household = payeeTies.group[payee] ?? payee;
      householdOf.set(household, (householdOf.get(household) ?? 0) + 1);
      if (known) {
        if (known.payees[payee]) knownPayees++;
        else if ((payeeKnownPayers[payee] ?? 0) - (known.payers[payer] ?? 0) > 0) knownShared++;
      }
    });
    if (full) caps.payersWithMoreStrangers++;
    let countries = 0;
    let coPayers = 0;
    for (const stranger of strangers) {
      if ((timesShared[stranger] ?? 0) >= 2) coPayers++;
      timesShared[stranger] = 0;
      const country = payerCountry[stranger] ?? -1;
      if (country >= 0 && countriesSeen[country] !== payer) {
        countriesSeen[country] = payer;
        countries++;
      }
    }
    let inHousehold = 0;
    for (const members of householdOf.values()) if (members > 1) inHousehold += members;
    const none = strangers.length === 0;
    columns.sharedShare[payer] = sharedPayees / looked;
    columns.strangers[payer] = strangers.length;
    columns.countries[payer] = none ? 0 : countries === 0 ? Number.NaN : countries;
    columns.small[payer] = means.small.value;
    columns.night[payer] = means.night.value;
    columns.many[payer] = means.many.value;
    columns.rhythm[payer] = means.rhythm.value;
    columns.oneCountry[payer] = means.oneCountry.value;
    columns.coPayers[payer] = coPayers;
    columns.incoherence[payer] = worst;
    columns.household[payer] = inHousehold / looked;
    columns.knownPayee[payer] = known ? knownPayees : Number.NaN;
    columns.knownShared[payer] = known ? knownShared : Number.NaN;
    columns.knownSelf[payer] = known ? (known.payers[payer] ?? 0) : Number.NaN;
  }
}
