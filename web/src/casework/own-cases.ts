import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';

/** Among which cases of the reader: of every unit, or of one. */
type Among = 'all' | { readonly unit: string };

/** The newest hundred cases of the reader whose reference begins with the words, or whose title holds them; `next` is null when these are all. */
export function ownCasesQuery(among: Among, words = '') {
  return queryOptions({
    queryKey: ['casework', 'own-cases', among, words],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases', {
          params: {
            query: {
              limit: 100,
              ...(words === '' ? {} : { search: words }),
              ...(among === 'all' ? {} : among),
            },
          },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
