import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { madeUpCorridors } from '../facts/corridors.fixture.ts';
import { evaluateSubjects, type SubjectScores } from '../indicators/evaluate-subjects.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { CAPS } from '../network/caps.ts';
import { payerPayeeGraph } from '../network/graph.ts';
import { countJoinedPayers } from './joined-payers.ts';
import { standingOf } from './standing.ts';
import { compiledPacks, publicPack } from './testing/context.ts';

const TIERS = publicPack.tiers;
const MOST = TIERS.investigation.crowd?.atMost ?? Number.NaN;

type Pays = readonly (readonly [row: number, payee: number])[];

function emptyScores(kind: 'payer' | 'payee', rows: number): SubjectScores {
  const facts = Array.from({ length: rows }, () => new Map<string, number>());
  return evaluateSubjects(compiledPacks[kind], tableOf(kind === 'payer' ? PAYER_FACTS : PAYEE_FACTS, facts));
}

/** A made-up network in which the rows of payers have these scores of the investigation queue, and `known` pay a known payee. */
function network(
  pays: Pays,
  rowScores: readonly number[],
  payees: number,
  { rowsOfPayers = rowScores.map(() => 1), known = new Set<number>() } = {},
) {
  const sorted = pays.toSorted(([a, b], [c, d]) => a - c || b - d);
  const pairs = {
    payer: Int32Array.from(sorted, ([row]) => row),
    payee: Int32Array.from(sorted, ([, payee]) => payee),
    ...{ firstAt: new Float64Array(sorted.length), lastAt: new Float64Array(sorted.length) },
  };
  const scores = { payer: emptyScores('payer', rowScores.length), payee: emptyScores('payee', payees) };
  for (const [row, score] of rowScores.entries()) {
    scores.payer.investigation.score[row] = score;
    scores.payer.investigation.fired[row] = 1;
    scores.payer.investigation.families[row] = 0b1111;
  }
  const corridors = madeUpCorridors(rowsOfPayers);
  const facts = {
    payer: tableOf(
      PAYER_FACTS,
      rowScores.map((_, row) => new Map([['known_payee', known.has(row) ? 1 : 0]])),
    ),
    payee: tableOf(
      PAYEE_FACTS,
      Array.from({ length: payees }, () => new Map<string, number>()),
    ),
  };
  const graph = payerPayeeGraph(pairs, rowScores.length, payees);
  const count = (tiers = TIERS): void => countJoinedPayers({ graph, corridors, facts, scores }, tiers);
  return { scores, count };
}

/** The slow way: who is reached from one payer, step by step. */
function reached(pays: Pays, proposed: ReadonlySet<number>, from: number): Set<number> {
  const seen = new Set([from]);
  for (const one of seen)
    for (const [row, payee] of pays)
      if (row === one) for (const [other, shared] of pays) if (shared === payee && proposed.has(other)) seen.add(other);
  return seen;
}

describe('the payers joined by shared payees', () => {
  it('are those who are reached step by step through payers who are proposed', () => {
    const ROWS = 8;
    const PAYEES = 6;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(ROWS - 1), fc.nat(PAYEES - 1)), {
          selector: ([row, payee]) => row * PAYEES + payee,
          maxLength: 18,
        }),
        fc.array(fc.constantFrom(0, 3, 9), { minLength: ROWS, maxLength: ROWS }),
        (pays, rowScores) => {
          const { scores, count } = network(pays, rowScores, PAYEES);
          count();
          const proposed = new Set(rowScores.flatMap((score, row) => (score > 0 ? [row] : [])));
          for (const row of rowScores.keys())
            expect(scores.payer.joinedPayers[row]).toBe(proposed.has(row) ? reached(pays, proposed, row).size - 1 : 0);
          for (let payee = 0; payee < PAYEES; payee++) {
            const paying = pays.find(([row, paid]) => paid === payee && proposed.has(row));
            expect(scores.payee.joinedPayers[payee]).toBe(
              paying === undefined ? 0 : reached(pays, proposed, paying[0]).size,
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are people: two corridors of one payer count once, and what either pays joins both', () => {
    // Payer 0 has rows 0 and 1; row 1 alone shares payee 1 with payer 1 (row 2).
    const { scores, count } = network(
      [
        [0, 0],
        [1, 1],
        [2, 1],
      ],
      [9, 0, 9],
      2,
      { rowsOfPayers: [2, 1] },
    );
    count();
    expect([...scores.payer.joinedPayers]).toEqual([1, 1, 1]);
    expect([...scores.payee.joinedPayers]).toEqual([2, 2]);
  });

  it('are not joined by a payee with more payers than are looked at, which itself counts its own', () => {
    const rows = CAPS.payersOfPayee + 1;
    const pays = Array.from({ length: rows }, (_, row) => [row, 0] as const);
    const { scores, count } = network(
      pays,
      pays.map((_, row) => (row < 40 ? 9 : 0)),
      1,
    );
    count();
    expect(scores.payer.joinedPayers[0]).toBe(0);
    expect(scores.payee.joinedPayers[0]).toBe(40);
  });
});

describe('who has all that the first tier takes', () => {
  const crowdOf = (payers: number, known = new Set<number>()) =>
    network(
      Array.from({ length: payers }, (_, row) => [row, 0] as const),
      Array.from({ length: payers }, () => 9),
      1,
      { known },
    );

  it('stands in the first tier as one of a circle, and in the second as one of a crowd', () => {
    const circle = crowdOf(MOST + 1);
    circle.count();
    expect(standingOf('payer', circle.scores.payer, 0, TIERS)).toMatchObject({ tier: 'first', crowd: null });
    const crowd = crowdOf(MOST + 2);
    crowd.count();
    expect(standingOf('payer', crowd.scores.payer, 0, TIERS)).toMatchObject({ tier: 'second', crowd: MOST + 1 });
  });

  it('stands in the first tier, however many are joined, when tied to a known subject', () => {
    const { scores, count } = crowdOf(MOST + 20, new Set([0]));
    count();
    expect(standingOf('payer', scores.payer, 0, TIERS)).toMatchObject({ tier: 'first', crowd: null });
    expect(standingOf('payer', scores.payer, 1, TIERS).tier).toBe('second');
  });
});

describe('a pack that sets no bound', () => {
  it('has nobody counted', () => {
    const { scores, count } = network(
      [
        [0, 0],
        [1, 0],
      ],
      [9, 9],
      1,
    );
    count({ ...TIERS, investigation: { ...TIERS.investigation, crowd: null } });
    expect([...scores.payer.joinedPayers]).toEqual([0, 0]);
  });
});
