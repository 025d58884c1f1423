import type { FactTable } from '../facts/fact-table.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import { indicatorStrengths } from '../indicators/evaluate-subjects.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Queue } from '../indicators/queue.ts';
import { type FitFeature, type FitOptions, fitLogistic } from './logistic-fit.ts';

/** Subjects of one kind whose outcome is known; index = row of the fact table. */
export interface LabelledSubjects {
  readonly compiled: CompiledPack;
  readonly table: FactTable;
  /** 1 = belongs in the queue that is calibrated. */
  readonly labels: Uint8Array;
  /** How much each subject counts; 1 each when left out. */
  readonly importance?: Float64Array;
}

export interface CalibrationOptions extends FitOptions {
  /** Weights stay at least so far from 0, so that a sign is never lost. */
  readonly leastWeight: number;
  /** No indicator may weigh more than its source carries, whatever one set of outcomes says. */
  readonly mostByTrust: Readonly<Record<Indicator['source']['trust'], number>>;
  /** The same for ordinary explanations. */
  readonly mostAgainst: number;
  /** Nor more than so many times the weight that it had before: for worlds that somebody made up, which prove little. */
  readonly mostTimesPrior: number;
  /** Whose weights stay as they are. */
  readonly isHeld: (indicator: Indicator) => boolean;
}

export const CALIBRATION: CalibrationOptions = {
  ridge: 4,
  rounds: 300,
  tolerance: 1e-4,
  intercept: null,
  leastWeight: 0.05,
  mostByTrust: { A: 3, B: 2, C: 1 },
  mostAgainst: 2.5,
  mostTimesPrior: Number.POSITIVE_INFINITY,
  isHeld: () => false,
};

export interface Calibration {
  /** By indicator id, rounded to 0.01, with the sign of the pack. */
  readonly weights: ReadonlyMap<string, number>;
  /** Log-odds of a subject with no indicator at all; not part of any score. */
  readonly intercept: number;
  readonly rounds: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
}

/**
 * Estimates the weights of one queue from labelled subjects, payers and payees together: one common intercept makes
 * their scores comparable in one list. Calibrate the investigation queue first, then the safeguarding queue with
 * `intercept` held at the first one's, so that the two queues are comparable as well. Unknown counts as no. Explanations that speak for both queues are estimated with
 * the investigation queue and held fixed in the other. Throws when the labels are all alike.
 */
export function calibrate(
  subjects: readonly LabelledSubjects[],
  queue: Queue,
  options: CalibrationOptions = CALIBRATION,
): Calibration {
  const total = subjects.reduce((sum, { table }) => sum + table.count, 0);
  const labels = new Uint8Array(total);
  const importance = new Float64Array(total).fill(1);
  const offset = new Float64Array(total);
  const parts = new Map<string, FitFeature[]>();
  let start = 0;
  for (const group of subjects) {
    labels.set(group.labels, start);
    if (group.importance !== undefined) importance.set(group.importance, start);
    for (const { indicator } of group.compiled.indicators) {
      if (indicator.queue !== queue && indicator.queue !== 'both') continue;
      const feature = featureOf(indicator, group, start, options);
      if (options.isHeld(indicator) || (indicator.queue === 'both' && queue === 'safeguarding'))
        addFixed(offset, feature);
      else parts.set(indicator.id, [...(parts.get(indicator.id) ?? []), feature]);
    }
    start += group.table.count;
  }
  const features = [...parts].map(([id, ofGroups]) => ({ id, feature: joined(ofGroups) }));
  const fit = fitLogistic({ labels, importance, offset, features: features.map(({ feature }) => feature) }, options);
  const weights = features.map(({ id }, index) => [id, Math.round((fit.weights[index] ?? 0) * 100) / 100] as const);
  return { ...fit, weights: new Map(weights) };
}

function featureOf(
  indicator: Indicator,
  { compiled, table }: LabelledSubjects,
  start: number,
  { leastWeight, mostByTrust, mostAgainst, mostTimesPrior }: CalibrationOptions,
): FitFeature {
  const strengths = indicatorStrengths(compiled, table, indicator.id);
  const rows = Int32Array.from(strengths.keys()).filter((row) => (strengths[row] ?? 0) > 0);
  const grown = Math.max(leastWeight, mostTimesPrior * Math.abs(indicator.weight));
  return {
    rows: rows.map((row) => start + row),
    strengths: Float64Array.from(rows, (row) => strengths[row] ?? 0),
    prior: indicator.weight,
    least: indicator.weight > 0 ? leastWeight : -Math.min(mostAgainst, grown),
    most: indicator.weight > 0 ? Math.min(mostByTrust[indicator.source.trust], grown) : -leastWeight,
  };
}

/** One indicator has one weight, however many groups of subjects it was seen in. */
function joined(ofGroups: readonly FitFeature[]): FitFeature {
  const [first] = ofGroups;
  if (!first) throw new Error('An indicator without any group of subjects has no weight');
  return {
    ...first,
    rows: Int32Array.from(ofGroups.flatMap(({ rows }) => Array.from(rows))),
    strengths: Float64Array.from(ofGroups.flatMap(({ strengths }) => Array.from(strengths))),
  };
}

function addFixed(offset: Float64Array, { rows, strengths, prior }: FitFeature): void {
  rows.forEach((row, k) => {
    offset[row] = (offset[row] ?? 0) + prior * (strengths[k] ?? 0);
  });
}
