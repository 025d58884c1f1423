import { expect, test } from 'vitest';
import { changeOf } from './run-search.ts';

test('opens on the first kind of change of which there is any, unless the address names one', () => {
  expect(changeOf({}, undefined)).toBe('came');
  expect(changeOf({}, { came: 0, went: 0, moved: 3 })).toBe('moved');
  expect(changeOf({}, { came: 0, went: 0, moved: 0 })).toBe('came');
  expect(changeOf({ change: 'went' }, { came: 2, went: 0, moved: 3 })).toBe('went');
});
