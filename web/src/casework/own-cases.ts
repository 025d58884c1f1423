import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';

/** The newest cases of the reader, of every unit; or of those units alone in which the reader has no role. */
export function ownCasesQuery(which: 'all' | 'elsewhere') {
  return queryOptions({
    queryKey: ['casework', 'own-cases', which],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/cases', {
            params: { query: { limit: 100, ...(which === 'all' ? {} : { elsewhere: 'true' as const }) } },
            headers: purposeHeaders(),
            signal,
          }),
        )
      ).items,
    staleTime: 60_000,
  });
}
