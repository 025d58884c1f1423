import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { compilePack } from './compile-pack.ts';
import { conditionLevel, leavesOf } from './condition.ts';
import { fromUnits } from './contribution.ts';
import { evaluateSubjects, indicatorStrengths } from './evaluate-subjects.ts';
import { explainSubject } from './explain-subject.ts';
import { loadPacks } from './load-packs.ts';
import { packJsonSchema } from './pack-schema.ts';
import { LANGUAGES, renderSentence } from './sentence.ts';
import { subjectFacts, tableOf } from './testing/arbitrary.ts';

const folder = path.resolve(import.meta.dirname, '../../packs/public');
const pack = loadPacks([folder]);
const kinds = [
  ['payer', PAYER_FACTS],
  ['payee', PAYEE_FACTS],
] as const;
const catalogueOf = (subject: 'payer' | 'payee'): readonly Fact[] => (subject === 'payer' ? PAYER_FACTS : PAYEE_FACTS);

describe('the public pack', () => {
  it.each([
    'P01',
    'P02',
    'P03',
    'P04',
    'P05',
    'P06',
    'P07',
    'P08',
    'P09',
    'P12',
    'P19',
    'R01',
    'R02',
    'R03',
    'R05',
    'R06',
    'K01',
    'S01',
    'S02',
    'S03',
    'S06',
    'O01',
    'O02',
    'O03',
    'O04',
    'O05',
    'O06',
    'O07',
    'O08',
  ])('has %s', (id) => {
    expect(pack.indicators.some((indicator) => indicator.id === id)).toBe(true);
  });

  it('states what it cannot tell', () => {
    expect(pack.limits.map(({ id }) => id)).toEqual(['O09']);
  });

  it('weighs nothing by country, city, name, sex or age: it only counts distinct ones', () => {
    const used = new Set(pack.indicators.flatMap(({ condition }) => leavesOf(condition).map(({ fact }) => fact)));
    expect([...used].filter((fact) => /gender|sex|age$|nationality|religion|kin/.test(fact))).toEqual([]);
    for (const fact of used) expect([...PAYER_FACTS, ...PAYEE_FACTS].some(({ id }) => id === fact)).toBe(true);
  });

  it.each(pack.indicators.map((indicator) => [indicator.id, indicator] as const))(
    '%s has both languages, a source without a page, and sentences without leftovers for few and for many',
    (_, indicator) => {
      const units = new Map(catalogueOf(indicator.subject).map(({ id, unit }) => [id, unit]));
      for (const language of LANGUAGES)
        for (const value of [0, 1, 2, 0.37, 250, Number.NaN]) {
          const text = renderSentence(
            indicator.sentence[language],
            language,
            () => value,
            (fact) => units.get(fact) ?? 'ratio',
          );
          expect(text).not.toMatch(/[{}|]|NaN|undefined|Infinity/);
          expect(text).toMatch(/\.$/);
        }
      expect(indicator.title.en).not.toBe(indicator.title.fr);
      expect(indicator.lookAlikes.fr.length).toBeGreaterThan(5);
      expect(indicator.source.document).not.toMatch(/\bpp?\.\s*\d|page/i);
    },
  );

  it('says nothing of guilt: its words are those of the project', () => {
    const words = pack.indicators.flatMap(({ sentence, title, lookAlikes }) => [
      ...sentence.en.filter((part) => typeof part === 'string'),
      ...[title.en, lookAlikes.en],
    ]);
    expect(words.join(' ')).not.toMatch(/offender|predator|criminal|guilt|suspect\b|client\b/i);
  });

  it('has an editor schema that is up to date', () => {
    const written: unknown = JSON.parse(readFileSync(path.join(folder, 'schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
  });
});

describe.each(kinds)('scores of a %s', (kind, catalogue) => {
  const compiled = compilePack(pack, kind, catalogue);

  it('are the sum of the contributions, exactly, in each queue', () => {
    fc.assert(
      fc.property(fc.array(subjectFacts(catalogue), { minLength: 1, maxLength: 4 }), (subjects) => {
        const table = tableOf(catalogue, subjects);
        const scores = evaluateSubjects(compiled, table);
        for (let row = 0; row < table.count; row++)
          for (const queue of ['investigation', 'safeguarding'] as const) {
            const own = explainSubject(compiled, table, row).filter(({ indicator }) =>
              [queue, 'both'].includes(indicator.queue),
            );
            const units = own.reduce((sum, { contributionUnits }) => sum + contributionUnits, 0);
            expect(scores[queue].score[row]).toBe(fromUnits(units));
            const count = (outcome: string, kindOf: string): number =>
              own.filter((one) => one.outcome === outcome && one.indicator.kind === kindOf).length;
            expect(scores[queue].fired[row]).toBe(count('fired', 'indicator'));
            expect(scores[queue].against[row]).toBe(count('fired', 'ordinary_explanation'));
            expect(scores[queue].unknown[row]).toBe(own.filter(({ outcome }) => outcome === 'unknown').length);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('give every yes a sentence, every no what it falls short of, and every unknown the facts that are missing', () => {
    fc.assert(
      fc.property(subjectFacts(catalogue), (facts) => {
        for (const one of explainSubject(compiled, tableOf(catalogue, [facts]), 0)) {
          expect(one.sentence !== null).toBe(one.outcome === 'fired');
          expect(one.missing.length > 0).toBe(one.outcome === 'unknown');
          expect(one.shortfall !== null).toBe(one.outcome === 'no');
          for (const fact of one.missing) expect(facts.get(fact)).toBeNaN();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('name as a miss what holds too weakly to show', () => {
    const facts = new Map([...catalogue.map(({ id }) => [id, Number.NaN] as const)]);
    const barely =
      kind === 'payer' ? new Map([...facts, ['purpose_share', 1e-9], ['purpose_trade_share', 1]] as const) : facts;
    const explained = explainSubject(compiled, tableOf(catalogue, [barely]), 0);
    for (const one of explained.filter(({ outcome }) => outcome === 'no'))
      expect(one.shortfall, one.indicator.id).not.toBeNull();
  });

  it('never gain a reason for from a fact that is taken away', () => {
    fc.assert(
      fc.property(subjectFacts(catalogue), fc.subarray(catalogue.map(({ id }) => id)), (facts, hidden) => {
        for (const { indicator } of compiled.indicators) {
          if (indicator.kind !== 'indicator') continue;
          const before = conditionLevel(indicator.condition, (fact) => facts.get(fact) ?? Number.NaN);
          const after = conditionLevel(indicator.condition, (fact) =>
            hidden.includes(fact) ? Number.NaN : (facts.get(fact) ?? Number.NaN),
          );
          expect(after).toBeLessThanOrEqual(Math.max(before, 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('can be asked for indicator by indicator, with unknown as NaN', () => {
    const table = tableOf(catalogue, [new Map(), new Map(catalogue.map(({ id }) => [id, 1]))]);
    for (const { indicator } of compiled.indicators) {
      const [unknown, known] = indicatorStrengths(compiled, table, indicator.id);
      expect(unknown).toBeNaN();
      expect(known).not.toBeNaN();
    }
  });
});
