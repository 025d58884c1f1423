/** Decimal places kept by an exact sum: ISO 20022 amounts have at most 5. */
const PLACES = 10;

/**
 * Sum of decimal texts without float: `add('0.1', 1)`, `add('0.20', 1)` equals `'0.3'`. A text that is not a plain decimal
 * makes the sum unknown, and unknown equals nothing and differs from nothing.
 */
export class ExactSum {
  #units = 0n;
  #known = true;

  add(decimal: string, sign: 1 | -1 = 1): void {
    const units = unitsOf(decimal);
    if (units === undefined) this.#known = false;
    else this.#units += units * BigInt(sign);
  }

  forget(): void {
    this.#known = false;
  }

  /** True when both are known and not equal; the sign is not compared when `magnitude` is set. */
  differsFrom(decimal: string, magnitude = false): boolean {
    const units = unitsOf(decimal);
    if (!this.#known || units === undefined) return false;
    const own = magnitude && this.#units < 0n ? -this.#units : this.#units;
    return own !== units;
  }
}

function unitsOf(decimal: string): bigint | undefined {
  const parts = /^\+?(\d{1,30})(?:\.(\d{0,10}))?$/.exec(decimal);
  if (!parts) return undefined;
  return BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(PLACES, '0')}`);
}
