import type { Lead } from './lead.ts';
import { csvCell, safeText } from './subjects-csv.ts';

/** Payout places by number of leads, never by raw volume: a place with many transfers is a town where many families live. */
export function placesCsv(leads: readonly Lead[]): string {
  const places = new Map<
    string,
    { place: string; country: string | null; lat: number | null; lon: number | null; leads: number; first: number }
  >();
  for (const lead of leads) {
    if (lead.tier === 'context') continue;
    for (const { place, country, lat, lon } of lead.places) {
      const key = `${country ?? ''}|${place}`;
      const row = places.get(key) ?? { place, country, lat, lon, leads: 0, first: 0 };
      places.set(key, { ...row, leads: row.leads + 1, first: row.first + (lead.tier === 'first' ? 1 : 0) });
    }
  }
  const rows = [...places].sort(([a, x], [b, y]) => y.leads - x.leads || y.first - x.first || (a < b ? -1 : 1));
  const lines = rows.map(([, row]) =>
    [csvCell(safeText(row.place)), row.country ?? '', row.lat ?? '', row.lon ?? '', row.leads, row.first].join(','),
  );
  return `place,country,lat,lon,leads,leads_first_tier\n${lines.map((line) => `${line}\n`).join('')}`;
}
