import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { type Surroundings, spread } from './exposure.ts';
import type { KnownSubjects } from './known.ts';
import { likenessOfPayers } from './likeness.ts';
import { countStrangersStandingOut } from './strangers-standing-out.ts';

/** Fills how far the other payers around each payer and payee pay as guidance describes, each judged by its own transfers. */
export function describeLikeness(network: Surroundings, payerFacts: FactTable, payeeFacts: FactTable): void {
  spread(network, likenessOfPayers(payerFacts), {
    nearest: factColumn(payerFacts, 'likeness_nearest'),
    strangers: factColumn(payerFacts, 'likeness_strangers'),
    payee: factColumn(payeeFacts, 'payers_likeness'),
  });
}

/** Fills the exposure of payers and payees to what was found of those around them, and how many of these stand out; `scores` of the rows of payers, below 0 taken as 0. */
export function describeExposure(
  network: Surroundings,
  scores: Float64Array,
  payerFacts: FactTable,
  payeeFacts: FactTable,
): void {
  spread(network, scores, {
    nearest: factColumn(payerFacts, 'exposure_nearest'),
    strangers: factColumn(payerFacts, 'exposure_strangers'),
    payee: factColumn(payeeFacts, 'exposure'),
  });
  countStrangersStandingOut(network, scores, factColumn(payerFacts, 'strangers_standing_out'));
}

/**
 * Fills how near the payees of a payer are to known subjects: who is known or pays a known payee is carried over the payees that are not known themselves, since who pays
 * a known one is told by a fact of its own.
 */
export function describeNearKnown(network: Surroundings, known: KnownSubjects, payerFacts: FactTable): void {
  const { pairs, payees } = network.graph;
  const value = Float32Array.from(known.payers);
  for (const [pair, payee] of pairs.payee.entries())
    if (known.payees[payee] === 1) value[pairs.payer[pair] as number] = 1;
  const to = {
    nearest: factColumn(payerFacts, 'known_near'),
    strangers: factColumn(payerFacts, 'known_near_strangers'),
    payee: new Float32Array(payees),
  };
  spread(network, value, to, known.payees);
}
