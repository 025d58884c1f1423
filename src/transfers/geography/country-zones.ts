import { getCountry, getTimezone } from 'countries-and-timezones';
import { differAt, isZone, zoneOffsets } from './zones.ts';

/** Zones that kept the same time between these instants are one zone here: transfers are not older. */
const SINCE = Date.UTC(2000, 0, 1) / 1000;
const UNTIL = Date.UTC(2040, 0, 1) / 1000;

/** Countries that the library does not know, with their zone. */
const ADDED: Readonly<Record<string, readonly string[]>> = { XK: ['Europe/Belgrade'] };

const zonesByCountry = new Map<string, readonly string[]>();

/** All zones of a country (ISO 3166-1 alpha-2), canonical names; empty for a code that is no country. */
export function zonesOfCountry(country: string): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known) return known;
  const zones = ADDED[country] ?? (getCountry(country)?.timezones ?? []).filter(isZone);
  zonesByCountry.set(country, zones);
  return zones;
}

/** True when the zone, or the zone that it is another name of, is one of the country's. */
export function isZoneOfCountry(zone: string, country: string): boolean {
  const zones = zonesOfCountry(country);
  return zones.includes(zone) || zones.includes(getTimezone(zone)?.aliasOf ?? '');
}

const onlyZones = new Map<string, string | null>();

/** The zone of a country that has one time for the whole country, null when it has several or is unknown. */
export function onlyZoneOfCountry(country: string): string | null {
  const known = onlyZones.get(country);
  if (known !== undefined) return known;
  const zones = zonesOfCountry(country);
  const [first] = zones;
  const only = first !== undefined && zones.every((zone) => keepSameTime(zone, first)) ? ownZone(country, first) : null;
  onlyZones.set(country, only);
  return only;
}

/** Half a year apart: between summer and winter, most zones of a country that differ do so at one of them. */
const SEASONS = Array.from({ length: 80 }, (_, half) => Date.UTC(2000, 6 * half, 1) / 1000);

/** The whole history takes thousands of questions, and most zones differ at the first. */
function keepSameTime(one: string, other: string): boolean {
  return one === other || (!differAt(SEASONS, one, other) && timeKept(one) === timeKept(other));
}

const kept = new Map<string, string>();

/** Everything that a zone's clocks did since 2000, as a text to compare. */
function timeKept(zone: string): string {
  const known = kept.get(zone);
  if (known !== undefined) return known;
  const { transitions, offsets } = zoneOffsets([zone], SINCE, UNTIL);
  const text = `${transitions[0]?.join()} ${offsets[0]?.join()}`;
  kept.set(zone, text);
  return text;
}

/** Europe/Copenhagen rather than Europe/Berlin for Denmark: the same time under the name that a reader expects. */
function ownZone(country: string, zone: string): string {
  const mainly = zonesOfCountry(country).find((name) => getTimezone(name)?.countries[0] === country);
  if (mainly !== undefined) return mainly;
  const own = (getCountry(country, { deprecated: true })?.timezones ?? []).find((name) => {
    const timezone = getTimezone(name);
    return name.includes('/') && timezone?.aliasOf === zone && timezone.countries.length === 1 && isZone(name);
  });
  return own ?? zone;
}
