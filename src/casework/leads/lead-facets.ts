import type { Lead } from '../../leads/lead.ts';

export const FACETS = ['month', 'corridor', 'channel', 'payout_place'] as const;
export type Facet = (typeof FACETS)[number];

/** What a lead shares with others, each value once. */
export function facetsOf({ subject, members, transfers, places }: Lead): { facet: Facet; value: string }[] {
  const countryOf = new Map(members.map(({ kind, id, country }) => [`${kind} ${id}`, country]));
  countryOf.set(`${subject.kind} ${subject.id}`, subject.country);
  const corridors = transfers.map(({ payerId, payeeId }) => {
    const [from, to] = [countryOf.get(`payer ${payerId}`), countryOf.get(`payee ${payeeId}`)];
    return from && to ? `${from}-${to}` : null;
  });
  return [
    ...each(
      'month',
      transfers.map(({ at }) => at.slice(0, 7)),
    ),
    ...each('corridor', corridors),
    ...each(
      'channel',
      transfers.map(({ channel }) => channel),
    ),
    ...each(
      'payout_place',
      places.map(({ place, country }) => (country === null ? place : `${place}, ${country}`)),
    ),
  ];
}

/** The column holds this many characters; channels and places are free text. */
const LONGEST = 300;

function each(facet: Facet, values: readonly (string | null)[]): { facet: Facet; value: string }[] {
  const shown = values
    .filter((value) => value !== null && value !== '')
    .map((value) => String(value).slice(0, LONGEST));
  return [...new Set(shown)].sort().map((value) => ({ facet, value }));
}
