import { expect, test } from 'vitest';
import { decisionOf, EMPTY_DRAFT } from './decision-draft.ts';

test('says nothing before a kind is chosen', () => {
  expect(decisionOf(EMPTY_DRAFT)).toBeNull();
  expect(decisionOf({ ...EMPTY_DRAFT, words: 'typed' })).toBeNull();
});

test('follows up with or without a note', () => {
  expect(decisionOf({ kind: 'follow_up', explanation: '', words: '  ' })).toEqual({ kind: 'follow_up', words: '' });
});

test('needs an ordinary explanation to be named, and put in words when it is none of those found', () => {
  expect(decisionOf({ kind: 'ordinary', explanation: '', words: 'rent' })).toBeNull();
  expect(decisionOf({ kind: 'ordinary', explanation: 'other', words: ' ' })).toBeNull();
  expect(decisionOf({ kind: 'ordinary', explanation: 'O01', words: '' })).toEqual({
    kind: 'ordinary',
    explanation: 'O01',
    words: '',
  });
});

test('needs to hear what is missing', () => {
  expect(decisionOf({ kind: 'need_more', explanation: '', words: '' })).toBeNull();
  expect(decisionOf({ kind: 'need_more', explanation: '', words: ' 2024 ' })).toEqual({
    kind: 'need_more',
    words: '2024',
  });
});
