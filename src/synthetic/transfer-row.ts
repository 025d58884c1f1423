import { TRANSFER_COLUMNS } from '../transfers/transfer.ts';
import { isFilled } from './filled.ts';
import { sums } from './money.ts';
import type { ColumnStyle, WorldOptions } from './options.ts';
import type { Payment } from './people.ts';
import type { Random } from './random.ts';

type MadeWhenRead = 'transfer_id' | 'amount_eur' | 'source_file' | 'source_row';
export type SyntheticColumn = Exclude<(typeof TRANSFER_COLUMNS)[number]['name'], MadeWhenRead>;

const MADE_WHEN_READ: ReadonlySet<string> = new Set<MadeWhenRead>([
  'transfer_id',
  'amount_eur',
  'source_file',
  'source_row',
]);
/**
 * The columns of a synthetic file: those of the lake that a source can hold, in the lake's order. `transfer_id`,
 * `amount_eur`, `source_file` and `source_row` are made when a file is read.
 */
export const SYNTHETIC_COLUMNS: readonly SyntheticColumn[] = TRANSFER_COLUMNS.map(({ name }) => name).filter(
  (name): name is SyntheticColumn => !MADE_WHEN_READ.has(name),
);

/** What a lean source does not hold: identifiers other than the two ids, and the payout. */
const NOT_IN_LEAN: ReadonlySet<SyntheticColumn> = new Set([
  'payer_phone',
  'payer_account',
  'payer_device',
  'payee_phone',
  'payee_account',
  'payee_device',
  'payout_place',
  'payout_amount',
  'payout_currency',
]);

/** What a bare source holds. */
const IN_BARE: ReadonlySet<SyntheticColumn> = new Set([
  'source_ref',
  'executed_at',
  'payer_id',
  'payer_name',
  'payee_id',
  'payee_name',
  'amount',
  'currency',
  'channel',
  'status',
]);

/** The columns that a source of this style has, in their order. */
export function columnsOf(style: ColumnStyle): readonly SyntheticColumn[] {
  switch (style) {
    case 'lean':
      return SYNTHETIC_COLUMNS.filter((column) => !NOT_IN_LEAN.has(column));
    case 'bare':
      return SYNTHETIC_COLUMNS.filter((column) => IN_BARE.has(column));
    default:
      return SYNTHETIC_COLUMNS;
  }
}

/** A row as text; null where the field is missing. */
export type TransferRow = Readonly<Record<SyntheticColumn, string | null>>;

/** Some people declare no tie, or `other`, whatever the tie is. */
const DECLARED_CARELESSLY = 0.06;
/** Cash agents hold round notes. */
const CASH_ROUND = 0.7;

/** What the record of a payment holds in the style of the world's source. */
export function transferRow(payment: Payment, sourceRef: string, options: WorldOptions, random: Random): TransferRow {
  const row = fullRow(payment, sourceRef, options, random);
  switch (options.columns) {
    case 'full':
      return row;
    case 'lean':
      return {
        ...row,
        ...without([...NOT_IN_LEAN]),
        executed_at: new Date((payment.at + 3600) * 1000).toISOString().replace('.000Z', '+01:00'),
      };
    case 'partial':
      return { ...row, ...partialIdentifiers(payment, options.seed) };
    case 'dates':
      return { ...row, executed_at: dayOf(payment) };
    case 'bare':
      return {
        ...row,
        ...without(SYNTHETIC_COLUMNS.filter((column) => !IN_BARE.has(column))),
        executed_at: dayOf(payment),
      };
    default:
      return options.columns satisfies never;
  }
}

/** The day in UTC. */
function dayOf({ at }: Payment): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}

function without(columns: readonly SyntheticColumn[]): Partial<TransferRow> {
  return Object.fromEntries(columns.map((column) => [column, null]));
}

/** Identifiers by person, whatever the channel: a source that asks some people for some of them. */
function partialIdentifiers({ payer, payee }: Payment, seed: number): Partial<TransferRow> {
  const filled = (column: SyntheticColumn, id: string, value: string | null): string | null =>
    isFilled(seed, column, id) ? value : null;
  return {
    payer_phone: filled('payer_phone', payer.id, payer.phone),
    payer_account: filled('payer_account', payer.id, payer.account),
    payer_device: filled('payer_device', payer.id, payer.device),
    payee_phone: filled('payee_phone', payee.key, payee.phone),
    payee_account: filled('payee_account', payee.key, payee.account),
    payee_device: filled('payee_device', payee.key, payee.device),
  };
}

/** What a full record holds: money in two currencies, identifiers as far as the channel knows them, gaps. */
function fullRow(payment: Payment, sourceRef: string, options: WorldOptions, random: Random): TransferRow {
  const { payer, payee, at, eur } = payment;
  const { missing, cancelledShare, refundedShare } = options;
  const channel = payment.channel ?? payer.channel;
  const cash = channel === 'cash';
  const rounding = payment.rounding ?? (cash && random.chance(CASH_ROUND) ? 'sent' : payer.rounding);
  const { amount, payoutAmount } = sums(eur, payer.country.currency, payee.country.currency, rounding, random);
  const provider =
    payment.provider ?? (random.chance(0.75) ? payer.providers[0] : random.pick(payer.providers)) ?? null;
  const place = payment.from ?? payer.place;
  const fate = random.unit();
  return {
    source_ref: sourceRef,
    executed_at: new Date(at * 1000).toISOString().replace('.000Z', 'Z'),
    payer_id: payer.id,
    payer_name: payer.name,
    payer_country: place.country,
    payer_place: payer.placeRecorded ? place.code : null,
    payer_phone: payer.phone,
    payer_account: cash ? null : payer.account,
    payer_device: cash || channel === 'bank' ? null : payer.device,
    payee_id: random.pick(payee.ids),
    payee_name: payee.name,
    payee_country: payee.country.code,
    payee_place: payee.placeRecorded ? payee.place.code : null,
    payee_phone: payee.phone,
    payee_account: cash ? null : payee.account,
    payee_device: channel === 'wallet' || channel === 'mobile money' ? payee.device : null,
    payout_place: payee.placeRecorded ? random.pick(payee.payoutPlaces).code : null,
    amount,
    currency: payer.country.currency,
    payout_amount: payoutAmount,
    payout_currency: payee.country.currency,
    channel,
    provider,
    purpose: payment.purpose === undefined || random.chance(missing.purpose) ? null : payment.purpose,
    relationship: declared(payment.relationship, options, random),
    status: fate < cancelledShare ? 'cancelled' : fate < cancelledShare + refundedShare ? 'refunded' : 'completed',
  };
}

function declared(relationship: string | undefined, { missing }: WorldOptions, random: Random): string | null {
  if (relationship === undefined || random.chance(missing.relationship)) return null;
  if (random.chance(DECLARED_CARELESSLY)) return random.chance(0.5) ? 'none' : 'other';
  return relationship;
}
