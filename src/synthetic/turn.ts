import type { Calendar } from './calendar.ts';
import type { PayeeClass } from './classes.ts';
import type { Crowds } from './crowds.ts';
import type { Country } from './geography.ts';
import type { Hours } from './hours.ts';
import type { WorldOptions } from './options.ts';
import type { PayeeDirectory } from './payee-directory.ts';
import type { PayerFactory } from './payer-factory.ts';
import type { Payee, Payer, Payment } from './people.ts';
import type { Plan } from './plan.ts';
import type { Pools } from './pools.ts';
import { Random } from './random.ts';

/** All that generators share. */
export interface Scene {
  readonly options: WorldOptions;
  readonly calendar: Calendar;
  readonly directory: PayeeDirectory;
  readonly pools: Pools;
  readonly crowds: Crowds;
  readonly payers: PayerFactory;
  readonly plan: Plan;
  /** Days on which a disaster strikes a country. */
  readonly disasters: readonly { readonly day: number; readonly country: Country }[];
}

/** A payment on a local day of the payer; `hours` says when in that day. */
export type DayPayment = Omit<Payment, 'payer' | 'at'> & { readonly day: number; readonly hours: Hours };

/** A payment at an instant, by anybody. */
export type InstantPayment = Omit<Payment, 'payer'> & { readonly payer?: Payer };

/** One payer's turn to make its payments. What lies outside the days of the world is left out. */
export class Turn {
  readonly scene: Scene;
  readonly index: number;
  readonly payer: Payer;
  readonly random: Random;
  readonly payments: Payment[] = [];

  /** `random` for somebody who has no number of its own. */
  constructor(scene: Scene, index: number, payer: Payer, random?: Random) {
    this.scene = scene;
    this.index = index;
    this.payer = payer;
    this.random = random ?? Random.stream(scene.options.seed, 'life', index);
  }

  pay({ day, hours, ...payment }: DayPayment): void {
    const zone = (payment.from ?? this.payer.place).zone;
    this.payAt({ ...payment, at: Math.floor(this.scene.calendar.instant(zone, Math.floor(day), hours(this.random))) });
  }

  payAt(payment: InstantPayment): void {
    const { start, end } = this.scene.calendar;
    if (payment.at < start || payment.at >= end) return;
    this.payments.push({ ...payment, payer: payment.payer ?? this.payer });
  }

  /** A payee whom only this payer pays. */
  ownPayee(payeeClass: PayeeClass, nth: number, country = this.payer.corridorTo, household?: string): Payee {
    const key = `own:${this.index}:${nth}`;
    return this.scene.directory.get({ key, payeeClass, country, shared: false, household });
  }

  /** A payee known to several payers under this key. */
  sharedPayee(payeeClass: PayeeClass, key: string, country = this.payer.corridorTo, household?: string): Payee {
    return this.scene.directory.get({ key, payeeClass, country, shared: true, household });
  }

  /** A country to pay to, other than the usual one perhaps. */
  drawCountry(): Country {
    return this.scene.payers.country(this.scene.payers.corridorFrom(this.payer.country.code, this.random));
  }
}

export type Group = (turn: Turn) => void;
