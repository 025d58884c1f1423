import { expect, test } from 'vitest';
import type { KnownIndicator } from '../api/schema.ts';
import { ordinaryChoices } from './ordinary-choices.ts';

const explanation = (id: string, title: string, more: Partial<KnownIndicator> = {}): KnownIndicator => ({
  ...{ id, title: { en: title, fr: title }, against: true, victim: false },
  ...{ subject: 'payer', queue: 'investigation' },
  ...more,
});
const ids = (choices: readonly { readonly id: string }[]): string[] => choices.map(({ id }) => id);

const KNOWN = [
  explanation('O12', 'Very small sums'),
  explanation('O12-payee', 'Very small sums', { subject: 'payee' }),
  explanation('O01', 'Steady support', { queue: 'both' }),
  explanation('O02', 'A large family'),
  explanation('O02-again', 'A large family'),
  explanation('O08', 'May be a victim', { victim: true }),
  explanation('P01', 'Many small payments', { against: false }),
];

test('offers what the records show first, then the others of the same subject and queue by title, each title once', () => {
  const { found, others } = ordinaryChoices(
    KNOWN,
    [{ indicator: 'O12', title: { en: 'Very small sums', fr: 'Très petites sommes' } }],
    { subjectKind: 'payer', queue: 'investigation' },
    'en',
  );
  expect(ids(found)).toEqual(['O12']);
  expect(ids(others)).toEqual(['O02', 'O01']);
});

test('never offers it as an ordinary explanation that the person may be a victim', () => {
  const shown = [{ indicator: 'O08', title: { en: 'May be a victim', fr: 'Peut être victime' } }];
  const { found, others } = ordinaryChoices(KNOWN, shown, { subjectKind: 'payer', queue: 'investigation' }, 'fr');
  expect(ids(found)).toEqual([]);
  expect(ids(others)).not.toContain('O08');
});

test('offers in the safeguarding queue only what counts there', () => {
  const { others } = ordinaryChoices(KNOWN, [], { subjectKind: 'payer', queue: 'safeguarding' }, 'en');
  expect(ids(others)).toEqual(['O01']);
});
