import { expect, test } from 'vitest';
import type { LeadRow } from '../api/schema.ts';
import { bulkPlan } from './bulk-plan.ts';

const self = { id: 'M-1', name: 'Camille Exemple' };
const other = { id: 'M-2', name: 'Dominique Modèle' };
const row = (id: string, changes: Partial<LeadRow>): LeadRow => ({
  id,
  leadId: id,
  unitId: 'U-1',
  queue: 'investigation',
  tier: 'first',
  role: 'payer',
  subjectKind: 'payer',
  subjectId: id,
  subjectName: null,
  country: null,
  score: 1,
  rankInQueue: 1,
  transfers: 1,
  amountEur: null,
  firstTransferAt: '2025-01-01T00:00:00.000Z',
  lastActiveAt: '2025-01-01T00:00:00.000Z',
  daysSinceActive: 1,
  urgency: null,
  payeeCountries: [],
  indicators: [],
  headline: { fr: '', en: '' },
  state: 'new',
  holder: null,
  heldSince: null,
  snoozedUntil: null,
  changed: null,
  gone: false,
  restricted: false,
  version: 1,
  ...changes,
});
const ids = (rows: readonly LeadRow[]): string[] => rows.map(({ id }) => id);

test('claims what nobody holds, and leaves alone what another member holds', () => {
  const rows = [row('free', {}), row('mine', { holder: self }), row('theirs', { holder: other })];
  const plan = bulkPlan({ kind: 'claim' }, rows, self.id);
  expect(ids(plan.willChange)).toEqual(['free']);
  expect(ids(plan.alreadySo)).toEqual(['mine']);
  expect(ids(plan.heldByOthers)).toEqual(['theirs']);
});

test('sets aside again what was set aside and has something new since', () => {
  const changed = { moreTransfers: 1, lastTransferAt: '2025-01-01T00:00:00.000Z', newReasons: [], strongerReasons: [] };
  const rows = [row('aside', { state: 'ordinary' }), row('back', { state: 'ordinary', changed })];
  const decision = { kind: 'ordinary', explanation: 'other', words: 'synthetic' } as const;
  expect(ids(bulkPlan({ kind: 'decide', decision }, rows, self.id).willChange)).toEqual(['back']);
});

test('hands on a lead whoever holds it', () => {
  const rows = [row('theirs', { holder: other }), row('mine', { holder: self })];
  expect(ids(bulkPlan({ kind: 'assign', to: other }, rows, self.id).willChange)).toEqual(['mine']);
});
