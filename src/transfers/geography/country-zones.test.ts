import { expect, test } from 'vitest';
import { countryCodes } from './countries.ts';
import { isZoneOfCountry, onlyZoneOfCountry } from './country-zones.ts';
import { isZone } from './zones.ts';

test.each([
  ['PH', 'Asia/Manila'],
  ['FR', 'Europe/Paris'],
  ['NP', 'Asia/Kathmandu'],
  ['SE', 'Europe/Stockholm'],
  ['DE', 'Europe/Berlin'],
  ['GB', 'Europe/London'],
  ['VN', 'Asia/Ho_Chi_Minh'],
  ['XK', 'Europe/Belgrade'],
])('%s has one time: %s', (country, zone) => {
  expect(onlyZoneOfCountry(country)).toBe(zone);
});
test.each(['US', 'AU', 'BR', 'ID', 'RU', 'ES', 'PT'])(
  '%s has several times, so none for the whole country',
  (country) => {
    expect(onlyZoneOfCountry(country)).toBeNull();
  },
);
test('an invented country has no zone', () => {
  expect(onlyZoneOfCountry('XQ')).toBeNull();
});
test('every zone of a country is one that the runtime knows', () => {
  const zones = countryCodes().flatMap((country) => onlyZoneOfCountry(country) ?? []);
  expect(zones.length).toBeGreaterThan(200);
  expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
});
test('a zone belongs to a country under any of its names, and not to the neighbour', () => {
  expect(isZoneOfCountry('America/Montreal', 'CA')).toBe(true);
  expect(isZoneOfCountry('America/Los_Angeles', 'MX')).toBe(false);
});
