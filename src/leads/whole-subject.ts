import type { Corridors } from '../facts/corridors.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import type { Subject } from '../indicators/indicator.ts';

/** The rows of the fact table that are about one subject: from the first to before the second. */
export function rowsOf({ start }: Corridors, kind: Subject, code: number): readonly [from: number, to: number] {
  return kind === 'payee' ? [code, code + 1] : [start[code] as number, start[code + 1] as number];
}

type Join = (one: number, other: number) => number;

/** How a fact of the corridors of a payer becomes one of the whole payer. */
export const sum: Join = (one, other) => one + other;

/** A fact of whole people by code: for a payer, of all its corridors together; what is unknown in one of them is left out. */
export function wholeFact(
  facts: Readonly<Record<Subject, FactTable>>,
  corridors: Corridors,
  id: string,
  join: Join,
): (kind: Subject, code: number) => number {
  const columns = { payer: factColumn(facts.payer, id), payee: factColumn(facts.payee, id) };
  return (kind, code) => {
    const [from, to] = rowsOf(corridors, kind, code);
    let whole = Number.NaN;
    for (let row = from; row < to; row++) {
      const value = columns[kind][row] as number;
      if (!Number.isNaN(value)) whole = Number.isNaN(whole) ? value : join(whole, value);
    }
    return whole;
  };
}
