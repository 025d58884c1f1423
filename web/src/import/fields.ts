import type { RawField } from '../api/schema.ts';

/** What a column can mean, in the order in which people look for it; a field of the server without a line here does not compile. */
const ORDER = {
  source_ref: 0,
  executed_at: 1,
  executed_date: 2,
  executed_time: 3,
  time_zone: 4,
  amount: 5,
  currency: 6,
  payer_id: 7,
  payer_name: 8,
  payer_country: 9,
  payer_place: 10,
  payer_phone: 11,
  payer_account: 12,
  payer_device: 13,
  payee_id: 14,
  payee_name: 15,
  payee_country: 16,
  payee_place: 17,
  payee_phone: 18,
  payee_account: 19,
  payee_device: 20,
  payout_place: 21,
  payout_amount: 22,
  payout_currency: 23,
  channel: 24,
  provider: 25,
  purpose: 26,
  relationship: 27,
  status: 28,
  source_system: 29,
} as const satisfies Record<RawField, number>;

export const FIELDS = Object.keys(ORDER) as readonly RawField[];
