/**
 * Logistic regression towards prior weights, with signs kept: minimises
 *
 *   sum over rows of importance x log(1 + exp(-y x eta)) + ridge / 2 x sum over features of (weight - prior)^2,
 *
 * eta = intercept + sum of weight x strength, each weight held within its bounds. By cyclic coordinate steps, each bounded
 * by the curvature within its trust region (Genkin, Lewis and Madigan 2007, Large-scale Bayesian logistic regression), so
 * that the sum never rises. No randomness: the same data give the same weights.
 */
export interface FitFeature {
  /** Rows where the strength is not 0, and that strength. */
  readonly rows: Int32Array;
  readonly strengths: Float64Array;
  readonly prior: number;
  readonly least: number;
  readonly most: number;
}

export interface FitData {
  /** 1 = should be found, 0 = not; one for each row. */
  readonly labels: Uint8Array;
  /** How much each row counts, 0 or more. */
  readonly importance: Float64Array;
  /** A part of eta that is not fitted; 0 when there is none. */
  readonly offset: Float64Array;
  readonly features: readonly FitFeature[];
}

export interface FitOptions {
  /** How firmly weights are pulled to their priors: 1 / variance of what one believes about each. */
  readonly ridge: number;
  readonly rounds: number;
  /** Stop when no weight moves by more than this in a round. */
  readonly tolerance: number;
  /** Held at this value; fitted when null. */
  readonly intercept: number | null;
}

export interface Fit {
  readonly weights: readonly number[];
  readonly intercept: number;
  readonly rounds: number;
  /** Mean loss per unit of importance, without the pull to the priors, at the priors with the best intercept, and at the end. */
  readonly lossBefore: number;
  readonly lossAfter: number;
}

interface Coordinate extends FitFeature {
  readonly ridge: number;
  value: number;
  reach: number;
}

/** Throws when a row has no importance, or when there are no labels of both kinds. */
export function fitLogistic(data: FitData, options: FitOptions): Fit {
  checkData(data);
  const intercept = interceptOf(data, options.intercept);
  const coordinates = data.features.map(
    (feature): Coordinate => ({
      ...feature,
      ridge: options.ridge,
      value: Math.min(feature.most, Math.max(feature.least, feature.prior)),
      reach: 1,
    }),
  );
  const eta = data.offset.map((value) => value + intercept.value);
  for (const coordinate of coordinates) addTo(eta, coordinate, coordinate.value);
  for (let round = 0; round < 50 && step(intercept, data, eta) > options.tolerance; round++);
  const lossBefore = meanLoss(data, eta);
  let rounds = 0;
  let moved = Number.POSITIVE_INFINITY;
  while (rounds < options.rounds && moved > options.tolerance) {
    moved = step(intercept, data, eta);
    for (const coordinate of coordinates) moved = Math.max(moved, step(coordinate, data, eta));
    rounds++;
  }
  return {
    weights: coordinates.map(({ value }) => value),
    intercept: intercept.value,
    rounds,
    lossBefore,
    lossAfter: meanLoss(data, eta),
  };
}

/** The intercept is a feature of strength 1 everywhere, without a prior, and free unless it is held. */
function interceptOf({ labels }: FitData, held: number | null): Coordinate {
  return {
    rows: Int32Array.from(labels.keys()),
    strengths: new Float64Array(labels.length).fill(1),
    prior: 0,
    least: held ?? -30,
    most: held ?? 30,
    ridge: 0,
    value: held ?? 0,
    reach: 4,
  };
}

/** Moves one coordinate; gives how far. */
function step(coordinate: Coordinate, { labels, importance }: FitData, eta: Float64Array): number {
  const { rows, strengths, ridge, prior, reach, value } = coordinate;
  let slope = ridge * (value - prior);
  let curvature = ridge;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number;
    const x = strengths[k] as number;
    const weight = importance[row] as number;
    const at = eta[row] as number;
    slope += weight * x * (1 / (1 + Math.exp(-at)) - (labels[row] as number));
    curvature += weight * x * x * largestCurvature(Math.abs(at), reach * x);
  }
  if (!(curvature > 0)) return 0;
  const wanted = Math.min(reach, Math.max(-reach, -slope / curvature));
  const next = Math.min(coordinate.most, Math.max(coordinate.least, value + wanted));
  addTo(eta, coordinate, next - value);
  coordinate.value = next;
  coordinate.reach = Math.max(2 * Math.abs(next - value), reach / 2, 1e-4);
  return Math.abs(next - value);
}

/** The largest p (1 - p) while eta moves by at most `reach` from a point at distance `distance` from 0. */
function largestCurvature(distance: number, reach: number): number {
  if (distance <= reach) return 0.25;
  const nearest = distance - reach;
  return 1 / (2 + Math.exp(nearest) + Math.exp(-nearest));
}

function addTo(eta: Float64Array, { rows, strengths }: FitFeature, change: number): void {
  if (change === 0) return;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number;
    eta[row] = (eta[row] as number) + change * (strengths[k] as number);
  }
}

function meanLoss({ labels, importance }: FitData, eta: Float64Array): number {
  let loss = 0;
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const margin = labels[row] === 1 ? (eta[row] as number) : -(eta[row] as number);
    loss += (importance[row] as number) * (Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))));
    total += importance[row] as number;
  }
  return loss / total;
}

function checkData({ labels, importance }: FitData): void {
  if (!labels.includes(1) || !labels.includes(0))
    throw new Error('Weights can be estimated only from subjects of both kinds: some that matter and some that do not');
  if (importance.some((value) => !(value >= 0) || !Number.isFinite(value)))
    throw new Error('The importance of a subject cannot be less than 0');
}
