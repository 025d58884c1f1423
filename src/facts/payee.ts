import { euroAmounts, roundAmounts } from './amounts.ts';
import { PAYEE_FACTS } from './catalogue.ts';
import { crossBorder, payoutPlaces } from './countries.ts';
import { declaredTies, purposes } from './declared.ts';
import { identities } from './identities.ts';
import type { KernelContext, Ledger } from './ledger.ts';
import { localHours, weekdays } from './local-hours.ts';
import { placesOfMoving } from './moving-facts.ts';
import { payerCountries } from './payer-countries.ts';
import { payerHabits } from './payer-habits.ts';
import { payersLately, payersOverTime } from './payers-over-time.ts';
import { providers } from './routes.ts';
import { Subject } from './subject.ts';
import { recency, tempo, transferCounts } from './tempo.ts';

const subject = new Subject();
const writeCounts = transferCounts(PAYEE_FACTS);
const writeTempo = tempo(PAYEE_FACTS);
const writeEuroAmounts = euroAmounts(PAYEE_FACTS);
const writeRoundAmounts = roundAmounts(PAYEE_FACTS);
const writeLocalHours = localHours(PAYEE_FACTS);
const writeWeekdays = weekdays(PAYEE_FACTS);
const writePayers = payersOverTime(PAYEE_FACTS);
const writeCountries = payerCountries(PAYEE_FACTS);
const writeCrossBorder = crossBorder(PAYEE_FACTS);
const writeHabits = payerHabits(PAYEE_FACTS);
const writeTies = declaredTies(PAYEE_FACTS);
const writePurposes = purposes(PAYEE_FACTS);
const writeIdentities = identities(PAYEE_FACTS);
const writePlaces = payoutPlaces(PAYEE_FACTS);
const writeProviders = providers(PAYEE_FACTS);
const writeRecency = recency(PAYEE_FACTS);
const MOVING = placesOfMoving(PAYEE_FACTS);
const writePayersLately = payersLately(PAYEE_FACTS);

/**
 * The facts of order 1 of one payee, from the transfers to it: the rows [from, to), in order of (at, transfer_id). `out` has
 * the length of PAYEE_FACTS; what is unknown, and every fact of order 2, is NaN. A `Kernel`.
 */
export function payeeKernel(ledger: Ledger, from: number, to: number, context: KernelContext, out: Float64Array): void {
  out.fill(Number.NaN);
  subject.load(ledger, from, to, context);
  subject.partners.load(ledger.payer, subject.row, subject.size);
  writeCounts(subject, out);
  if (subject.size === 0) return;
  writeTempo(subject, out);
  writeEuroAmounts(subject, out);
  writeRoundAmounts(subject, out);
  writeLocalHours(subject, out);
  writeWeekdays(subject, out);
  writePayers(subject, out);
  writeCountries(subject, out);
  writeCrossBorder(subject, out);
  writeHabits(subject, out);
  writeTies(subject, out);
  writePurposes(subject, out);
  writeIdentities(subject, out);
  writePlaces(subject, out);
  writeProviders(subject, out);
  writeMoving(out);
}

/** See `movingPayerKernel`. */
export function movingPayeeKernel(
  ledger: Ledger,
  from: number,
  to: number,
  context: KernelContext,
  out: Float64Array,
): void {
  subject.loadTimes(ledger, from, to, context);
  subject.partners.load(ledger.payer, subject.row, subject.size);
  writeMoving(out);
}

function writeMoving(out: Float64Array): void {
  for (const place of MOVING) out[place] = Number.NaN;
  if (subject.size === 0) return;
  writeRecency(subject, out);
  writePayersLately(subject, out);
}
