import { sumOf } from './amounts.ts';
import { DAY, HOUR } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { positions } from './positions.ts';
import { log2Ratio } from './ratio.ts';
import { FloatScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const LONGEST_GAP = 72 * HOUR;
const scratch = new FloatScratch();

/**
 * The densest episode of a payer.
 *
 * A run begins with the first transfer to a payee and goes on with every later transfer to a payee whom this payer had never
 * paid before the run began, as long as it comes at most 72 hours after the transfer of the run before it. Transfers to
 * payees known before the run neither belong to it nor end it. Runs are taken as long as they get, so that no run lies in
 * another. The densest is the one with most transfers, the earliest of equals; only that one is described. There always is
 * one: the very first transfer begins a run.
 */
export function episode(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'episode_transfers',
    'episode_hours',
    'episode_share',
    'episode_growth',
    'episode_sum',
    'episode_new_payees',
  ]);
  return (subject, out) => {
    const { at, size } = subject;
    const { first, last, transfers } = densestRun(subject);
    const lastAt = at[last] as number;
    out[to.episode_transfers] = transfers;
    out[to.episode_hours] = (lastAt - (at[first] as number)) / HOUR;
    out[to.episode_share] = transfers / size;
    out[to.episode_new_payees] = newPayees(subject, first, last);
    const cents = scratch.room(size);
    const known = centsOfRun(subject, first, last, cents);
    out[to.episode_sum] = known === 0 ? Number.NaN : sumOf(cents, 0, known) / 100;
    out[to.episode_growth] = growth(cents, known);
  };
}

/** How long it was quiet after that episode. */
export function quietAfterEpisode(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['episode_quiet_days']);
  return (subject, out) => {
    const { first, last } = densestRun(subject);
    out[to.episode_quiet_days] = (nextToItsPayees(subject, first, last) - (subject.at[last] as number)) / DAY;
  };
}

/** A run: its first and last transfer (index in the subject), and how many there are. */
interface Run {
  first: number;
  last: number;
  transfers: number;
}

const run: Run = { first: 0, last: 0, transfers: 0 };
const densest: Run = { first: 0, last: 0, transfers: 0 };

/** The answer is one and the same object at each call. */
function densestRun({ at, size, partners }: Subject): Readonly<Run> {
  run.transfers = 0;
  densest.transfers = 0;
  for (let index = 0; index < size; index++) {
    const arrival = partners.first[partners.slot[index] as number] as number;
    const goesOn = run.transfers > 0 && (at[index] as number) - (at[run.last] as number) <= LONGEST_GAP;
    if (goesOn && arrival >= run.first) {
      run.last = index;
      run.transfers++;
    } else if (!goesOn && arrival === index) {
      run.first = index;
      run.last = index;
      run.transfers = 1;
    }
    if (run.transfers > densest.transfers) {
      densest.first = run.first;
      densest.last = run.last;
      densest.transfers = run.transfers;
    }
  }
  return densest;
}

/** Whether a transfer's payee is one of the run [first, last]: those, and only those, arrived while it went on. */
function isToItsPayees({ partners }: Subject, index: number, first: number, last: number): boolean {
  const arrival = partners.first[partners.slot[index] as number] as number;
  return arrival >= first && arrival <= last;
}

function newPayees(subject: Subject, first: number, last: number): number {
  let payees = 0;
  for (let index = first; index <= last; index++) {
    if (subject.partners.first[subject.partners.slot[index] as number] === index) payees++;
  }
  return payees;
}

/** When any payee of the run was paid again after it; the as-of instant when none was. */
function nextToItsPayees(subject: Subject, first: number, last: number): number {
  for (let index = last + 1; index < subject.size; index++) {
    if (isToItsPayees(subject, index, first, last)) return subject.at[index] as number;
  }
  return subject.context.asOf;
}

/** Copies the euro cents of the run's transfers that have a rate, in time order; gives how many. */
function centsOfRun(subject: Subject, first: number, last: number, into: Float64Array): number {
  let known = 0;
  for (let index = first; index <= last; index++) {
    const amount = subject.cents[index] as number;
    if (!Number.isNaN(amount) && isToItsPayees(subject, index, first, last)) into[known++] = amount;
  }
  return known;
}

function growth(cents: Float64Array, known: number): number {
  if (known < 3) return Number.NaN;
  const third = Math.floor(known / 3);
  return log2Ratio(sumOf(cents, known - third, known) / third, cents[0] as number);
}
