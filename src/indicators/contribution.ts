/** Contributions are whole ten-thousandths, so that they add up to the score exactly, in any order. */
export const UNITS = 10_000;

/** What an indicator at this strength adds, in ten-thousandths. A yes that is too weak to show adds 0. */
export function contributionUnits(weight: number, strength: number): number {
  const units = Math.round(weight * strength * UNITS);
  return units === 0 ? 0 : units;
}

/** From ten-thousandths to the number that people read. */
export function fromUnits(units: number): number {
  return units / UNITS;
}

/** An indicator speaks for the independence of a lead from this strength on: what hardly fires supports nothing. */
export const INDEPENDENT_FROM = 0.5;
