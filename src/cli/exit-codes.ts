/** 0 done, 1 bad usage, 2 input unusable, 3 stopped half-way with what was done kept and named. */
export const EXIT = { done: 0, badUsage: 1, unusableInput: 2, stopped: 3 } as const;

/** What was asked for cannot be done as it was written: exit code 1. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}
