import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';

export const careListQuery = queryOptions({
  queryKey: ['casework', 'care'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/care', { headers: purposeHeaders(), signal }))).items,
  staleTime: 60_000,
});

export function careQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'care', id],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/care/{id}', {
          params: { path: { id } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
