import { describe, expect, it } from 'vitest';
import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import { requestsPart } from './requests-part.ts';
import { tellingIn } from './telling.ts';

type Filed = CaseFileData['requests'][number];
const ROW: Filed['row'] = {
  ...{ id: 'r', caseId: 'c', reference: 'ABCD-EFGH', kind: 'mutual_legal_assistance', abroad: true, urgent: false },
  ...{ addresseeKind: 'judicial_authority', addressee: 'Synthetic authority', country: 'PH', because: null },
  ...{ holder: { id: 'm', name: 'Synthetic holder' }, ownDate: null, standing: 'ended', endedAs: 'refused' },
  holderReads: true,
  ...{
    nextOn: null,
    escalatedTo: null,
    silentSince: null,
    protectionEndsOn: null,
    passedOn: null,
    notSent: false,
    overdue: false,
  },
  ...{ termOn: null, termMeans: null },
};
const refused: Filed = {
  ...{ row: ROW, legalBasis: 'Synthetic basis', asked: 'Synthetic question', annexes: [], events: [] },
  madeAt: '2026-01-01T00:00:00Z',
  ends: [
    {
      ...{ how: 'refused', reason: 'Another way is taken', by: 'Synthetic holder', at: '2026-03-01T00:00:00Z' },
      answer: { agreed: true, by: 'Synthetic second', at: '2026-03-02T00:00:00Z', words: '' },
    },
  ],
};

describe('a request that was refused, in the file', () => {
  it.each([
    ['fr', 'terminée · Refusée', 'Refusée'],
    ['en', 'ended · Refused', 'Refused'],
  ] as const)('is told as refused, with the reason and the second person: %s', (language, standing, how) => {
    const told = JSON.stringify(requestsPart({ requests: [refused] }, tellingIn(language)));
    expect(told).toContain(`"${standing}"`);
    expect(told).toContain(`"${how}"`);
    for (const said of ['Another way is taken', 'Synthetic second']) expect(told).toContain(said);
  });
});
