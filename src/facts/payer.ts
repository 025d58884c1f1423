import { amountEscalation, euroAmounts, roundAmounts } from './amounts.ts';
import { PAYER_FACTS } from './catalogue.ts';
import { payeeCountries, payeesAbroad, payoutPlaces } from './countries.ts';
import { payerPurposes, payerTies } from './declared.ts';
import { episode, quietAfterEpisode } from './episode.ts';
import { fixedSums } from './fixed-sums.ts';
import { gaps } from './gaps.ts';
import { gifts } from './gifts.ts';
import type { KernelContext, Ledger } from './ledger.ts';
import { localHours } from './local-hours.ts';
import { placesOfMoving } from './moving-facts.ts';
import { newPayeesLately, payeesOverTime } from './payees-over-time.ts';
import { rhythm } from './rhythm.ts';
import { routes } from './routes.ts';
import { Subject } from './subject.ts';
import { recency, tempo, tempoEscalation, transferCounts } from './tempo.ts';

const subject = new Subject();
const writeCounts = transferCounts(PAYER_FACTS);
const writeTempo = tempo(PAYER_FACTS);
const writeTempoEscalation = tempoEscalation(PAYER_FACTS);
const writeGaps = gaps(PAYER_FACTS);
const writeEuroAmounts = euroAmounts(PAYER_FACTS);
const writeRoundAmounts = roundAmounts(PAYER_FACTS);
const writeAmountEscalation = amountEscalation(PAYER_FACTS);
const writeLocalHours = localHours(PAYER_FACTS);
const writePayees = payeesOverTime(PAYER_FACTS);
const writeCountries = payeeCountries(PAYER_FACTS);
const writePayeesAbroad = payeesAbroad(PAYER_FACTS);
const writePlaces = payoutPlaces(PAYER_FACTS);
const writeTies = payerTies(PAYER_FACTS);
const writePurposes = payerPurposes(PAYER_FACTS);
const writeRoutes = routes(PAYER_FACTS);
const writeRhythm = rhythm(PAYER_FACTS);
const writeFixedSums = fixedSums(PAYER_FACTS);
const writeGifts = gifts(PAYER_FACTS);
const writeEpisode = episode(PAYER_FACTS);
const writeRecency = recency(PAYER_FACTS);
const writeNewPayees = newPayeesLately(PAYER_FACTS);
const MOVING = placesOfMoving(PAYER_FACTS);
const writeQuiet = quietAfterEpisode(PAYER_FACTS);

/**
 * The facts of order 1 of one payer, from its transfers: the rows [from, to), in order of (at, transfer_id). `out` has the
 * length of PAYER_FACTS; what is unknown, and every fact of order 2, is NaN. A `Kernel`.
 */
export function payerKernel(ledger: Ledger, from: number, to: number, context: KernelContext, out: Float64Array): void {
  out.fill(Number.NaN);
  subject.load(ledger, from, to, context);
  subject.partners.load(ledger.payee, subject.row, subject.size);
  writeCounts(subject, out);
  if (subject.size === 0) return;
  writeTempo(subject, out);
  writeTempoEscalation(subject, out);
  writeGaps(subject, out);
  writeEuroAmounts(subject, out);
  writeRoundAmounts(subject, out);
  writeAmountEscalation(subject, out);
  writeLocalHours(subject, out);
  writePayees(subject, out);
  writeCountries(subject, out);
  writePayeesAbroad(subject, out);
  writePlaces(subject, out);
  writeTies(subject, out);
  writePurposes(subject, out);
  writeRoutes(subject, out);
  writeRhythm(subject, out);
  writeFixedSums(subject, out);
  writeGifts(subject, out);
  writeEpisode(subject, out);
  writeMoving(out);
}

/**
 * The facts that move with the as-of instant alone (see `isLasting`), written over what is known of the same transfers as of another day: `out` holds the other facts already.
 * A `Kernel`.
 */
export function movingPayerKernel(
  ledger: Ledger,
  from: number,
  to: number,
  context: KernelContext,
  out: Float64Array,
): void {
  subject.loadTimes(ledger, from, to, context);
  subject.partners.load(ledger.payee, subject.row, subject.size);
  writeMoving(out);
}

function writeMoving(out: Float64Array): void {
  for (const place of MOVING) out[place] = Number.NaN;
  if (subject.size === 0) return;
  writeRecency(subject, out);
  writeNewPayees(subject, out);
  writeQuiet(subject, out);
}

/** The payer that the last call of a kernel was about, its counted transfers grouped by payee: for the table of pairs. */
export function lastPayer(): Subject {
  return subject;
}
