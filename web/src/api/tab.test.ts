import { beforeEach, describe, expect, it } from 'vitest';

const kept = new Map<string, string>();
Object.defineProperty(globalThis, 'sessionStorage', {
  configurable: true,
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
    clear: () => kept.clear(),
  },
});
Object.defineProperty(globalThis, 'location', { value: new URL('http://127.0.0.1/'), configurable: true });
const { purposeHeaders, statePurpose } = await import('./purpose.ts');
const { queryClient } = await import('./query-client.ts');
const { keepTabTo } = await import('./tab.ts');

describe('a tab', () => {
  beforeEach(() => {
    kept.clear();
    keepTabTo('ada');
    queryClient.setQueryData(['lead', '1'], { of: 'ada' });
    queryClient.setQueryData(['me'], { member: 'whoever the server says' });
    statePurpose({ purpose: 'inquiry', reference: 'of ada' });
    kept.set('vigie.draft.ada.1', 'half a sentence');
  });

  it('keeps what its member has read, said and typed when the same one signs in again', () => {
    keepTabTo('ada');
    expect(queryClient.getQueryData(['lead', '1'])).toEqual({ of: 'ada' });
    expect(purposeHeaders()['x-vigie-purpose']).toBe('inquiry');
    expect(kept.get('vigie.draft.ada.1')).toBe('half a sentence');
  });

  it('has nothing left of them when another one signs in after the session has ended', () => {
    keepTabTo('bob');
    expect(queryClient.getQueryData(['lead', '1'])).toBeUndefined();
    expect(queryClient.getQueryData(['me'])).toBeDefined();
    expect(purposeHeaders()).toEqual({});
    expect([...kept]).toEqual([['vigie.member', 'bob']]);
  });
});
