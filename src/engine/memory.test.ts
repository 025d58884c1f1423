import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, DEFAULT_MEMORY, engineMemory, engineMemoryBesideFiles, factMemory, ledgerMemory } from './memory.ts';

describe('a size of memory', () => {
  it.each([
    ['2GB', 2e9],
    ['1200MB', 1.2e9],
    ['1.5GiB', 1.5 * 2 ** 30],
    ['800mb', 8e8],
    ['2 GB', 2e9],
    ['64k', 64_000],
  ])('%s is understood', (size, bytes) => {
    expect(bytesOf(size)).toBe(bytes);
  });

  it.each(['', 'GB', '-2GB', '2', '2 apples', '80%'])('%j is none', (text) => {
    expect(bytesOf(text)).toBeNull();
    expect(() => engineMemory(text)).toThrow('is not a size');
  });
});

describe('the share of the engine', () => {
  it.each([
    [DEFAULT_MEMORY, '700MB'],
    ['2GB', '500MB'],
    ['800MB', '500MB'],
    ['64MB', '500MB'],
    ['8GB', '4000MB'],
  ])('of %s is %s', (whole, engine) => {
    expect(engineMemory(whole)).toBe(engine);
  });

  it('grows with the whole, and leaves half of it at least to the facts wherever there is more than the floor', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 0, max: 5_000 }), (megabytes, more) => {
        const share = bytesOf(engineMemory(`${megabytes}MB`)) ?? 0;
        expect(share).toBeGreaterThanOrEqual(5e8);
        expect(bytesOf(engineMemory(`${megabytes + more}MB`))).toBeGreaterThanOrEqual(share);
        if (share > 5e8) expect(share).toBeLessThanOrEqual((megabytes * 1e6) / 2);
      }),
    );
  });
});

describe('the share of the transfers', () => {
  it.each([
    [DEFAULT_MEMORY, 866_666_666],
    ['2GB', 300_000_000],
    ['800MB', 200_000_000],
    ['9GB', 3_000_000_000],
  ])('of %s is %i bytes', (whole, bytes) => {
    expect(ledgerMemory(whole)).toBe(bytes);
  });
});

describe('what is left where facts are kept in a file', () => {
  it('is half of the whole for facts in memory, and an eighth for the engine', () => {
    expect(factMemory('8GB')).toBe(4e9);
    expect(engineMemoryBesideFiles('8GB')).toBe('1000MB');
    expect(engineMemoryBesideFiles('2GB')).toBe('500MB');
  });
});
