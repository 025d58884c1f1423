import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('a random stream', () => {
  it('gives the same numbers for the same seed and key', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.nat(), (seed, name, number) => {
        const one = Random.stream(seed, name, number);
        const other = Random.stream(seed, name, number);
        for (let nth = 0; nth < 20; nth++) expect(one.uint32()).toBe(other.uint32());
      }),
    );
  });

  it('gives other numbers for a neighbouring seed, name or number', () => {
    const first = (...key: Parameters<typeof Random.stream>): number => Random.stream(...key).uint32();
    const draws = [
      first(1, 'a', 1),
      first(2, 'a', 1),
      first(1, 'b', 1),
      first(1, 'a', 2),
      first(1, 'a'),
      first(1, 1, 'a'),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('is shared by no two of half a million neighbours', () => {
    const starts = new Set<number>();
    const streams = 500_000;
    for (let nth = 0; nth < streams; nth++) {
      const random = Random.stream(1, 'payee', `own:${nth}:0`);
      starts.add((random.uint32() & 0x1f_ffff) * 0x1_0000_0000 + random.uint32()); // 53 bits
    }
    expect(starts.size).toBe(streams);
  });

  it('is even: mean, spread and a hundred boxes, across streams as within one', () => {
    const within = Random.stream(7, 'within');
    for (const draw of [() => within.unit(), (nth: number) => Random.stream(7, 'across', nth).unit()]) {
      const boxes = new Array<number>(100).fill(0);
      let sum = 0;
      const draws = 100_000;
      for (let nth = 0; nth < draws; nth++) {
        const unit = draw(nth);
        sum += unit;
        boxes[Math.floor(unit * 100)] = (boxes[Math.floor(unit * 100)] ?? 0) + 1;
      }
      expect(sum / draws).toBeCloseTo(0.5, 2);
      const chiSquare = boxes.reduce((total, count) => total + (count - 1000) ** 2 / 1000, 0);
      expect(chiSquare).toBeLessThan(160); // 99 degrees of freedom: p about 0.0001
    }
  });

  it('keeps whole numbers within their bounds, both reached', () => {
    const random = Random.stream(1, 'whole');
    const seen = new Set(Array.from({ length: 1000 }, () => random.whole(3, 7)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6, 7]);
  });
});
