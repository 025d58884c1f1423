import type { Corridors } from '../facts/corridors.ts';
import { UNITS } from '../indicators/contribution.ts';
import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Tiers } from '../indicators/tiers.ts';
import { QUEUES, ROLES, TIERS } from './lead.ts';
import { bestRow, type Standing, standingOf } from './standing.ts';
import { rowsOf } from './whole-subject.ts';

export interface RankedSubject extends Standing {
  /** From 1, over both queues. */
  readonly rank: number;
  /** From 1 within its queue: who is proposed, then who is context. */
  readonly rankInQueue: number;
  readonly kind: Subject;
  /** Code of the person; codes are in order of id. */
  readonly code: number;
  /** Row in the fact table of its kind: of a payer, the corridor in which its score is highest. */
  readonly row: number;
}

type Scores = Readonly<Record<Subject, SubjectScores>>;

/**
 * Every payer and payee with at least one indicator that fired in its queue, best first. The order is total and the same
 * on every machine: higher score, then more indicators, then payers before payees, then id. A payer stands once, by the
 * corridor in which most was found.
 */
export function rankSubjects(scores: Scores, corridors: Corridors, tiers: Tiers): Ranking {
  const found = new Found(SUBJECTS.reduce((sum, kind) => sum + scores[kind].count, 0));
  for (const [kind, name] of SUBJECTS.entries()) {
    const people = name === 'payer' ? corridors.start.length - 1 : scores[name].count;
    for (let code = 0; code < people; code++) {
      const rows = rowsOf(corridors, name, code);
      if (nothingFired(scores[name], rows)) continue;
      const { row, standing } = bestRow(name, scores[name], rows, tiers);
      if (standing.indicators > 0) found.add(kind, row, standing);
    }
  }
  return new Ranking(found, scores, corridors, tiers);
}

function nothingFired(
  { investigation, safeguarding }: SubjectScores,
  [from, to]: readonly [from: number, to: number],
): boolean {
  for (let row = from; row < to; row++)
    if (investigation.fired[row] !== 0 || safeguarding.fired[row] !== 0) return false;
  return true;
}

/** Columns of ranked subjects in the order of their facts, payers before payees. Kinds, queues, roles and tiers stand as their places in SUBJECTS, QUEUES, ROLES and TIERS. */
export interface RankedColumns {
  readonly kind: Int8Array;
  readonly row: Int32Array;
  readonly queue: Int8Array;
  readonly role: Int8Array;
  readonly tier: Int8Array;
  /** Ten-thousandths of the score. */
  readonly units: Int32Array;
  /** From 1. */
  readonly rank: Int32Array;
}

/** The ranked subjects in columns: a million of them take 24 MB; what is more about one is put together when asked. */
export class Ranking {
  readonly length: number;
  /** Those who stand in the second tier because each is one of a crowd. */
  readonly inCrowds: number;
  readonly columns: RankedColumns;
  /** Which of the columns' subjects has each place, from 0. */
  readonly #order: Int32Array;
  readonly #rankInQueue: Int32Array;
  readonly #scores: Scores;
  readonly #payerOf: Int32Array;
  readonly #tiers: Tiers;

