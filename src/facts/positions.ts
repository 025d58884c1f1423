import { type Fact, factIndex } from './catalogue.ts';

/** Where each of these facts stands in the catalogue. Throws on loading when one is misspelt or not of order 1. */
export function positions<const Id extends string>(
  catalogue: readonly Fact[],
  ids: readonly Id[],
): Readonly<Record<Id, number>> {
  const found: Partial<Record<Id, number>> = {};
  for (const id of ids) {
    const index = factIndex(catalogue, id);
    if (catalogue[index]?.order !== 1) throw new Error(`The fact ${id} is not for a kernel: it is of order 2`);
    found[id] = index;
  }
  return found as Record<Id, number>;
}
