import { type Fact, factIndex } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { factAt } from '../facts/fact-windows.ts';
import { parameterOf } from './check-indicator.ts';
import type { CompiledPack } from './compile-pack.ts';
import {
  type Condition,
  conditionLevel,
  type Outcome,
  outcomeOf,
  type Ramp,
  strengthOf,
  type Threshold,
} from './condition.ts';
import { contributionUnits } from './contribution.ts';
import type { Indicator } from './indicator.ts';
import { type Bilingual, type Language, type Placeholder, renderSentence } from './sentence.ts';

/** A ramp or threshold that said no: the value, and the limit that it would have to reach. */
export interface Miss {
  readonly fact: string;
  readonly value: number;
  readonly limit: number;
  /** Where the value would begin to count: beyond the limit on a ramp, at the limit for a threshold. */
  readonly needed: 'above' | 'below' | 'at_least' | 'at_most';
}

/** Why a condition said no: the parts that failed. Each of `all` would have to be met, of `any` one. */
export type Shortfall = Miss | { readonly kind: 'all' | 'any'; readonly of: readonly Shortfall[] };

/** One indicator for one subject. */
export interface ExplainedIndicator {
  readonly indicator: Indicator;
  readonly outcome: Outcome;
  /** (0, 1] when it fired, else 0. */
  readonly strength: number;
  /** Whole ten-thousandths; 0 unless it fired. */
  readonly contributionUnits: number;
  /** Only when it fired: a pattern that does not hold is not asserted. */
  readonly sentence: Bilingual | null;
  /** Why it said no; null otherwise. */
  readonly shortfall: Shortfall | null;
  /** Facts that would decide it; empty unless it is unknown. */
  readonly missing: readonly string[];
}

/**
 * Everything about one subject: every indicator of the pack in order of id, with strength, or why not, or what is missing.
 * `row` is the row of the fact table. Throws on a row outside the table.
 */
export function explainSubject(compiled: CompiledPack, table: FactTable, row: number): readonly ExplainedIndicator[] {
  if (!(row >= 0 && row < table.count)) throw new Error(`There is no row ${row} in a table of ${table.count}`);
  const factValue = (fact: string): number => factAt(table, fact, row);
  return compiled.indicators.map(({ indicator }) => explainIndicator(indicator, compiled.catalogue, factValue));
}

function explainIndicator(
  indicator: Indicator,
  catalogue: readonly Fact[],
  factValue: (fact: string) => number,
): ExplainedIndicator {
  const level = conditionLevel(indicator.condition, factValue);
  const outcome = outcomeOf(level);
  const strength = strengthOf(level);
  const write = (language: Language): string =>
    renderSentence(
      indicator.sentence[language],
      language,
      (placeholder) => placeholderValue(placeholder, indicator, factValue),
      (fact) => catalogue[factIndex(catalogue, fact)]?.unit ?? 'ratio',
    );
  return {
    indicator,
    outcome,
    strength,
    contributionUnits: contributionUnits(indicator.weight, strength),
    sentence: outcome === 'fired' ? { en: write('en'), fr: write('fr') } : null,
    shortfall: outcome === 'no' ? shortfallOf(indicator.condition, factValue) : null,
    missing: outcome === 'unknown' ? [...new Set(missingOf(indicator.condition, factValue))] : [],
  };
}

function placeholderValue(
  { fact, parameter }: Placeholder,
  { condition }: Indicator,
  factValue: (fact: string) => number,
): number {
  return parameter === null ? factValue(fact) : parameterOf(condition, fact, parameter);
}

/** What a condition that said no would need. A part that is unknown does not stand in it: it is not what decided. */
function shortfallOf(condition: Condition, factValue: (fact: string) => number): Shortfall {
  if (condition.kind === 'ramp') return rampMiss(condition, factValue(condition.fact));
  if (condition.kind === 'threshold') return thresholdMiss(condition, factValue(condition.fact));
  const failed = condition.of
    .filter((part) => outcomeOf(conditionLevel(part, factValue)) === 'no')
    .map((part) => shortfallOf(part, factValue));
  const [only] = failed;
  return failed.length === 1 && only !== undefined ? only : { kind: condition.kind, of: failed };
}

function rampMiss({ fact, from, to }: Ramp, value: number): Miss {
  return { fact, value, limit: from, needed: to > from ? 'above' : 'below' };
}

function thresholdMiss({ fact, atLeast, atMost }: Threshold, value: number): Miss {
  return value < atLeast
    ? { fact, value, limit: atLeast, needed: 'at_least' }
    : { fact, value, limit: atMost, needed: 'at_most' };
}

/** The unknown facts that keep a condition from being decided. */
function missingOf(condition: Condition, factValue: (fact: string) => number): readonly string[] {
  if (outcomeOf(conditionLevel(condition, factValue)) !== 'unknown') return [];
  return 'of' in condition ? condition.of.flatMap((part) => missingOf(part, factValue)) : [condition.fact];
}
