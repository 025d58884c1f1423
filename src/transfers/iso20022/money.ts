import type { Element } from './element.ts';
import { type Fields, put } from './event-log.ts';

/** An amount as written and its currency: decimal point, no sign; never a float. */
export interface Money {
  readonly amount: string;
  readonly currency: string | undefined;
}

/** The money in an element with a `Ccy` attribute; undefined when the element is missing or empty. */
export function moneyIn(element: Element | undefined): Money | undefined {
  if (!element || element.text === '') return undefined;
  return { amount: element.text, currency: element.currency };
}

/** `sent` is what the payer gave; `received`, when its currency differs, is what arrives. */
export function putMoney(fields: Fields, sent: Money | undefined, received: Money | undefined): void {
  put(fields, 'amount', sent?.amount);
  put(fields, 'currency', sent?.currency);
  if (!sent || !received || received.currency === undefined || received.currency === sent.currency) return;
  put(fields, 'payout_amount', received.amount);
  put(fields, 'payout_currency', received.currency);
}
