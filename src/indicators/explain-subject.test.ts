import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../facts/catalogue.ts';
import { compilePack } from './compile-pack.ts';
import type { Condition } from './condition.ts';
import { explainSubject, type Miss, type Shortfall } from './explain-subject.ts';
import type { Indicator } from './indicator.ts';
import { loadPacks } from './load-packs.ts';
import { condition as anyCondition, tableOf } from './testing/arbitrary.ts';

const publicPack = loadPacks([path.resolve(import.meta.dirname, '../../packs/public')]);
const FACTS = Array.from({ length: 80 }, (_, index) => `f${index}`);
const catalogue: readonly Fact[] = FACTS.map((id) => ({ id, meaning: '', unit: 'ratio', window: 'all', order: 1 }));

/** What is said of a subject by one indicator with this condition. */
function explained(condition: Condition, facts: ReadonlyMap<string, number>) {
  const [model] = publicPack.indicators;
  if (model === undefined) throw new Error('The public pack is empty');
  const text = ['A sentence.'];
  const indicator: Indicator = {
    ...model,
    ...{ id: 'X', subject: 'payer', kind: 'indicator', weight: 1, condition, sentence: { en: text, fr: text } },
  };
  const compiled = compilePack({ indicators: [indicator], tiers: publicPack.tiers }, 'payer', catalogue);
  const [only] = explainSubject(compiled, tableOf(catalogue, [facts]), 0);
  if (only === undefined) throw new Error('Nothing was explained');
  return only;
}

/** The same condition with a fact of its own in every part. */
function withOwnFacts(condition: Condition, next = { fact: 0 }): Condition {
  if ('of' in condition) return { ...condition, of: condition.of.map((part) => withOwnFacts(part, next)) };
  return { ...condition, fact: `f${next.fact++}` };
}

function missesIn(shortfall: Shortfall): readonly Miss[] {
  return 'fact' in shortfall ? [shortfall] : shortfall.of.flatMap(missesIn);
}

/** Reaches the limit, well beyond it where it has to be passed. */
function met({ limit, needed }: Miss): number {
  return needed === 'above' ? limit + 1000 : needed === 'below' ? limit - 1000 : limit;
}

const ramp = (fact: string, from: number, to: number): Condition => ({
  ...{ kind: 'ramp', fact, from, to, scale: 'linear', optional: false },
});

describe('why an indicator said no', () => {
  it('is what has to change: with each limit that is named met, it no longer says no', () => {
    const values = fc.array(fc.option(fc.integer({ min: -40, max: 60 }), { nil: Number.NaN, freq: 6 }), {
      minLength: FACTS.length,
      maxLength: FACTS.length,
    });
    fc.assert(
      fc.property(
        anyCondition(['f0']).map((each) => withOwnFacts(each)),
        values,
        (condition, given) => {
          const facts = new Map(FACTS.map((fact, index) => [fact, given[index] ?? Number.NaN]));
          const { outcome, shortfall } = explained(condition, facts);
          fc.pre(outcome === 'no' && shortfall !== null);
          const misses = missesIn(shortfall ?? { kind: 'all', of: [] });
          for (const { fact, value } of misses) expect(value).toBe(facts.get(fact));
          const changed = new Map([...facts, ...misses.map((miss) => [miss.fact, met(miss)] as const)]);
          expect(explained(condition, changed).outcome).not.toBe('no');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names the part of an all that failed, not those that hold or are unknown', () => {
    const condition: Condition = { kind: 'all', of: [ramp('f0', 1, 2), ramp('f1', 5, 3), ramp('f2', 0, 1)] };
    const { shortfall } = explained(
      condition,
      new Map([
        ['f0', 4],
        ['f1', 7],
      ]),
    );
    expect(shortfall).toEqual({ fact: 'f1', value: 7, limit: 5, needed: 'below' });
  });

  it('leaves out an any of which one part holds, whatever the others say', () => {
    const any: Condition = { kind: 'any', of: [ramp('f0', 1, 2), ramp('f1', 1, 2)] };
    const condition: Condition = { kind: 'all', of: [any, ramp('f2', 10, 20)] };
    const facts = new Map([
      ['f0', 0],
      ['f1', 2],
      ['f2', 3],
    ]);
    expect(explained(condition, facts).shortfall).toEqual({ fact: 'f2', value: 3, limit: 10, needed: 'above' });
  });

  it('tells an any from an all, and a limit that counts from one that does not', () => {
    const threshold: Condition = { kind: 'threshold', fact: 'f1', atLeast: 3, atMost: 9, optional: false };
    const condition: Condition = { kind: 'any', of: [ramp('f0', 1, 2), threshold] };
    expect(
      explained(
        condition,
        new Map([
          ['f0', 1],
          ['f1', 12],
        ]),
      ).shortfall,
    ).toEqual({
      kind: 'any',
      of: [
        { fact: 'f0', value: 1, limit: 1, needed: 'above' },
        { fact: 'f1', value: 12, limit: 9, needed: 'at_most' },
      ],
    });
  });
});
