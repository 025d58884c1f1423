import { expect, test } from 'vitest';
import { pathWithin } from './path-within.ts';

const HERE = 'https://vigie.invalid';

test('goes back to a page of this site', () => {
  expect(pathWithin('/leads/investigation?tier=first#x', HERE)).toBe('/leads/investigation?tier=first#x');
});

test('goes to no other site, however it is written', () => {
  for (const next of [
    '//evil.invalid/',
    '/\\evil.invalid',
    'https://evil.invalid',
    'javascript:alert(1)',
    '/\t/evil.invalid',
  ])
    expect(pathWithin(next, HERE)).toBeNull();
});

test('does not go round in a circle', () => {
  expect(pathWithin('/sign-in?next=/', HERE)).toBeNull();
  expect(pathWithin(undefined, HERE)).toBeNull();
});
