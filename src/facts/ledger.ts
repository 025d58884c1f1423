import type { ZoneOffsets } from '../transfers/geography/zones.ts';

export type { ZoneOffsets };

/**
 * The ledger: what kernels see of the transfers. Column slices in typed arrays, one index is one transfer.
 * Sorted by (payer, at, transfer_id) for payer and pair kernels, by (payee, at, transfer_id) for payee kernels.
 */
export interface Ledger {
  /** Dense code of the payer, in order of payer_id. */
  readonly payer: Int32Array;
  /** Dense code of the payee, in order of payee_id. */
  readonly payee: Int32Array;
  /** Seconds since 1970-01-01T00:00Z. */
  readonly at: Float64Array;
  /** Euro cents; NaN when there is no rate. */
  readonly eurCents: Float64Array;
  /** Amount sent in hundredths of its currency. */
  readonly sentMinor: Float64Array;
  readonly sentCurrency: Int16Array;
  /** Amount paid out in hundredths of its currency; NaN when missing. */
  readonly payoutMinor: Float64Array;
  /** -1 when missing. */
  readonly payoutCurrency: Int16Array;
  /** Index into the zone table; -1 = unknown. */
  readonly payerZone: Int16Array;
  readonly payeeZone: Int16Array;
  /** Country codes; -1 = unknown. Equal codes are equal countries on both sides. */
  readonly payerCountry: Int16Array;
  readonly payeeCountry: Int16Array;
  /** Hash of the payout place, or of the payee's place; 0 = unknown. */
  readonly payoutPlace: Int32Array;
  /** One of CHANNEL_KINDS. */
  readonly channel: Int8Array;
  /** -1 = unknown. */
  readonly provider: Int16Array;
  /** 1 = a tie is declared, 0 = declared that there is none, -1 = nothing declared (unknown). */
  readonly declaredTie: Int8Array;
  /** One of PURPOSE_KINDS. */
  readonly purpose: Int8Array;
  /** Hashes; 0 = missing. */
  readonly payeeName: Int32Array;
  readonly payeePhone: Int32Array;
  readonly payeeAccount: Int32Array;
  /** One of TRANSFER_STATES; only `counted` enters facts, the others are counted apart. */
  readonly state: Int8Array;
}

export const CHANNEL_KINDS = [
  'unknown',
  'cash',
  'bank',
  'wallet',
  'card',
  'mobile_money',
  'gift_card',
  'game_credit',
  'other',
] as const;
/**
 * Purpose kinds come from ISO 20022 external purpose codes or from a pack of the user's own: no word list is shipped.
 * `handle` = the line has the shape of a service handle or user name (an @name, or a bare token with digits or underscores).
 */
export const PURPOSE_KINDS = [
  'missing',
  'free_text',
  'handle',
  'schooling',
  'medical',
  'housing',
  'family_support',
  'trade',
  'salary',
  'charity',
] as const;
export const TRANSFER_STATES = ['counted', 'cancelled', 'refunded', 'to_self', 'pending'] as const;

export interface KernelContext {
  /** Half-open: transfers at or after this instant (seconds UTC) are not in the ledger. Used for "now" (days since last…). */
  readonly asOf: number;
  /** First instant of the whole data set, seconds UTC: what came before is unknown, not absent. */
  readonly dataStart: number;
  readonly zones: ZoneOffsets;
}

/**
 * A kernel: the transfers [from, to) of one subject, in time order -> that subject's facts, written to `out` in the order of
 * its catalogue. NaN = unknown. Pure: no files, no clock, no randomness; scratch memory may be kept between calls.
 */
export type Kernel = (ledger: Ledger, from: number, to: number, context: KernelContext, out: Float64Array) => void;
