import { describe, expect, it } from 'vitest';
import { strayEnd } from './stray-end.ts';

const daily = (from: number, to: number, transfers = 3) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ day: from + index, transfers }));

describe('transfers dated long after all others', () => {
  it('are told when a year was typed wrong', () => {
    expect(strayEnd([...daily(20_000, 20_100), { day: 33_600, transfers: 1 }])).toEqual({
      othersEnd: 20_100,
      from: 33_600,
      transfers: 1,
    });
  });

  it('are told with those that are further off still, and though there is one of old, too', () => {
    const days = [
      { day: 400, transfers: 1 },
      ...daily(20_000, 20_100),
      { day: 20_400, transfers: 1 },
      { day: 33_600, transfers: 1 },
    ];
    expect(strayEnd(days)).toEqual({ othersEnd: 20_100, from: 20_400, transfers: 2 });
  });

  it('are none where the data end as they went on', () => {
    expect(strayEnd(daily(20_000, 20_100))).toBeNull();
    expect(strayEnd([...daily(20_000, 20_100), { day: 20_150, transfers: 1 }])).toBeNull();
    const quarters = Array.from({ length: 20 }, (_, index) => ({ day: 20_000 + 91 * index, transfers: 1 }));
    expect(strayEnd([...quarters, { day: 20_000 + 91 * 21, transfers: 1 }])).toBeNull();
  });

  it('are none where they are many, or all there is', () => {
    expect(strayEnd([...daily(20_000, 20_100), ...daily(33_600, 33_603)])).toBeNull();
    expect(
      strayEnd([
        { day: 20_000, transfers: 2 },
        { day: 33_600, transfers: 1 },
      ]),
    ).toBeNull();
    expect(strayEnd([])).toBeNull();
  });
});
