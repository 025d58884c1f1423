import type { FactTable } from '../facts/fact-table.ts';
import type { CompiledPack } from './compile-pack.ts';
import { indicatorStrengths } from './evaluate-subjects.ts';

/** What an indicator said of a row, in one byte. */
export const OUTCOME_CODES = { no: 0, fired: 1, unknown: 2 } as const;

/** By indicator, in the order of the compiled pack: what it said of each row of the table. */
export function outcomesOf(compiled: CompiledPack, table: FactTable): readonly Uint8Array[] {
  return compiled.indicators.map(({ indicator }) =>
    Uint8Array.from(indicatorStrengths(compiled, table, indicator.id), (strength) =>
      Number.isNaN(strength) ? OUTCOME_CODES.unknown : strength > 0 ? OUTCOME_CODES.fired : OUTCOME_CODES.no,
    ),
  );
}
