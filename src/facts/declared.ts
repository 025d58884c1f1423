import type { Fact } from './catalogue.ts';
import { PURPOSE_KINDS } from './ledger.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import type { Subject, Theme } from './subject.ts';

const TIE = 1;
const NO_TIE = 0;

type PurposeKind = (typeof PURPOSE_KINDS)[number];
const indexes = (...kinds: PurposeKind[]): Int32Array => Int32Array.from(kinds, (kind) => PURPOSE_KINDS.indexOf(kind));
const MISSING = indexes('missing');
const HANDLE = indexes('handle');
const CODED = indexes('schooling', 'medical', 'housing', 'family_support', 'trade', 'salary', 'charity');
const WELFARE = indexes('schooling', 'medical', 'housing');
const TRADE = indexes('trade', 'salary');
const tally = new Int32Array(PURPOSE_KINDS.length);

/** Share of transfers with a declared tie, of those where anything was declared. */
export function declaredTies(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['declared_tie_share']);
  return (subject, out) => {
    tallyTies(subject);
    out[to.declared_tie_share] = share(ties.declared, ties.known);
  };
}

/** The same for a payer, with the share of transfers where anything was declared: a tie, or that there is none. */
export function payerTies(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['declared_tie_share', 'tie_declared_known']);
  return (subject, out) => {
    tallyTies(subject);
    out[to.declared_tie_share] = share(ties.declared, ties.known);
    out[to.tie_declared_known] = ties.known / subject.size;
  };
}

/** What the purposes look like: handles among all purposes, trade and salary among the coded ones. */
export function purposes(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['purpose_handle_share', 'purpose_trade_share']);
  return (subject, out) => {
    tallyPurposes(subject);
    out[to.purpose_handle_share] = share(tallied(HANDLE), subject.size - tallied(MISSING));
    out[to.purpose_trade_share] = share(tallied(TRADE), tallied(CODED));
  };
}

/** The same for a payer, with how often it states a purpose, and schooling, medical care or housing among the coded ones. */
export function payerPurposes(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['purpose_share', 'purpose_welfare_share']);
  const writePurposes = purposes(catalogue);
  return (subject, out) => {
    writePurposes(subject, out);
    out[to.purpose_share] = (subject.size - tallied(MISSING)) / subject.size;
    out[to.purpose_welfare_share] = share(tallied(WELFARE), tallied(CODED));
  };
}

/** Of the subject at hand: transfers with a declared tie, and transfers where a tie or its absence was declared. */
const ties = { declared: 0, known: 0 };

function tallyTies({ ledger, row, size }: Subject): void {
  let declared = 0;
  let known = 0;
  for (let index = 0; index < size; index++) {
    const tie = ledger.declaredTie[row[index] as number] as number;
    if (tie >= NO_TIE) known++;
    if (tie === TIE) declared++;
  }
  ties.declared = declared;
  ties.known = known;
}

function tallyPurposes({ ledger, row, size }: Subject): void {
  for (let kind = 0; kind < tally.length; kind++) tally[kind] = 0; // for so few, faster than the call of fill
  for (let index = 0; index < size; index++) {
    const purpose = ledger.purpose[row[index] as number] as number;
    tally[purpose] = (tally[purpose] as number) + 1;
  }
}

function tallied(kinds: Int32Array): number {
  let transfers = 0;
  for (let index = 0; index < kinds.length; index++) transfers += tally[kinds[index] as number] as number;
  return transfers;
}
