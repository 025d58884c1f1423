import { describe, expect, it } from 'vitest';
import { readCasesSearch, stageOf, withCasesSearch } from './cases-search.ts';

describe('the address of the list of cases', () => {
  it('says the stage, the words and the lead from which a case is opened, and drops what it does not know', () => {
    const search = readCasesSearch({ stage: 'trial', q: 'heron', lead: 'L', other: 'x', open: '' });
    expect(search).toEqual({ stage: 'trial', q: 'heron', lead: 'L' });
    expect(stageOf(search)).toBe('trial');
    expect(stageOf({ stage: 'appeal' })).toBeNull();
  });

  it('loses what is emptied', () => {
    expect(withCasesSearch({ stage: 'trial', q: 'heron' }, { stage: '', open: 'case' })).toEqual({
      ...{ q: 'heron', open: 'case' },
    });
  });
});
