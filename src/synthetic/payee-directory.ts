import type { PayeeClass } from './classes.ts';
import type { Weighted } from './distributions.ts';
import type { Country, Place } from './geography.ts';
import { makeId, makePhone } from './identifiers.ts';
import type { WorldOptions } from './options.ts';
import type { Payee } from './people.ts';
import { Random } from './random.ts';

export interface PayeeRequest {
  /** Names the payee in this world: the same key is the same payee. */
  readonly key: string;
  readonly payeeClass: PayeeClass;
  readonly country: Country;
  /** Several payers may pay it; it is then kept in memory. */
  readonly shared: boolean;
  /** Payees with the same household key share phone, place and account or device. */
  readonly household?: string | undefined;
  readonly place?: Place | undefined;
}

/** Every payee is a pure function of the seed and its key; the directory remembers only those paid by several payers. */
export class PayeeDirectory {
  readonly #options: WorldOptions;
  readonly #shared = new Map<string, Payee>();

  constructor(options: WorldOptions) {
    this.#options = options;
  }

  get(request: PayeeRequest): Payee {
    if (!request.shared) return this.#make(request);
    let payee = this.#shared.get(request.key);
    if (payee === undefined) {
      payee = this.#make(request);
      this.#shared.set(request.key, payee);
    }
    return payee;
  }

  #make({ key, payeeClass, country, shared, household, place: fixedPlace }: PayeeRequest): Payee {
    const { seed, missing } = this.#options;
    const own = Random.stream(seed, 'payee', key);
    const id = makeId('SR', own);
    const fragments = own.chance(missing.fragmentedPayee) ? own.whole(1, 2) : 0;
    const ids = [id];
    const split = own.fork();
    for (let nth = 0; nth < fragments; nth++) ids.push(makeId('SR', split));
    const home = household === undefined ? own : Random.stream(seed, 'household', household);
    const place = fixedPlace ?? drawPlace(country.placeChoice, home);
    const phone = makePhone(country.phonePrefix, home);
    const homeAccount = makeAccount(home);
    const homeDevice = makeId('SD', home);
    const ownAccount = makeAccount(own);
    const sharesAccount = household !== undefined && own.chance(0.4);
    const hasDevice = own.chance(0.25);
    const secondPayout = own.chance(0.2) ? drawPlace(country.placeChoice, own) : undefined;
    return {
      key,
      ids,
      name: `Synthetic Payee ${id.slice(3)}`,
      payeeClass,
      country,
      place,
      placeRecorded: !own.chance(missing.payeePlace),
      payoutPlaces: secondPayout === undefined ? [place] : [place, place, place, secondPayout],
      phone: own.chance(missing.phone) ? null : phone,
      account: sharesAccount ? homeAccount : ownAccount,
      device: hasDevice ? homeDevice : null,
      shared,
    };
  }
}

function drawPlace(choice: Weighted<Place>, random: Random): Place {
  return choice.draw(random);
}

function makeAccount(random: Random): string {
  return makeId('SA', random);
}
