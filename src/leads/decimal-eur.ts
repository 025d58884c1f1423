/** Whole euro cents as decimal text: 123456 -> "1234.56". Exact up to 2^53 cents. Throws on a fraction of a cent. */
export function decimalEur(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new Error(`${cents} is not a whole number of cents`);
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
