import { type Corridors, countryOfRow } from '../facts/corridors.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { factAt } from '../facts/fact-windows.ts';
import type { Subject } from '../indicators/indicator.ts';
import { isoFromSeconds } from './iso-instant.ts';
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
  const fact = (id: string): number => factAt(facts[kind], id, row);
  const transfers = fact('transfers');
  const all = wholeFact(facts, corridors, 'transfers', sum)(kind, code);
  const gap = fact('gap_median');
  return {
    country: countryOfRow(corridors, row),
    transfers,
    transfersElsewhere: all - transfers,
    activity: {
      firstAt: isoFromSeconds(fact('first_at')),
      lastAt: isoFromSeconds(fact('last_at')),
      daysSinceLast: hundredths(fact('days_since_last')),
      transfersLast30: fact('transfers_last_30'),
      transfersLast90: fact('transfers_last_90'),
      gapMedianDays: Number.isNaN(gap) ? null : hundredths(gap),
    },
  };
}

function hundredths(days: number): number {
  return Math.round(days * 100) / 100;
}
