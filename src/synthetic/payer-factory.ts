import type { PayerClass } from './classes.ts';
import { Weighted } from './distributions.ts';
import type { Country } from './geography.ts';
import { makeId, makePhone } from './identifiers.ts';
import type { Rounding } from './money.ts';
import { CHANNELS, type WorldOptions } from './options.ts';
import type { Payee, Payer } from './people.ts';
import type { Seat } from './plan-circles.ts';
import { Random } from './random.ts';

/** Share of neighbouring pairs of payers who live together: same country, phone, account and often the same payees. */
const COUPLES = 0.08;

/** Makes payers from the seed and their number alone. */
export class PayerFactory {
  readonly #options: WorldOptions;
  readonly #countries: ReadonlyMap<string, Country>;
  readonly #payerCountries: Weighted<string>;
  readonly #payeeCountries = new Map<string, Weighted<string>>();
  readonly #channels: Weighted<(typeof CHANNELS)[number]>;
  readonly #providers: Weighted<string>;

  constructor(options: WorldOptions, countries: ReadonlyMap<string, Country>) {
    this.#options = options;
    this.#countries = countries;
    this.#payerCountries = new Weighted(options.corridors.map((pair) => [pair.payerCountry, pair.weight] as const));
    for (const { payerCountry } of options.corridors) {
      if (this.#payeeCountries.has(payerCountry)) continue;
      const pairs = options.corridors.filter((pair) => pair.payerCountry === payerCountry);
      this.#payeeCountries.set(
        payerCountry,
        new Weighted(pairs.map((pair) => [pair.payeeCountry, pair.weight] as const)),
      );
    }
    this.#channels = new Weighted(CHANNELS.map((channel) => [channel, options.channels[channel]] as const));
    this.#providers = new Weighted(Object.entries(options.providers));
  }

  /** True when the payers 2n and 2n + 1 live together. */
  livesInCouple(index: number): boolean {
    return Random.stream(this.#options.seed, 'pair', index >>> 1).chance(COUPLES);
  }

  /** `seat` when the payer belongs to a circle, which settles its countries. */
  make(index: number, payerClass: PayerClass, seat?: Seat): Payer {
    const { seed, missing } = this.#options;
    const own = Random.stream(seed, 'payer', index);
    const pair = Random.stream(seed, 'pair', index >>> 1);
    const home = seat === undefined && pair.chance(COUPLES) ? pair : own;
    const country = this.country(seat?.country ?? this.#payerCountries.draw(home));
    const corridorTo = this.country(seat?.corridorTo ?? this.corridorFrom(country.code, home));
    const place = country.placeChoice.draw(home);
    const phone = makePhone(country.phonePrefix, home);
    const account = makeId('SA', home);
    const number = String(index).padStart(7, '0');
    return {
      id: `SP-${number}`,
      name: `Synthetic Payer ${number}`,
      payerClass,
      country,
      place,
      placeRecorded: !own.chance(missing.payerPlace),
      phone: own.chance(missing.phone) ? null : phone,
      account,
      device: makeId('SD', own),
      channel: this.#channels.draw(own),
      providers: this.#drawProviders(own),
      rounding: drawRounding(own),
      corridorTo,
    };
  }

  /** A payee who also pays keeps the identifiers under which it is paid. */
  fromPayee(payee: Payee, payerClass: PayerClass): Payer {
    const own = Random.stream(this.#options.seed, 'payer-from-payee', payee.key);
    return {
      id: payee.ids[0] ?? payee.key,
      name: payee.name,
      payerClass,
      country: payee.country,
      place: payee.place,
      placeRecorded: payee.placeRecorded,
      phone: payee.phone,
      account: payee.account,
      device: payee.device ?? makeId('SD', own),
      channel: own.chance(0.6) ? 'mobile money' : 'wallet',
      providers: this.#drawProviders(own),
      rounding: drawRounding(own),
      corridorTo: payee.country,
    };
  }

  country(code: string): Country {
    const country = this.#countries.get(code);
    if (country === undefined) throw new Error(`No places are invented for ${code}`);
    return country;
  }

  /** A country that people in `payerCountry` pay to, by the weights of the corridors. */
  corridorFrom(payerCountry: string, random: Random): string {
    const choice = this.#payeeCountries.get(payerCountry);
    return choice === undefined ? payerCountry : choice.draw(random);
  }

  #drawProviders(random: Random): readonly string[] {
    const usual = this.#providers.draw(random);
    if (!random.chance(0.12)) return [usual];
    return [...new Set([usual, this.#providers.draw(random), this.#providers.draw(random)])];
  }
}

function drawRounding(random: Random): Rounding {
  const unit = random.unit();
  return unit < 0.5 ? 'sent' : unit < 0.72 ? 'paid_out' : 'none';
}
