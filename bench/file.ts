// `npm run bench:file`: how long a file of some 200 pages takes, from what was read of a case to the bytes; nothing of the database.
// Options: --runs N, --times N (of everything in the case N times as much), --keep FOLDER (the PDFs are left there).
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseFileData } from '../src/casework/file/read-case-file.ts';
import { buildFile } from '../src/exchange/file/build-file.ts';
import { renderFile } from '../src/exchange/file/render-file.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    times: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});
const times = Number(values.times);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const manyTimes = <T>(count: number, make: (index: number) => T): T[] => many(Math.round(count * times), make);
const at = (minute: number): string => new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString();
const who = { id: 'm', name: 'Synthetic investigator' };
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const words = (length: number): string =>
  'Synthetic words about what was found and where it lies. '.repeat(length).trim();

const children = manyTimes(10, (index) => ({
  ...{ id: `c${index}`, workingName: `Synthetic child ${index}`, capacity: 'possible_victim' as const },
  ...{ careStates: [], merged: [] },
  statuses: (['identification', 'protection', 'care'] as const).map((track) => ({
    ...{
      track,
      state: 'not_identified' as const,
      holder: who,
      nextStep: words(1),
      nextOn: '2027-01-01',
      by: who,
      at: at(1),
    },
  })),
}));
const people = manyTimes(60, (index) => ({
  ...{
    id: `p${index}`,
    workingName: `Synthetic person ${index}`,
    population: 'concerned' as const,
    capacities: ['payer' as const],
    merged: [],
  },
}));
const said = (person: string) =>
  many(8, (index) => ({
    ...{ id: `${person}-${index}`, personId: person, caseId: 'x', field: 'note' as const, value: { text: words(2) } },
    ...{ basis: words(1), sourceKind: 'document' as const, source: 'Synthetic record 1', knownOn: '2025-02-01' },
    ...{ by: who, at: at(index), standing: null },
  }));
const two = (text: string) => ({ en: text, fr: text });
const leads = manyTimes(12, (lead) => ({
  ...{ id: `l${lead}`, headline: two(words(1)), queue: 'investigation' as const, decisions: [] },
  lead: {
    score: 1.5,
    subject: { kind: 'payer' as const, id: `SP-${lead}`, name: `Synthetic payer ${lead}` },
    members: many(20, (index) => ({
      kind: 'payee' as const,
      id: `SE-${lead}-${index}`,
      name: `Synthetic payee ${index}`,
    })),
    links: many(20, (index) => ({
      ...{ payerId: `SP-${lead}`, payeeId: `SE-${lead}-${index}`, transfers: index + 1, amountEur: '12345.67' },
    })),
    ...Object.fromEntries(
      (['reasons', 'reasonsAgainst'] as const).map((side) => [
        side,
        many(6, (index) => ({
          ...{ indicator: `P0${index}`, title: two('Synthetic indicator'), sentence: two(words(2)), trust: 'B' },
          ...{ source: 'Synthetic guidance, 2024', evidence: ['t'], evidenceTotal: 1 },
          ...{ contribution: 0.25, lookAlikes: two(words(1)) },
        })),
      ]),
    ),
    unknown: [],
    transfers: many(150, (index) => ({
      ...{
        transferId: `t${lead}-${index}`,
        at: at(index * 60),
        payerId: `SP-${lead}`,
        payeeId: `SE-${lead}-${index % 20}`,
      },
      ...{ amount: '123.45', currency: 'EUR', sourceFile: hex('file'), sourceRow: index },
    })),
  } as unknown as CaseFileData['leads'][number]['lead'],
}));
const requests = manyTimes(40, (index) => ({
  row: {
    ...{ id: `r${index}`, caseId: 'x', reference: 'ABCD-1234', kind: 'information', addresseeKind: 'bank' as const },
    ...{ addressee: 'Synthetic bank', country: 'PH', abroad: true, urgent: false, holder: who, ownDate: '2027-01-01' },
    ...{
      standing: 'silent' as const,
      nextOn: '2027-01-01',
      because: null,
      escalatedTo: null,
      silentSince: '2025-03-01',
      passedOn: '2025-04-01',
      ...{ overdue: true, termOn: null, termMeans: null },
      notSent: false,
    },
  },
  ...{ legalBasis: words(1), asked: words(4), madeAt: at(0), annexes: [] },
  ends: [],
  events: many(8, () => ({
    ...{ kind: 'asked_again', at: '2025-03-01', words: words(1), by: who.name, enteredAt: at(2), struck: null },
  })),
}));
const data = {
  ...{
    asOf: '2026-01-02T03:04:05.000Z',
    unit: 'Synthetic unit',
    maker: who.name,
    attachments: [],
    evidence: [],
    candidates: [],
  },
  read: {
    row: {
      ...{ id: 'x', reference: 'ABCD-1234', title: 'Synthetic case', country: 'FR', stage: 'lead', openedAt: at(0) },
      ...{ search: { holder: who, nextStep: 'x', nextOn: '2027-01-01' } },
    },
    ...{ children, people, members: [{ member: who, role: 'responsible' }] },
    searches: many(20, () => ({ holder: who, nextStep: words(1), nextOn: '2027-01-01', by: who, at: at(1) })),
  },
  statements: new Map([...children, ...people].map(({ id }) => [id, said(id)])),
  referrals: new Map(),
  ...{ leads, requests },
  timeline: manyTimes(1500, (index) => ({
    ...{
      lane: 'Transfers',
      what: 'Transfer',
      when: at(index),
      precision: '',
      who: 'Synthetic payer',
      toward: 'Synthetic payee',
    },
    ...{
      details: '123.45 EUR',
      source: `SHA-256 ${hex('file').slice(0, 12)}…, row ${index}`,
      entered: '',
      enteredBy: '',
    },
  })),
  audit: {
    ...{ readings: [], left: 0 },
    total: 1000,
    entries: manyTimes(1000, (seq) => ({
      ...{ seq, at: at(seq), name: who.name, act: 'case.read', purpose: 'inquiry', hash: hex(String(seq)) },
    })),
  },
} as unknown as CaseFileData;

for (let run = 0; run < Number(values.runs); run++)
  for (const language of ['fr', 'en'] as const) {
    const began = performance.now();
    const document = buildFile(data, {
      language,
      marking: 'SYNTHETIC',
      words: 'Bench',
      purpose: 'training',
      leftOut: [],
    });
    const { pages, pdf, used } = await renderFile(document);
    const seconds = (performance.now() - began) / 1000;
    if (values.keep !== undefined) writeFileSync(join(values.keep, `file-${language}-${pages}.pdf`), pdf);
    console.log(
      `${language}: ${pages} pages, ${Math.round(pdf.length / 1000)} kB, ${seconds.toFixed(2)} s, ${(used.processorMs / 1000).toFixed(1)} s of processor time and ${Math.round(used.memoryKb / 1024)} MB of memory in the layout, SHA-256 ${hex(pdf.toString('latin1')).slice(0, 16)}`,
    );
  }
