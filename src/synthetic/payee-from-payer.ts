import type { PayeeClass } from './classes.ts';
import type { Payee, Payer } from './people.ts';

/** A payer who is also paid keeps the identifiers under which it pays. */
export function payeeFromPayer(payer: Payer, payeeClass: PayeeClass): Payee {
  return {
    key: `payer:${payer.id}`,
    ids: [payer.id],
    name: payer.name,
    payeeClass,
    country: payer.country,
    place: payer.place,
    placeRecorded: payer.placeRecorded,
    payoutPlaces: [payer.place],
    phone: payer.phone,
    account: payer.account,
    device: payer.device,
    shared: true,
  };
}
