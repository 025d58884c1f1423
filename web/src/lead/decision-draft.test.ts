import { expect, test } from 'vitest';
import { decisionOf, EMPTY_DRAFT } from './decision-draft.ts';

test('says nothing before a kind is chosen', () => {
  expect(decisionOf(EMPTY_DRAFT)).toBeNull();
  expect(decisionOf({ ...EMPTY_DRAFT, words: 'typed' })).toBeNull();
});

test('follows up with or without a note', () => {
  expect(decisionOf({ ...EMPTY_DRAFT, kind: 'follow_up', words: '  ' })).toEqual({ kind: 'follow_up', words: '' });
});

test('needs an ordinary explanation to be named, and put in words when it is none of those found', () => {
  const ordinary = { ...EMPTY_DRAFT, kind: 'ordinary', saidBy: 'records' } as const;
  expect(decisionOf({ ...ordinary, words: 'rent' })).toBeNull();
  expect(decisionOf({ ...ordinary, explanation: 'other', words: ' ' })).toBeNull();
  expect(decisionOf({ ...ordinary, explanation: 'O01' })).toEqual({
    kind: 'ordinary',
    explanation: 'O01',
    words: '',
    said: { by: 'records', whom: '' },
  });
});

test('needs to know in whose words an ordinary explanation is, and who that is when it is none of the list', () => {
  const ordinary = { ...EMPTY_DRAFT, kind: 'ordinary', explanation: 'O01' } as const;
  expect(decisionOf(ordinary)).toBeNull();
  expect(decisionOf({ ...ordinary, saidBy: 'other', whom: ' ' })).toBeNull();
  expect(decisionOf({ ...ordinary, saidBy: 'firm', whom: ' Agency 12 ' })).toMatchObject({
    said: { by: 'firm', whom: 'Agency 12' },
  });
});

test('needs to hear what is missing', () => {
  expect(decisionOf({ ...EMPTY_DRAFT, kind: 'need_more' })).toBeNull();
  expect(decisionOf({ ...EMPTY_DRAFT, kind: 'need_more', words: ' 2024 ' })).toEqual({
    kind: 'need_more',
    words: '2024',
  });
});
