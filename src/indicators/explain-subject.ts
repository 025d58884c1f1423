import { type Fact, factIndex } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { parameterOf } from './check-indicator.ts';
import type { CompiledPack } from './compile-pack.ts';
import {
  type Condition,
  conditionLevel,
  leavesOf,
  NO,
  type Outcome,
  outcomeOf,
  type Ramp,
  rampLevel,
  strengthOf,
  type Threshold,
  thresholdLevel,
} from './condition.ts';
import { contributionUnits } from './contribution.ts';
import type { Indicator } from './indicator.ts';
import { type Bilingual, type Language, type Placeholder, renderSentence } from './sentence.ts';

/** A part of a condition that said no: the value, and the limit that it would have to pass. */
interface Miss {
  readonly fact: string;
  readonly value: number;
  readonly limit: number;
  /** The value would have to be above, or below, the limit. */
  readonly needed: 'above' | 'below';
}

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
  /** Why it said no; empty otherwise. */
  readonly misses: readonly Miss[];
  /** Facts that would decide it; empty unless it is unknown. */
  readonly missing: readonly string[];
}

/**
 * Everything about one subject: every indicator of the pack in order of id, with strength, or why not, or what is missing.
 * `row` is the row of the fact table. Throws on a row outside the table.
 */
export function explainSubject(compiled: CompiledPack, table: FactTable, row: number): readonly ExplainedIndicator[] {
  if (!(row >= 0 && row < table.count)) throw new Error(`There is no row ${row} in a table of ${table.count}`);
  const factValue = (fact: string): number => table.columns[factIndex(compiled.catalogue, fact)]?.[row] ?? Number.NaN;
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
    misses: outcome === 'no' ? missesOf(indicator.condition, factValue) : [],
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

/** The parts that said no. */
function missesOf(condition: Condition, factValue: (fact: string) => number): readonly Miss[] {
  return leavesOf(condition).flatMap((leaf) => {
    const value = factValue(leaf.fact);
    if (Number.isNaN(value)) return [];
    return leaf.kind === 'ramp' ? rampMiss(leaf, value) : thresholdMiss(leaf, value);
  });
}

function rampMiss(ramp: Ramp, value: number): readonly Miss[] {
  if (outcomeOf(rampLevel(ramp, value)) !== 'no') return [];
  return [{ fact: ramp.fact, value, limit: ramp.from, needed: ramp.to > ramp.from ? 'above' : 'below' }];
}

function thresholdMiss(threshold: Threshold, value: number): readonly Miss[] {
  if (thresholdLevel(threshold, value) > NO) return [];
  const { fact, atLeast, atMost } = threshold;
  return [
    value < atLeast
      ? { fact, value, limit: atLeast, needed: 'above' }
      : { fact, value, limit: atMost, needed: 'below' },
  ];
}

/** The unknown facts that keep a condition from being decided. */
function missingOf(condition: Condition, factValue: (fact: string) => number): readonly string[] {
  if (outcomeOf(conditionLevel(condition, factValue)) !== 'unknown') return [];
  return 'of' in condition ? condition.of.flatMap((part) => missingOf(part, factValue)) : [condition.fact];
}
