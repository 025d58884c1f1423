import { expect, test } from 'vitest';
import { ACTS } from '../src/casework/audit/acts.ts';
import { OBJECT_KINDS } from '../web/src/audit/object-kinds.ts';

test('the page of the log has a word for every kind of thing that the log tells of', () => {
  const told = new Set(Object.values(ACTS).map(({ object }) => object));
  expect([...told].filter((kind) => !(OBJECT_KINDS as readonly string[]).includes(kind))).toEqual([]);
});
