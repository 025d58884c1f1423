import { describe, expect, it } from 'vitest';
import { firedRules, PUBLISHED_RULES } from '../bench/published-rules.ts';
import { PAYER_FACTS } from '../src/facts/catalogue.ts';
import { allocateFactTable, factColumn } from '../src/facts/fact-table.ts';

describe('the published thresholds that Vigie is compared with', () => {
  it('are about facts that there are, and about no country', () => {
    const facts = PUBLISHED_RULES.flatMap(({ bounds }) => bounds.map(({ fact }) => fact));
    expect(facts.filter((id) => !PAYER_FACTS.some((fact) => fact.id === id))).toEqual([]);
    expect(facts.filter((id) => /^(top_country|payee_countries|known_)/.test(id))).toEqual([]);
  });

  it('fire for each row by itself, and never on what is not known', () => {
    const table = allocateFactTable(PAYER_FACTS, 3);
    const put = (id: string, values: readonly number[]): void => factColumn(table, id).set(values);
    put('amount_median', [30, Number.NaN, 300]);
    put('gap_mean', [19.9, 20, Number.NaN]);
    put('night_share_payer', [0.5, 0.49, Number.NaN]);
    expect([...firedRules(table)]).toEqual([3, 0, 0]);
  });

  it('with several bounds fire when all of them hold', () => {
    const table = allocateFactTable(PAYER_FACTS, 3);
    factColumn(table, 'amount_escalation').set([0.1, 0.1, 0]);
    factColumn(table, 'tempo_escalation').set([0.1, 0, 0.1]);
    expect([...firedRules(table)]).toEqual([1, 0, 0]);
  });
});
