import type { PaymentReferences } from '../reader.ts';

/** What a message says of the identity of one payment. */
export interface GivenReferences {
  readonly uetr?: string | undefined;
  readonly txId?: string | undefined;
  readonly endToEndId?: string | undefined;
  /** Reference of the bank that keeps the account, made unique within an entry. */
  readonly bankReference?: string | undefined;
  /** Account of a statement. */
  readonly account?: string | undefined;
}

/**
 * The references of a payment as keys that other messages of it have too. The `TxId` counts together with the `EndToEndId`, the
 * bank's own reference together with the account that it was booked on.
 */
export function referencesOf(message: string, given: GivenReferences): PaymentReferences | undefined {
  const { uetr, txId, endToEndId, bankReference, account } = given;
  const keys = [
    ...(uetr === undefined ? [] : [`uetr:${uetr.toLowerCase()}`]),
    ...(txId === undefined ? [] : [`tx:${txId} ${endToEndId ?? ''}`]),
    ...(bankReference === undefined || account === undefined ? [] : [`bank:${account} ${bankReference}`]),
    ...(endToEndId === undefined ? [] : [`e2e:${endToEndId}`]),
  ];
  return keys.length === 0 ? undefined : { message: account === undefined ? message : `${message} ${account}`, keys };
}
