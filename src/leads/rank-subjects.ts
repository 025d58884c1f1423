import type { Corridors } from '../facts/corridors.ts';
import { UNITS } from '../indicators/contribution.ts';
import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Tiers } from '../indicators/pack-schema.ts';
import { QUEUES, TIERS } from './lead.ts';
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
  const all = SUBJECTS.reduce((sum, kind) => sum + scores[kind].count, 0);
  const found = new Places(all);
  const groups = new Groups(all);
  for (const [kind, name] of SUBJECTS.entries()) {
    const people = name === 'payer' ? corridors.start.length - 1 : scores[name].count;
    for (let code = 0; code < people; code++) {
      const rows = rowsOf(corridors, name, code);
      if (nothingFired(scores[name], ...rows)) continue;
      const { row, standing } = bestRow(name, scores[name], rows, tiers);
      if (standing.indicators === 0) continue;
      found.add(kind, row, standing);
      groups.add(standing);
    }
  }
  const placeOf = groups.places();
  return new Ranking(found.inOrder(placeOf), placeOf, scores, corridors, tiers);
}

function nothingFired({ investigation, safeguarding }: SubjectScores, from: number, to: number): boolean {
  for (let row = from; row < to; row++)
    if (investigation.fired[row] !== 0 || safeguarding.fired[row] !== 0) return false;
  return true;
}

/** The ranked subjects in columns, by place from 0: a million of them take 11 MB; what is more about one is put together when asked. */
export class Ranking {
  readonly length: number;
  readonly #places: Places;
  /** The place of each subject, payers before payees and each in the order of their facts. */
  readonly #placeOf: Int32Array;
  readonly #rankInQueue: Int32Array;
  readonly #scores: Scores;
  readonly #payerOf: Int32Array;
  readonly #tiers: Tiers;

  constructor(places: Places, placeOf: Int32Array, scores: Scores, { payerOf }: Corridors, tiers: Tiers) {
    this.length = places.count;
    this.#places = places;
    this.#placeOf = placeOf;
    this.#scores = scores;
    this.#payerOf = payerOf;
    this.#tiers = tiers;
    this.#rankInQueue = rankWithinQueues(places);
  }

