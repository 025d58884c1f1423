import type { Fact } from '../facts/catalogue.ts';
import { compileCondition, type Program } from './compile-condition.ts';
import { leavesOf } from './condition.ts';
import type { Indicator, Subject } from './indicator.ts';
import type { Pack } from './pack.ts';

export interface CompiledIndicator {
  readonly indicator: Indicator;
  readonly program: Program;
  /** Whether it asks for what was found of others, and so has to wait for their scores. */
  readonly readsFindings: boolean;
  /** One bit of the family mask; 0 for ordinary explanations. */
  readonly familyBit: number;
}

/** The indicators of one kind of subject, ready to run over a fact table with this catalogue. */
export interface CompiledPack {
  readonly subject: Subject;
  readonly catalogue: readonly Fact[];
  readonly indicators: readonly CompiledIndicator[];
  readonly tiers: Pack['tiers'];
}

/**
 * Compiles the indicators of one kind of subject. Throws when a fact is missing from the catalogue, or when the pack has
 * more than 31 families for this subject (they are kept as bits).
 */
export function compilePack(
  pack: Pick<Pack, 'indicators' | 'tiers'>,
  subject: Subject,
  catalogue: readonly Fact[],
): CompiledPack {
  const indicators = pack.indicators.filter((indicator) => indicator.subject === subject);
  const families = [...new Set(indicators.filter((i) => i.kind === 'indicator').map((i) => i.family))].sort();
  if (families.length > 31) throw new Error(`A pack can have 31 families per subject; this one has ${families.length}`);
  const compiled = indicators.map((indicator) => ({
    indicator,
    program: compileCondition(indicator.condition, catalogue),
    readsFindings: readsFindings(indicator, catalogue),
    familyBit: indicator.kind === 'indicator' ? 1 << families.indexOf(indicator.family) : 0,
  }));
  return { subject, catalogue, indicators: compiled, tiers: pack.tiers };
}

/** Whether a fact of order 3 stands in its condition. */
export function readsFindings({ condition }: Indicator, catalogue: readonly Fact[]): boolean {
  const findings = new Set(catalogue.filter(({ order }) => order === 3).map(({ id }) => id));
  return leavesOf(condition).some(({ fact }) => findings.has(fact));
}
