import { type Corridors, OTHER_CORRIDORS } from './corridors.ts';

/** Corridors of payers with so many rows each. Countries are numbers, from 0 in the second row of each payer; nobody’s own is known. */
export function madeUpCorridors(rowsOfPayers: readonly number[]): Corridors {
  const payerOf = Int32Array.from(rowsOfPayers.flatMap((rows, payer) => Array.from({ length: rows }, () => payer)));
  const start = Int32Array.from([0, ...rowsOfPayers.keys().map((payer) => payerOf.lastIndexOf(payer) + 1)]);
  return {
    ...{ count: payerOf.length, start, payerOf },
    country: Int16Array.from(
      rowsOfPayers.flatMap((rows) => [OTHER_CORRIDORS, ...Array.from({ length: rows - 1 }).keys()]),
    ),
    homeOf: new Int16Array(rowsOfPayers.length).fill(-1),
    topCountryShare: new Float32Array(rowsOfPayers.length).fill(Number.NaN),
  };
}
