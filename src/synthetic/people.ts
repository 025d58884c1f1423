import type { PayeeClass, PayerClass } from './classes.ts';
import type { Country, Place } from './geography.ts';
import type { Rounding } from './money.ts';
import type { Channel } from './options.ts';

/** Somebody who pays. Every field that looks like a person's is invented and says so. */
export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly payerClass: PayerClass;
  readonly country: Country;
  readonly place: Place;
  /** False when no record of this payer holds the place. */
  readonly placeRecorded: boolean;
  readonly phone: string | null;
  readonly account: string;
  readonly device: string;
  readonly channel: Channel;
  /** Usual provider first. */
  readonly providers: readonly string[];
  /** What this payer makes round, mostly. */
  readonly rounding: Rounding;
  /** The country that this payer pays to, mostly. */
  readonly corridorTo: Country;
}

/** Somebody who is paid. */
export interface Payee {
  readonly key: string;
  /** One identifier, or two or three where the records are fragmented. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly payeeClass: PayeeClass;
  readonly country: Country;
  readonly place: Place;
  readonly placeRecorded: boolean;
  readonly payoutPlaces: readonly Place[];
  readonly phone: string | null;
  readonly account: string;
  readonly device: string | null;
  /** Paid by several payers, so met again later in the stream. */
  readonly shared: boolean;
}

/** A payment as a group plans it; what the record finally holds is decided in `transfer-row.ts`. */
export interface Payment {
  readonly payer: Payer;
  readonly payee: Payee;
  /** UTC, epoch seconds. */
  readonly at: number;
  readonly eur: number;
  readonly rounding?: Rounding;
  readonly channel?: Channel;
  readonly provider?: string;
  /** An ISO 20022 purpose code or a neutral text. */
  readonly purpose?: string;
  readonly relationship?: string;
  /** Where the payer paid from, if not from the usual place. */
  readonly from?: Place;
}
