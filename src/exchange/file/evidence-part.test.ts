import { expect, it } from 'vitest';
import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import { evidencePart } from './evidence-part.ts';
import { tellingIn } from './telling.ts';

type Item = CaseFileData['evidence'][number];
const party = (name: string): Item['row']['custodian'] => ({ member: null, name, service: '' });
const ROW: Item['row'] = {
  ...{ id: 'i', number: 2, state: 'held', version: 2, custodian: party('Synthetic giver'), place: 'Safe 3' },
  said: {
    ...{ description: 'Synthetic telephone', kind: 'device', custodian: 'Synthetic giver', custodianService: '' },
    ...{ place: 'Safe 3', sealNumber: null, hashAlgorithm: null, hashValue: null },
    ...{ classification: 'Restricted', origin: 'Synthetic seizure' },
  },
  ...{ holder: { id: 'm', name: 'Synthetic holder' }, holderReads: true, nextCheckOn: '2030-01-01', gaps: [] },
  offer: {
    ...{ seq: 2, since: '2026-11-20', from: party('Synthetic giver'), to: party('Synthetic taker') },
    ...{ giverAcknowledged: true, takerAcknowledged: false },
  },
};

it.each([
  [
    'fr',
    /Une remise attend d’être confirmée\s: de [^"]*Synthetic giver[^"]* à [^"]*Synthetic taker/,
    'ne montre pas de lacune',
  ],
  [
    'en',
    /A hand-over waits to be acknowledged: from [^"]*Synthetic giver[^"]* to [^"]*Synthetic taker/,
    'shows no gap',
  ],
] as const)('An item whose hand-over waits is not said to show no gap in the file: %s', (language, waits, noGap) => {
  const told = (row: Item['row']): string => {
    const data = { evidence: [{ row, entries: [] }], attachments: [], read: { members: [] } };
    return JSON.stringify(evidencePart(data as unknown as CaseFileData, tellingIn(language)));
  };
  expect(told(ROW)).toMatch(waits);
  expect(told(ROW)).not.toMatch(new RegExp(noGap));
  expect(told({ ...ROW, offer: null })).toMatch(new RegExp(noGap));
});
