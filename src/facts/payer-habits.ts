import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { medianOf } from './order.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import { FloatScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const scratch = new FloatScratch();

/** How each payer of a payee behaves towards it: what it paid in all, for how long, on a rhythm, always the same sum. */
export function payerHabits(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'payer_sum_median',
    'payer_span_median',
    'rhythmic_payer_share',
    'fixed_sum_payer_share',
    'short_episode_payer_share',
  ]);
  return (subject, out) => {
    out[to.payer_sum_median] = medianSum(subject) / 100;
    out[to.payer_span_median] = medianSpan(subject) / DAY;
    out[to.rhythmic_payer_share] = rhythmicShare(subject);
    out[to.fixed_sum_payer_share] = fixedSumShare(subject);
    out[to.short_episode_payer_share] = shortEpisodes(subject) / subject.partners.size;
  };
}

/** Cents; over the payers of whom some amount has a rate. */
function medianSum(subject: Subject): number {
  const { partners } = subject;
  const sums = scratch.room(partners.size);
  let known = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const sum = sumOfPayer(subject, slot);
    if (!Number.isNaN(sum)) sums[known++] = sum;
  }
  return medianOf(sums, known);
}

function sumOfPayer({ cents, partners }: Subject, slot: number): number {
  const to = partners.start[slot + 1] as number;
  let sum = Number.NaN;
  for (let place = partners.start[slot] as number; place < to; place++) {
    const amount = cents[partners.grouped[place] as number] as number;
    if (!Number.isNaN(amount)) sum = Number.isNaN(sum) ? amount : sum + amount;
  }
  return sum;
}

function spanOfPayer({ at, partners }: Subject, slot: number): number {
  return (at[partners.last[slot] as number] as number) - (at[partners.first[slot] as number] as number);
}

function medianSpan(subject: Subject): number {
  const spans = scratch.room(subject.partners.size);
  for (let slot = 0; slot < subject.partners.size; slot++) spans[slot] = spanOfPayer(subject, slot);
  return medianOf(spans, subject.partners.size);
}

/** Of the payers with 3 transfers or more. Transfers all at one instant are no rhythm. */
function rhythmicShare(subject: Subject): number {
  let payers = 0;
  let rhythmic = 0;
  for (let slot = 0; slot < subject.partners.size; slot++) {
    if ((subject.partners.count[slot] as number) < 3) continue;
    payers++;
    if (isRhythmic(subject, slot)) rhythmic++;
  }
  return share(rhythmic, payers);
}

/**
 * Standard deviation of the gaps below a third of their mean, without a division or a root, so that whole seconds give an
 * exact answer: 9 × (n × sum of squares - sum²) < sum².
 */
function isRhythmic(subject: Subject, slot: number): boolean {
  const { at, partners } = subject;
  const to = partners.start[slot + 1] as number;
  const gaps = (partners.count[slot] as number) - 1;
  let squares = 0;
  for (let place = (partners.start[slot] as number) + 1; place < to; place++) {
    const before = at[partners.grouped[place - 1] as number] as number;
    squares += ((at[partners.grouped[place] as number] as number) - before) ** 2;
  }
  const sum = spanOfPayer(subject, slot);
  return sum > 0 && 9 * gaps * squares < 10 * sum * sum;
}

/** Of the payers with 3 transfers of a known amount or more. */
function fixedSumShare(subject: Subject): number {
  let payers = 0;
  let fixed = 0;
  for (let slot = 0; slot < subject.partners.size; slot++) {
    const amounts = knownAmounts(subject, slot);
    if (amounts < 3) continue;
    payers++;
    if (alwaysTheSame(subject, slot)) fixed++;
  }
  return share(fixed, payers);
}

function knownAmounts({ ledger, row, partners }: Subject, slot: number): number {
  const to = partners.start[slot + 1] as number;
  let known = 0;
  for (let place = partners.start[slot] as number; place < to; place++) {
    const transfer = row[partners.grouped[place] as number] as number;
    if (!Number.isNaN(ledger.sentMinor[transfer])) known++;
  }
  return known;
}

function alwaysTheSame({ ledger, row, partners }: Subject, slot: number): boolean {
  const to = partners.start[slot + 1] as number;
  let minor = Number.NaN;
  let currency: number | undefined;
  for (let place = partners.start[slot] as number; place < to; place++) {
    const transfer = row[partners.grouped[place] as number] as number;
    const sent = ledger.sentMinor[transfer] as number;
    if (Number.isNaN(sent)) continue;
    if (Number.isNaN(minor)) {
      minor = sent;
      currency = ledger.sentCurrency[transfer];
    } else if (sent !== minor || ledger.sentCurrency[transfer] !== currency) return false;
  }
  return true;
}

/** Payers with 2 transfers or more that all lie within one stretch of 7 days, half-open. */
function shortEpisodes(subject: Subject): number {
  let payers = 0;
  for (let slot = 0; slot < subject.partners.size; slot++) {
    if ((subject.partners.count[slot] as number) >= 2 && spanOfPayer(subject, slot) < 7 * DAY) payers++;
  }
  return payers;
}
