import { describe, expect, it } from 'vitest';
import type { CaseFileData } from '../casework/file/read-case-file.ts';
import { makeFile } from './make-file.ts';
import { problemOf } from './problem.ts';

const asked = { words: 'Synthetic', marking: 'SYNTHETIC', purpose: 'training', leftOut: ['sources'] } as const;
/** Of a case nothing but its timeline. */
const data = {
  ...{ asOf: '2026-01-02T03:04:05.000Z', unit: 'Synthetic unit', maker: 'Synthetic', leads: [], evidence: [] },
  ...{ attachments: [], requests: [], candidates: [], statements: new Map(), referrals: new Map() },
  read: {
    row: { reference: 'ABCD-1234', title: 'Synthetic', country: 'FR', stage: 'lead', openedAt: '2026-01-01T00:00:00Z' },
    ...{ children: [], people: [], members: [], searches: [] },
  },
  audit: { entries: [], readings: [], left: 0, total: 0 },
  timeline: Array.from({ length: 1234 }, () => ({
    ...{
      lane: 'x',
      what: 'x',
      when: 'x',
      precision: '',
      who: 'x',
      toward: 'x',
      details: 'x',
      source: 'x',
      entered: '',
    },
    enteredBy: '',
  })),
} as unknown as CaseFileData;

describe('a case that is too large for one file', () => {
  it('says how long each part is that can be left out, the longest first, and can be made without', async () => {
    for (const [language, long, left] of [
      ['fr', /Chronologie \(1\s23\d lignes\)/, 'sources et empreintes'],
      ['en', /: Timeline \(1,23\d lines\)/, 'sources and hashes'],
    ] as const) {
      const failed = await makeFile(data, { ...asked, language }, { memoryKb: 1 }).catch((error: unknown) => error);
      const problem = problemOf(failed, language);
      expect(problem).toMatchObject({ type: 'urn:vigie:problem:file_too_large', status: 422 });
      expect(problem.detail).toMatch(long);
      expect(problem.detail).not.toContain(left);
    }
    const { pages } = await makeFile(data, { ...asked, language: 'en', leftOut: ['timeline'] });
    expect(pages).toBeGreaterThan(0);
  });
});
