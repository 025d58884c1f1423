import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { minorDigits } from './currencies.ts';
import { dayNumber } from './rate-table.ts';
import { loadRates } from './rates.ts';

async function file(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-rates-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'rates.csv');
  await writeFile(path, content);
  return path;
}

describe('the shipped yearly averages', () => {
  test('say that they are illustrative', async () => {
    expect((await loadRates()).illustrative).toBe(true);
  });
  test('have a rate for every listed currency and every day from 2006 to 2026', async () => {
    const rates = await loadRates();
    for (const currency of rates.currencies) {
      expect(minorDigits(currency), currency).not.toBeNull();
      for (let year = 2006; year <= 2026; year++) {
        expect(rates.microUnitsOn(currency, dayNumber(`${year}-07-01`) ?? Number.NaN), currency).not.toBeNull();
      }
    }
  });
  test('hold the fixed parities', async () => {
    const rates = await loadRates();
    const day = dayNumber('2019-05-05') ?? Number.NaN;
    expect(rates.microUnitsOn('BGN', day)).toBe(1_955_830n);
    expect(rates.microUnitsOn('XOF', day)).toBe(655_957_000n);
    expect(rates.microUnitsOn('XAF', day)).toBe(655_957_000n);
  });
  test('end with 2026', async () => {
    expect((await loadRates()).microUnitsOn('USD', dayNumber('2027-01-01') ?? Number.NaN)).toBeNull();
  });
});

test('a file of the operator is not illustrative and has no currency but its own', async () => {
  const rates = await loadRates(await file('Date,USD,\n2024-01-02,1.0956,\n'));
  expect(rates.illustrative).toBe(false);
  expect(rates.currencies).toEqual(['USD']);
});
test('a file that is missing is named', async () => {
  await expect(loadRates('/nowhere/rates.csv')).rejects.toThrow(
    '/nowhere/rates.csv: the rates cannot be read: there is no such file: check the path.',
  );
});
test('a zip archive is refused with what to do', async () => {
  await expect(loadRates(await file('PK\u0003\u0004…'))).rejects.toThrow('unpack it');
});
test('a currency given twice is refused', async () => {
  const twice = 'currency,year,units_per_eur\nPHP,2020,56\nPHP,2020,57\n';
  await expect(loadRates(await file(twice))).rejects.toThrow('Two rates for PHP hold on 2020-01-01');
});
