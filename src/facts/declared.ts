import type { Fact } from './catalogue.ts';
import { PURPOSE_KINDS } from './ledger.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import type { Subject, Theme } from './subject.ts';

type PurposeKind = (typeof PURPOSE_KINDS)[number];
const CODED: readonly PurposeKind[] = [
  'schooling',
  'medical',
  'housing',
  'family_support',
  'trade',
  'salary',
  'charity',
];
const WELFARE: readonly PurposeKind[] = ['schooling', 'medical', 'housing'];
const TRADE: readonly PurposeKind[] = ['trade', 'salary'];
const tally = new Int32Array(PURPOSE_KINDS.length);

/** Share of transfers with a declared tie, of those where anything was declared. */
export function declaredTies(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['declared_tie_share']);
  return (subject, out) => {
    out[to.declared_tie_share] = share(countTies(subject, 1), countTies(subject, 1) + countTies(subject, 0));
  };
}

/** Share of transfers where a tie, or that there is none, was declared. */
export function tieDeclarations(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['tie_declared_known']);
  return (subject, out) => {
    out[to.tie_declared_known] = (countTies(subject, 1) + countTies(subject, 0)) / subject.size;
  };
}

/** What the purposes look like: handles among all purposes, trade and salary among the coded ones. */
export function purposes(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['purpose_handle_share', 'purpose_trade_share']);
  return (subject, out) => {
    tallyPurposes(subject);
    out[to.purpose_handle_share] = share(tallied(['handle']), subject.size - tallied(['missing']));
    out[to.purpose_trade_share] = share(tallied(TRADE), tallied(CODED));
  };
}

/** How often a payer states a purpose, and how often schooling, medical care or housing among the coded ones. */
export function payerPurposes(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['purpose_share', 'purpose_welfare_share']);
  return (subject, out) => {
    tallyPurposes(subject);
    out[to.purpose_share] = (subject.size - tallied(['missing'])) / subject.size;
    out[to.purpose_welfare_share] = share(tallied(WELFARE), tallied(CODED));
  };
}

function countTies({ ledger, row, size }: Subject, declared: 0 | 1): number {
  let transfers = 0;
  for (let index = 0; index < size; index++) {
    if (ledger.declaredTie[row[index] as number] === declared) transfers++;
  }
  return transfers;
}

function tallyPurposes({ ledger, row, size }: Subject): void {
  tally.fill(0);
  for (let index = 0; index < size; index++) {
    const purpose = ledger.purpose[row[index] as number] as number;
    tally[purpose] = (tally[purpose] as number) + 1;
  }
}

function tallied(kinds: readonly PurposeKind[]): number {
  let transfers = 0;
  for (const kind of kinds) transfers += tally[PURPOSE_KINDS.indexOf(kind)] as number;
  return transfers;
}
