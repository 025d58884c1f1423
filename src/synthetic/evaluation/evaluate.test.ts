import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { formatEvaluation, summariseEvaluation } from './format-evaluation.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-evaluation-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const HEADER =
  'rank,subject_kind,subject_id,subject_name,queue,role,score,tier,indicators,reasons_against,unknown,transfers,amount_eur,first_transfer_at,last_transfer_at,lead_id';
const REST = '"P01;P04","a, b",,3,100.00,2024-01-01T00:00:00Z,2024-02-01T00:00:00Z,L1';
const SUBJECTS = `${HEADER}
3,payer,p3,Synthetic,investigation,payer,1.5,second,${REST}
1,payer,p1,"Synthetic ""Payer"",
on two lines",investigation,payer,4.5,first,${REST}
2,payee,"e,1",Synthetic,investigation,facilitator,3.5,first,${REST}
4,payer,p9,Synthetic,safeguarding,possible_victim,1.0,second,${REST}
`;
const TRUTH = `kind,id,class,harmful,queue
payer,p1,live_stream_payer_regular,true,investigation
payer,p2,live_stream_payer_regular,true,investigation
payer,p3,family_support,false,
payer,p4,family_support,false,
payee,"e,1",facilitator,true,investigation
`;

describe('evaluating files', () => {
  it('reads quotes, commas and line breaks within fields, and goes by rank', async () => {
    const evaluation = await evaluate(await file('s.csv', SUBJECTS), await file('t.csv', TRUTH));
    const payers = evaluation.slices.find(({ kind, queue }) => kind === 'payer' && queue === 'investigation');
    expect(payers).toMatchObject({ relevant: 2, ranked: 2 });
    expect(payers?.budgets.find(({ label }) => label === 'N')).toMatchObject({ budget: 2, hits: 1 });
    expect(payers?.averagePrecision?.value).toBe(0.5);
    expect(
      evaluation.slices.find(({ kind, queue }) => kind === 'payee' && queue === 'investigation')?.averagePrecision
        ?.value,
    ).toBe(1);
    expect(evaluation.rankedWithoutTruth).toBe(1);
    expect(evaluation.neverRanked).toEqual([{ kind: 'payer', class: 'live_stream_payer_regular', harmful: 1 }]);
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
  });

  it('shows every figure with its interval in a plain table', async () => {
    const shown = formatEvaluation(await evaluate(await file('s.csv', SUBJECTS), await file('t.csv', TRUTH)));
    expect(shown).toContain('payers, investigation: 2 matter, 2 ranked, average precision 0.500 [0.000, 1.000]');
    expect(shown).toMatch(/2 = N +2 +1 +0\.500 \[0\.095, 0\.905\]/);
    expect(shown).toMatch(/family_support +2 .*1: 50\.00 % \[9\.45, 90\.55\]/);
  });

  it('says on a dozen lines what matters, with intervals', async () => {
    const shown = summariseEvaluation(await evaluate(await file('s.csv', SUBJECTS), await file('t.csv', TRUTH)));
    expect(shown.trimEnd().split('\n').length).toBeLessThanOrEqual(12);
    expect(shown).toMatch(/payers, investigation +2 +0\.500 \[0\.000, 1\.000\] +0\.500 \[0\.095, 0\.905\]/);
    expect(shown).toContain('payers, investigation 1 of 1 = 1.000 [0.207, 1.000]');
    expect(shown).toContain('1 family_support (investigation; 50.00 % [9.45, 90.55] of them)');
    expect(shown).toContain('1 live_stream_payer_regular (payer)');
    expect(shown).toContain('--full');
  });

  it('measures a ranking that is only a header', async () => {
    const evaluation = await evaluate(await file('empty.csv', `${HEADER}\n`), await file('t.csv', TRUTH));
    expect(evaluation.subjectsRanked).toBe(0);
    expect(formatEvaluation(evaluation)).toContain('unknown');
  });

  it('takes 1 and 0 for true and false, in whatever case these are written', async () => {
    const ranking = await file('s.csv', SUBJECTS);
    const asFigures = TRUTH.replaceAll(',true,', ',1,').replaceAll(',false,', ',FALSE,');
    expect(asFigures).not.toBe(TRUTH);
    expect(await evaluate(ranking, await file('figures.csv', asFigures))).toEqual(
      await evaluate(ranking, await file('t.csv', TRUTH)),
    );
    const other = await file('other.csv', TRUTH.replace(',true,', ',perhaps,'));
    await expect(evaluate(ranking, other)).rejects.toThrow(/other\.csv: harmful must be one of true, false, 1, 0/);
  });

  it('says which file and column cannot be used', async () => {
    const truth = await file('t.csv', TRUTH);
    await expect(evaluate(await file('wrong.csv', 'a,b\n1,2\n'), truth)).rejects.toThrow(/wrong\.csv.*rank/);
    const badQueue = SUBJECTS.replace(',safeguarding,', ',elsewhere,');
    await expect(evaluate(await file('queue.csv', badQueue), truth)).rejects.toThrow(
      /queue\.csv: queue must be one of/,
    );
    const badRank = SUBJECTS.replace('3,payer,p3', 'x,payer,p3');
    await expect(evaluate(await file('rank.csv', badRank), truth)).rejects.toThrow(
      /rank\.csv: rank must be a whole number/,
    );
  });
});
