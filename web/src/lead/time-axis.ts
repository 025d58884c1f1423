import type { Lead } from '../api/schema.ts';

/** The room of the pictures in time, in units of the picture: they stand under each other. */
export const WIDTH = 860;
export const LEFT = 180;
export const RIGHT = 14;

const HALF_A_DAY = 43_200_000;

export interface TimeAxis {
  /** Instants at which it begins and ends. */
  readonly from: number;
  readonly to: number;
  readonly x: (at: number) => number;
}

/** From the first to the last transfer listed, with some room on both sides. */
export function timeAxis({ transfers }: Pick<Lead, 'transfers'>): TimeAxis {
  const times = transfers.map(({ at }) => Date.parse(at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const margin = Math.max((last - first) * 0.02, HALF_A_DAY);
  const [from, to] = [first - margin, last + margin];
  return { from, to, x: (at) => halves(LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT)) };
}

export function halves(value: number): number {
  return Math.round(value * 2) / 2;
}
