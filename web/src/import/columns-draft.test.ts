import { expect, test } from 'vitest';
import { draftOf, mappingOf, sameDraft, withColumn } from './columns-draft.ts';

const DRAFT = new Map([
  ['Ref', 'source_ref'],
  ['Montant', 'amount'],
] as const);

test('takes one column for a field: the one that had it is left out', () => {
  expect([...withColumn(DRAFT, 'Total', 'amount')]).toEqual([
    ['Ref', 'source_ref'],
    ['Total', 'amount'],
  ]);
  expect([...withColumn(DRAFT, 'Ref', null)]).toEqual([['Montant', 'amount']]);
});

test('keeps of an earlier mapping what is no column', () => {
  const before = { columns: { currency: { constant: 'EUR' }, amount: 'Old' }, zone: 'UTC' };
  expect(mappingOf(DRAFT, before)).toEqual({
    columns: { currency: { constant: 'EUR' }, source_ref: 'Ref', amount: 'Montant' },
    zone: 'UTC',
  });
});

test('knows the same columns in another order', () => {
  expect(sameDraft(DRAFT, new Map([...DRAFT].reverse()))).toBe(true);
  expect(sameDraft(DRAFT, withColumn(DRAFT, 'Ref', 'payer_id'))).toBe(false);
});

test('takes a constant or joined columns for no column', () => {
  const certainty = 'given';
  const fields = [
    { field: 'amount', header: 'Montant', certainty },
    { field: 'currency', header: '= EUR', certainty },
    { field: 'payer_name', header: 'Nom + Prénom', certainty },
  ] as const;
  expect([...draftOf({ headers: ['Montant', 'Nom', 'Prénom'], fields: [...fields] })]).toEqual([['Montant', 'amount']]);
});
