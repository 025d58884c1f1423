import type { Random } from './random.ts';

/** Units of a currency for one euro, near yearly averages of 2024; illustrative, and the same on every day of a world. */
const PER_EURO: Readonly<Record<string, number>> = {
  EUR: 1,
  USD: 1.08,
  GBP: 0.85,
  AUD: 1.64,
  CAD: 1.48,
  SEK: 11.4,
  NOK: 11.6,
  CHF: 0.95,
  AED: 3.97,
  SGD: 1.45,
  JPY: 164,
  PHP: 62,
  INR: 90.5,
  NPR: 145,
  LKR: 327,
  IDR: 17150,
  VND: 27100,
  KES: 146,
  NGN: 1600,
  GHS: 15.7,
  XOF: 655.957,
  MGA: 4900,
  MAD: 10.75,
  RON: 4.97,
  COP: 4400,
  MXN: 19.8,
  DOP: 64.4,
  BRL: 5.83,
  DKK: 7.46,
  PLN: 4.31,
  NZD: 1.79,
  KRW: 1476,
  SAR: 4.06,
  ZAR: 19.8,
  THB: 38.2,
  BDT: 125,
  PKR: 302,
  PEN: 4.06,
  EGP: 49,
  UAH: 43.5,
  KHR: 4405,
  GTQ: 8.4,
  UGX: 4067,
};

/** Currencies that are paid in whole units here. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['JPY', 'IDR', 'VND', 'XOF', 'MGA', 'COP', 'KRW', 'KHR', 'UGX']);

/** What a person makes round: the sum sent, the sum paid out, or neither. */
export type Rounding = 'sent' | 'paid_out' | 'none';

export function perEuro(currency: string): number {
  const rate = PER_EURO[currency];
  if (rate === undefined) throw new Error(`There is no illustrative rate for ${currency}`);
  return rate;
}

/** A decimal text with as many places as the currency has; never zero. */
export function decimal(amount: number, currency: string): string {
  if (WHOLE_UNITS.has(currency)) return String(Math.max(1, Math.round(amount)));
  const cents = Math.max(1, Math.round(amount * 100));
  const units = Math.floor(cents / 100);
  const rest = cents - units * 100;
  return rest < 10 ? `${units}.0${rest}` : `${units}.${rest}`;
}

/** How far people move a sum to make it round. */
const BEND = 0.08;

/** The roundest sum within reach: whole, half or tenth steps of its magnitude; multiples of 5 under 100. */
export function roundSum(amount: number): number {
  if (amount < 8) return Math.max(1, Math.round(amount));
  const magnitude = 10 ** Math.floor(Math.log10(amount));
  const finest = amount < 100 ? 5 : magnitude / 10;
  for (const step of [magnitude, magnitude / 2]) {
    const rounded = Math.round(amount / step) * step;
    if (step >= finest && rounded > 0 && Math.abs(rounded - amount) <= BEND * amount) return rounded;
  }
  return Math.max(finest, Math.round(amount / finest) * finest);
}

export interface Sums {
  readonly amount: string;
  readonly payoutAmount: string;
}

/** The sum sent and the sum paid out for about `eur` euro, with the margin that the provider keeps on the exchange. */
export function sums(eur: number, currency: string, payoutCurrency: string, rounding: Rounding, random: Random): Sums {
  const margin = currency === payoutCurrency ? 1 : 1 - random.between(0.005, 0.035);
  const rate = (perEuro(payoutCurrency) / perEuro(currency)) * margin;
  const sent = eur * perEuro(currency);
  if (rounding === 'sent') {
    const amount = roundSum(sent);
    return { amount: decimal(amount, currency), payoutAmount: decimal(amount * rate, payoutCurrency) };
  }
  if (rounding === 'paid_out') {
    const paidOut = roundSum(sent * rate);
    return { amount: decimal(paidOut / rate, currency), payoutAmount: decimal(paidOut, payoutCurrency) };
  }
  return { amount: decimal(sent, currency), payoutAmount: decimal(sent * rate, payoutCurrency) };
}