  constructor(found: Found, scores: Scores, { payerOf }: Corridors, tiers: Tiers) {
    this.length = found.count;
    this.inCrowds = found.inCrowds;
    this.#order = found.order();
    this.columns = { ...found, rank: ranksOf(this.#order) };
    this.#scores = scores;
    this.#payerOf = payerOf;
    this.#tiers = tiers;
    this.#rankInQueue = rankWithinQueues(this.#order, found);
  }

  at(place: number): RankedSubject {
    const index = this.#order[place];
    if (index === undefined) throw new RangeError(`There is no subject of rank ${place + 1}`);
    const kind = SUBJECTS[this.columns.kind[index] as number] as Subject;
    const row = this.columns.row[index] as number;
    return {
      ...standingOf(kind, this.#scores[kind], row, this.#tiers),
      rank: place + 1,
      rankInQueue: this.#rankInQueue[place] as number,
      kind,
      row,
      code: this.codeOf(index),
    };
  }

  /** The code of the person at an index of the columns. */
  codeOf(index: number): number {
    const row = this.columns.row[index] as number;
    return SUBJECTS[this.columns.kind[index] as number] === 'payer' ? (this.#payerOf[row] as number) : row;
  }

  /** All of them in order, so many at a time. */
  *pages(size: number): Generator<readonly RankedSubject[]> {
    for (let from = 0; from < this.length; from += size)
      yield Array.from({ length: Math.min(size, this.length - from) }, (_, index) => this.at(from + index));
  }

  /** The first `count` of a queue, in order of rank. */
  firstOf(queue: Standing['queue'], count: number): RankedSubject[] {
    const first: RankedSubject[] = [];
    const wanted = QUEUES.indexOf(queue);
    for (let place = 0; place < this.length && first.length < count; place++)
      if (this.columns.queue[this.#order[place] as number] === wanted) first.push(this.at(place));
    return first;
  }

  /** Where the subject with these facts stands; null when it is not ranked. */
  find(kind: Subject, row: number): RankedSubject | null {
    const wanted = SUBJECTS.indexOf(kind);
    for (let index = 0; index < this.length; index++)
      if (this.columns.row[index] === row && this.columns.kind[index] === wanted)
        return this.at((this.columns.rank[index] as number) - 1);
    return null;
  }

  /** Who has this rank in a queue; null when nobody has. */
  inQueue(queue: Standing['queue'], rankInQueue: number): RankedSubject | null {
    const wanted = QUEUES.indexOf(queue);
    for (let place = 0; place < this.length; place++)
      if (this.#rankInQueue[place] === rankInQueue && this.columns.queue[this.#order[place] as number] === wanted)
        return this.at(place);
    return null;
  }

  /** How many of a queue stand in a tier. */
  countIn(queue: Standing['queue'], tier: Standing['tier']): number {
    const [wantedQueue, wantedTier] = [QUEUES.indexOf(queue), TIERS.indexOf(tier)];
    let count = 0;
    for (let index = 0; index < this.length; index++)
      if (this.columns.queue[index] === wantedQueue && this.columns.tier[index] === wantedTier) count++;
    return count;
  }
}

/** Who is ranked, as they are found, in columns with room for more. */
class Found implements Omit<RankedColumns, 'rank'> {
  count = 0;
  inCrowds = 0;
  readonly kind: Int8Array;
  readonly row: Int32Array;
  readonly queue: Int8Array;
  readonly role: Int8Array;
  readonly tier: Int8Array;
  readonly units: Int32Array;
  readonly indicators: Uint16Array;

  constructor(room: number) {
    this.kind = new Int8Array(room);
    this.row = new Int32Array(room);
    this.queue = new Int8Array(room);
    this.role = new Int8Array(room);
    this.tier = new Int8Array(room);
    this.units = new Int32Array(room);
    this.indicators = new Uint16Array(room);
  }

  add(kind: number, row: number, { queue, role, tier, score, indicators, crowd }: Standing): void {
    this.kind[this.count] = kind;
    this.row[this.count] = row;
    this.queue[this.count] = QUEUES.indexOf(queue);
    this.role[this.count] = ROLES.indexOf(role);
    this.tier[this.count] = TIERS.indexOf(tier);
    this.units[this.count] = Math.round(score * UNITS);
    this.indicators[this.count] = indicators;
    if (crowd !== null) this.inCrowds++;
    this.count++;
  }

  /** Highest score first, then most indicators, then who was found first. */
  order(): Int32Array {
    const asFound = new Int32Array(this.count);
    for (let index = 0; index < this.count; index++) asFound[index] = index;
    return byFalling(this.units, byFalling(this.indicators, asFound));
  }
}

/** The same indices with the highest number first; of equal ones, who stood first. Counts instead of comparing: the numbers lie close together, and many are equal. */
function byFalling(numbers: Int32Array | Uint16Array, indices: Int32Array): Int32Array {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < indices.length; at++) {
    const number = numbers[indices[at] as number] as number;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  if (least > most) return indices;
  const next = new Int32Array(most - least + 2);
  for (let at = 0; at < indices.length; at++) {
    const after = most - (numbers[indices[at] as number] as number) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let at = 1; at < next.length; at++) next[at] = (next[at] as number) + (next[at - 1] as number);
  const ordered = new Int32Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    const own = most - (numbers[index] as number);
    const place = next[own] as number;
    ordered[place] = index;
    next[own] = place + 1;
  }
  return ordered;
}

function ranksOf(order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place] as number] = place + 1;
  return ranks;
}

/** Numbers from 1 in each queue, by place: first who is proposed, then who is context. */
function rankWithinQueues(order: Int32Array, { queue, tier }: Found): Int32Array {
  const ranks = new Int32Array(order.length);
  const last = new Int32Array(QUEUES.length);
  const context = TIERS.indexOf('context');
  for (const isContext of [false, true])
    for (let place = 0; place < order.length; place++) {
      const index = order[place] as number;
      if ((tier[index] === context) !== isContext) continue;
      const own = queue[index] as number;
      last[own] = (last[own] as number) + 1;
      ranks[place] = last[own] as number;
    }
  return ranks;
}
