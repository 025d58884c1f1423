import { existsSync, readFileSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import jaroWinkler from 'jaro-winkler';
import { describe, expect, it } from 'vitest';
import { labelledPairs, measuredLinkage } from '../../bench/linkage-data.ts';

const DATA = '../shared/data/linkage';
const VECTORS = '../shared/data/names';

describe('Febrl’s data set 1', () => {
  const available = existsSync(`${DATA}/febrl_dataset1.csv`);
  it.skipIf(available)('is not available: give ../shared/data/linkage to check it', () => {});

  it.skipIf(!available)('is linked with an F1 of 0.97 or more, as it comes', async () => {
    const { byPeople } = await measuredLinkage(`${DATA}/febrl_dataset1.csv`, (id) => id.split('-')[1] ?? '');
    expect(byPeople.f1).toBeGreaterThanOrEqual(0.97);
    expect(byPeople.precision).toBeGreaterThanOrEqual(0.99);
  });
});

describe('Splink’s fake_1000', () => {
  const available = existsSync(`${DATA}/splink_fake_1000.csv`) && existsSync(`${DATA}/splink_fake_1000_labels.csv`);
  it.skipIf(available)('is not available: give ../shared/data/linkage to check it', () => {});

  it.skipIf(!available)('with its labels gives at least what the documentation of Splink shows', async () => {
    const labels = labelledPairs(`${DATA}/splink_fake_1000_labels.csv`);
    const { byPeople, byWeight, bestByWeight } = await measuredLinkage(`${DATA}/splink_fake_1000.csv`, null, labels);
    // The documented curve over the same labels: 0.813 at a probability of 0.955, 0.9843 at its best threshold.
    expect(byWeight.f1).toBeGreaterThanOrEqual(0.815);
    expect(bestByWeight.f1).toBeGreaterThanOrEqual(0.9844);
    expect(byPeople.f1).toBeGreaterThanOrEqual(0.95);
    expect(byWeight.precision).toBeGreaterThanOrEqual(0.99);
  });
});

describe('the similarity of texts', () => {
  const available = existsSync(`${VECTORS}/jellyfish_jaro_winkler.csv`);
  it.skipIf(available)('has no reference vectors: give ../shared/data/names to check it', () => {});

  it.skipIf(!available)('is that of the reference vectors of jellyfish', () => {
    for (const [a, b, expected] of vectors('jellyfish_jaro_winkler.csv'))
      if (a !== '' && b !== '') expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
    for (const [a, b, expected] of vectors('jellyfish_levenshtein.csv')) expect(distance(a, b)).toBe(expected);
  });
});

function vectors(name: string): [string, string, number][] {
  return readFileSync(`${VECTORS}/${name}`, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !line.includes('"'))
    .map((line) => line.split(','))
    .map(([a = '', b = '', expected]) => [a, b, Number(expected)]);
}
