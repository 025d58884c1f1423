/** How many transfers of one payer went to each country; the first `size` entries count, countries in ascending order. */
export class CountryTally {
  countries = new Int16Array(64);
  transfers = new Int32Array(64);
  size = 0;

  clear(): void {
    this.size = 0;
  }

  add(country: number, transfers: number): void {
    let place = this.size;
    while (place > 0 && (this.countries[place - 1] as number) > country) place--;
    if (place > 0 && this.countries[place - 1] === country) {
      this.transfers[place - 1] = (this.transfers[place - 1] as number) + transfers;
      return;
    }
    if (this.size === this.countries.length) this.#makeRoom();
    this.countries.copyWithin(place + 1, place, this.size);
    this.transfers.copyWithin(place + 1, place, this.size);
    this.countries[place] = country;
    this.transfers[place] = transfers;
    this.size++;
  }

  #makeRoom(): void {
    const { countries, transfers } = this;
    this.countries = new Int16Array(2 * countries.length);
    this.countries.set(countries);
    this.transfers = new Int32Array(2 * transfers.length);
    this.transfers.set(transfers);
  }
}