  at(place: number): RankedSubject {
    const kind = SUBJECTS[this.#places.kind[place] as number];
    const row = this.#places.row[place];
    if (kind === undefined || row === undefined || place >= this.length)
      throw new RangeError(`There is no subject of rank ${place + 1}`);
    const code = kind === 'payer' ? (this.#payerOf[row] as number) : row;
    const { queue, role, tier, score, indicators, reasonsAgainst, unknown } = standingOf(
      kind,
      this.#scores[kind],
      row,
      this.#tiers,
    );
    // Written out, because a million of them are made: one object spread into another takes several times as long.
    return {
      queue,
      role,
      tier,
      score,
      indicators,
      reasonsAgainst,
      unknown,
      rank: place + 1,
      rankInQueue: this.#rankInQueue[place] as number,
      kind,
      row,
      code,
    };
  }

  /** All of them in order, so many at a time. */
  *pages(size: number): Generator<readonly RankedSubject[]> {
    for (let from = 0; from < this.length; from += size)
      yield Array.from({ length: Math.min(size, this.length - from) }, (_, index) => this.at(from + index));
  }

  /** All of them in the order of their facts, so many at a time: what is known of each lies side by side, so that this costs a third of `pages`. */
  *pagesByFacts(size: number): Generator<readonly RankedSubject[]> {
    for (let from = 0; from < this.length; from += size)
      yield Array.from(this.#placeOf.subarray(from, from + size), (place) => this.at(place));
  }

  /** The first `count` of a queue, in order of rank. */
  firstOf(queue: Standing['queue'], count: number): RankedSubject[] {
    const first: RankedSubject[] = [];
    const wanted = QUEUES.indexOf(queue);
    for (let place = 0; place < this.length && first.length < count; place++)
      if (this.#places.queue[place] === wanted) first.push(this.at(place));
    return first;
  }

  /** Where the subject with these facts stands; null when it is not ranked. */
  find(kind: Subject, row: number): RankedSubject | null {
    const wanted = SUBJECTS.indexOf(kind);
    for (let place = 0; place < this.length; place++)
      if (this.#places.row[place] === row && this.#places.kind[place] === wanted) return this.at(place);
    return null;
  }

  /** Who has this rank in a queue; null when nobody has. */
  inQueue(queue: Standing['queue'], rankInQueue: number): RankedSubject | null {
    const wanted = QUEUES.indexOf(queue);
    for (let place = 0; place < this.length; place++)
      if (this.#rankInQueue[place] === rankInQueue && this.#places.queue[place] === wanted) return this.at(place);
    return null;
  }

  /** How many of a queue stand in a tier. */
  countIn(queue: Standing['queue'], tier: Standing['tier']): number {
    const [wantedQueue, wantedTier] = [QUEUES.indexOf(queue), TIERS.indexOf(tier)];
    let count = 0;
    for (let place = 0; place < this.length; place++)
      if (this.#places.queue[place] === wantedQueue && this.#places.tier[place] === wantedTier) count++;
    return count;
  }
}

/** Columns of subjects, in some order. Kinds, queues and tiers stand as their places in SUBJECTS, QUEUES and TIERS. */
class Places {
  count = 0;
  readonly kind: Int8Array;
  readonly row: Int32Array;
  readonly queue: Int8Array;
  readonly tier: Int8Array;

  constructor(room: number) {
    this.kind = new Int8Array(room);
    this.row = new Int32Array(room);
    this.queue = new Int8Array(room);
    this.tier = new Int8Array(room);
  }

  add(kind: number, row: number, { queue, tier }: Standing): void {
    this.kind[this.count] = kind;
    this.row[this.count] = row;
    this.queue[this.count] = QUEUES.indexOf(queue);
    this.tier[this.count] = TIERS.indexOf(tier);
    this.count++;
  }

  /** The same subjects, the one at i at place `to[i]`. */
  inOrder(to: Int32Array): Places {
    const ordered = new Places(this.count);
    ordered.count = this.count;
    for (let from = 0; from < this.count; from++) {
      const place = to[from] as number;
      ordered.kind[place] = this.kind[from] as number;
      ordered.row[place] = this.row[from] as number;
      ordered.queue[place] = this.queue[from] as number;
      ordered.tier[place] = this.tier[from] as number;
    }
    return ordered;
  }
}

/** More indicators than any pack has. */
const INDICATOR_SPAN = 1 << 16;

/**
 * Subjects of equal score and equally many indicators are one group, and groups are few: to sort them, and to keep within each the
 * order of arrival, is ten times cheaper than to compare subjects with each other.
 */
class Groups {
  readonly #numbers = new Map<number, number>();
  readonly #sizes: number[] = [];
  readonly #of: Int32Array;
  #count = 0;

  constructor(room: number) {
    this.#of = new Int32Array(room);
  }

  add({ score, indicators }: Standing): void {
    const key = Math.round(score * UNITS) * INDICATOR_SPAN + indicators;
    let group = this.#numbers.get(key);
    if (group === undefined) {
      group = this.#sizes.push(0) - 1;
      this.#numbers.set(key, group);
    }
    this.#of[this.#count++] = group;
    this.#sizes[group] = (this.#sizes[group] as number) + 1;
  }

  /** The place of each subject, in order of arrival: highest score first, then most indicators, then who came first. */
  places(): Int32Array {
    const next = new Int32Array(this.#sizes.length);
    let place = 0;
    for (const [, group] of [...this.#numbers].sort(([a], [b]) => b - a)) {
      next[group] = place;
      place += this.#sizes[group] as number;
    }
    const places = new Int32Array(this.#count);
    for (let index = 0; index < this.#count; index++) {
      const group = this.#of[index] as number;
      places[index] = next[group] as number;
      next[group] = (next[group] as number) + 1;
    }
    return places;
  }
}

/** Numbers from 1 in each queue: first who is proposed, then who is context. */
function rankWithinQueues({ count, queue, tier }: Places): Int32Array {
  const ranks = new Int32Array(count);
  const last = new Int32Array(QUEUES.length);
  const context = TIERS.indexOf('context');
  for (const isContext of [false, true])
    for (let place = 0; place < count; place++) {
      if ((tier[place] === context) !== isContext) continue;
      const own = queue[place] as number;
      last[own] = (last[own] as number) + 1;
      ranks[place] = last[own] as number;
    }
  return ranks;
}
