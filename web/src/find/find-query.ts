import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';

/** The server takes no shorter text: a letter or two would list people. */
export const FEWEST_CHARACTERS = 3;
export const MOST_CHARACTERS = 200;
/** More than these say that more has to be typed. */
export const MOST_FOUND = 100;

/** Asked for by the reader alone, never by the page: what was found stays as it was until it is asked again. */
export function findQuery(unit: string, text: string) {
  return queryOptions({
    queryKey: ['find', unit, text],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/find', {
          params: { query: { unit, text, limit: MOST_FOUND } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    enabled: false,
    gcTime: 1_800_000,
  });
}

export function isLongEnough(text: string): boolean {
  return Array.from(text.trim()).length >= FEWEST_CHARACTERS;
}
