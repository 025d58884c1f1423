import { expect, test } from 'vitest';
import { PAYEE_FACTS } from '../facts/catalogue.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { assembleLead } from './assemble-lead.ts';
import { independenceOf } from './independence.ts';
import { AS_OF, contextOf, counterparty, transfer } from './testing/context.ts';

const of = (facts: Readonly<Record<string, number>>) =>
  independenceOf(tableOf(PAYEE_FACTS, [new Map(Object.entries(facts))]), 0);

test('the independence of the payers of a payee is what its facts say, and unknown where they do not', () => {
  expect(of({ payers: 12, unrelated_payers: 10, payers_incoherence: 0.61234 })).toMatchObject({
    ...{ payers: 12, lookedAt: 12, unrelated: 10, degree: 0.6123 },
    ...{ countries: null, nightShare: null },
  });
});

test('of a payee with very many payers it is said how many were looked at', () => {
  expect(of({ payers: 4000, unrelated_payers: 480 })).toMatchObject({ payers: 4000, lookedAt: 500, unrelated: 480 });
});

test('a lead about a payee counts the places that its payers come from, each once; one about a payer has none', () => {
  const from = (id: string, country: string | null, place: string | null) =>
    [id, counterparty(id, { country, place })] as const;
  const counterparties = new Map([
    ...[from('a', 'XA', 'X-1'), from('b', 'XA', 'X-1'), from('c', 'XB', 'X-1'), from('d', 'XB', null)],
  ]);
  const transfers = ['a', 'b', 'c', 'd'].map((payerId) => transfer(`t-${payerId}`, 9, { payerId }));
  const independence = of({ payers: 4 });
  const lead = assembleLead(contextOf('payee', {}, transfers, { counterparties, independence }), AS_OF);
  expect(lead.independence).toEqual({ ...independence, places: 2 });
  expect(assembleLead(contextOf('payer', {}, transfers, { counterparties }), AS_OF).independence).toBeNull();
});
