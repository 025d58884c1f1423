import type { Corridors } from '../facts/corridors.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import type { Subject } from '../indicators/indicator.ts';

type Join = (one: number, other: number) => number;

/** How a fact of the corridors of a payer becomes one of the whole payer. */
export const sum: Join = (one, other) => one + other;

/** A fact of whole people by code: for a payer, of all its corridors together; what is unknown in one of them is left out. */
export function wholeFact(
  facts: Readonly<Record<Subject, FactTable>>,
  { start }: Corridors,
  id: string,
  join: Join,
): (kind: Subject, code: number) => number {
  const columns = { payer: factColumn(facts.payer, id), payee: factColumn(facts.payee, id) };
  return (kind, code) => {
    if (kind === 'payee') return columns.payee[code] as number;
    let whole = Number.NaN;
    for (let row = start[code] as number; row < (start[code + 1] as number); row++) {
      const value = columns.payer[row] as number;
      if (!Number.isNaN(value)) whole = Number.isNaN(whole) ? value : join(whole, value);
    }
    return whole;
  };
}
