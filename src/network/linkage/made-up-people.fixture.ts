import type { PersonRecord } from './people.ts';

/** A stream of numbers in [0, 1) that is the same for the same seed. */
export function drawn(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = ['ba', 'do', 'ke', 'li', 'mu', 'na', 'po', 'ra', 'si', 'tu', 've', 'zo', 'an', 'el', 'or', 'us'];

/** Records of synthetic people: `person` is the truth. Names are made of syllables, some common; values have slips and gaps. */
export function madeUpPeople(
  people: number,
  seed: number,
  { several = 0.4, slips = 0.15, gaps = 0.2 } = {},
): { records: PersonRecord[]; personOf: Map<string, number> } {
  const unit = drawn(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(unit() * from.length)] as T;
  const word = (count: number): string => Array.from({ length: count }, () => pick(SYLLABLES)).join('');
  const [givenNames, surnames, places] = [60, 300, 30].map((count) => Array.from({ length: count }, () => word(3)));
  const common = <T>(from: readonly T[] = []): T => from[Math.floor(unit() ** 2 * from.length)] as T;
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(unit() * 10)).join('');
  const slipped = (text: string): string => {
    if (unit() >= slips) return text;
    const at = 1 + Math.floor(unit() * (text.length - 2));
    return text.slice(0, at) + text.slice(at + 1);
  };
  const records: PersonRecord[] = [];
  const personOf = new Map<string, number>();
  for (let person = 0; person < people; person++) {
    const truth = {
      given_name: common(givenNames),
      surname: common(surnames),
      date_of_birth: `19${30 + Math.floor(unit() * 70)}${String(1 + Math.floor(unit() * 12)).padStart(2, '0')}${String(1 + Math.floor(unit() * 28)).padStart(2, '0')}`,
      phone: `06${digits(8)}`,
      place: common(places),
    };
    const count = unit() < several ? 2 + Math.floor(unit() * 3) : 1;
    for (let record = 0; record < count; record++) {
      const id = `${digits(6)}-${person}-${record}`;
      const fields = Object.fromEntries(
        Object.entries(truth)
          .filter(() => unit() >= gaps)
          .map(([field, text]) => [field, [field === 'date_of_birth' ? text : slipped(text)]]),
      );
      records.push({ id, fields });
      personOf.set(id, person);
    }
  }
  return { records, personOf };
}

/** Pairs of records that are, and that are said to be, one person. */
export function pairwise(
  ids: readonly string[],
  truthOf: (id: string) => unknown,
  saidOf: (index: number) => unknown,
): { precision: number; recall: number; f1: number } {
  const pairsOf = (groups: Map<unknown, number>): number =>
    [...groups.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const count = (keys: Iterable<unknown>): Map<unknown, number> => {
    const sizes = new Map<unknown, number>();
    for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
    return sizes;
  };
  const truth = pairsOf(count(ids.map(truthOf)));
  const said = pairsOf(count(ids.map((_, index) => saidOf(index))));
  const both = pairsOf(count(ids.map((id, index) => `${String(truthOf(id))} ${String(saidOf(index))}`)));
  return { precision: both / said, recall: both / truth, f1: (2 * both) / (truth + said) };
}
