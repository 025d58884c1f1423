import { type Corridors, countryOfRow } from '../facts/corridors.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import type { Subject } from '../indicators/indicator.ts';
import type { Lead } from './lead.ts';
import { rowsOf, sum, wholeFact } from './whole-subject.ts';

/** The corridor that is said of a subject in this row of its facts; null when it is about all its transfers. */
export function leadCorridor(
  facts: Readonly<Record<Subject, FactTable>>,
  corridors: Corridors,
  { kind, code, row }: { readonly kind: Subject; readonly code: number; readonly row: number },
): Lead['corridor'] {
  const [from, to] = rowsOf(corridors, kind, code);
  if (to - from === 1) return null;
  const transfers = factColumn(facts[kind], 'transfers')[row] as number;
  const all = wholeFact(facts, corridors, 'transfers', sum)(kind, code);
  return { country: countryOfRow(corridors, row), transfers, transfersElsewhere: all - transfers };
}
