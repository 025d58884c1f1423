import { readFile } from 'node:fs/promises';
import { UnusableInput } from '../reader.ts';
import { reasonOf } from '../sources/source-error.ts';
import { parseRates } from './rate-files.ts';
import { RateTable } from './rate-table.ts';

const ILLUSTRATIVE = new URL('../../../packs/rates/illustrative.csv', import.meta.url);
/** The whole history of the ECB is 3 MB; anything far beyond is another file. */
const MOST_BYTES = 200 * 1024 * 1024;

/**
 * The rates of a file (forms: see `parseRates`), or the shipped yearly averages, marked illustrative, when no file is given.
 * @throws UnusableInput when the file cannot be read or is no table of rates.
 */
export async function loadRates(file?: string): Promise<RateTable> {
  if (file === undefined) {
    const text = await readFile(ILLUSTRATIVE, 'utf8');
    return new RateTable('illustrative yearly averages', true, parseRates(text, 'packs/rates/illustrative.csv'));
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UnusableInput(file, `the rates cannot be read: ${reasonOf(error)}.`);
  });
  if (bytes.length > MOST_BYTES) throw new UnusableInput(file, 'too large for a table of rates');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw new UnusableInput(file, 'a zip archive; unpack it and give the eurofxref-hist.csv inside');
  }
  try {
    return new RateTable(file, false, parseRates(bytes.toString('utf8'), file));
  } catch (error) {
    if (error instanceof RangeError) throw new UnusableInput(file, error.message);
    throw error;
  }
}
