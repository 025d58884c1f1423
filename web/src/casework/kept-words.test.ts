import { beforeEach, describe, expect, it } from 'vitest';
import { forgetTyped, keepTyped, keyOf, leftOn, standsOpen, typedOf } from './kept-words.ts';

const kept = new Map<string, string>();
// Keys are read as those of an object, as browsers give them.
const storage = new Proxy(
  {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  },
  { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) },
);
beforeEach(() => {
  kept.clear();
  Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true });
});

describe('words that were typed', () => {
  const title = { id: 'rules.changeTitle', values: { rule: 'A rule: "quoted"' } } as const;
  const key = keyOf('ada', '/cases/1', title);

  it('are there again for who typed them, on the page on which they were, by the title of the dialog', () => {
    keepTyped(key, [
      ['Reason', 'half a sentence', ['reason']],
      ['Urgent', true, []],
    ]);
    expect(leftOn('ada', '/cases/1')).toEqual([title]);
    expect([leftOn('ada', '/cases/2'), leftOn('bob', '/cases/1')]).toEqual([[], []]);
    expect(typedOf(key)).toEqual([
      ['Reason', 'half a sentence', ['reason']],
      ['Urgent', true, []],
    ]);
  });

  it('are not offered while their dialog stands open, and go when it is put away', () => {
    keepTyped(key, [['Reason', 'x', []]]);
    const close = standsOpen(key);
    expect(leftOn('ada', '/cases/1')).toEqual([]);
    close();
    expect(leftOn('ada', '/cases/1')).toHaveLength(1);
    forgetTyped(key);
    expect([leftOn('ada', '/cases/1'), typedOf(key)]).toEqual([[], []]);
  });

  it('are none when what is kept cannot be read', () => {
    for (const text of ['{', '{"a":1}', '[["a",3],"b"]', '[["a","no messages"]]']) {
      kept.set(key, text);
      expect(typedOf(key)).toEqual([]);
    }
  });
});
