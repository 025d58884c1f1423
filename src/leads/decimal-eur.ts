/** Whole euro cents as decimal text: 123456 -> "1234.56". Exact up to 2^53 cents, and beyond as a bigint. Throws on a fraction of a cent. */
export function decimalEur(cents: number | bigint): string {
  if (typeof cents === 'number' && !Number.isSafeInteger(cents))
    throw new Error(`${cents} is not a whole number of cents`);
  const digits = String(cents).replace('-', '').padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
