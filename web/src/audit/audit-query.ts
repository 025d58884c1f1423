import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import type { LogQuery } from '../api/schema.ts';

const PAGE_LENGTH = 100;

/** The log as it was when it was asked for: to read it is itself an entry. */
export function logQuery(query: LogQuery) {
  return infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/audit', {
          params: { query: { ...query, limit: PAGE_LENGTH, ...(pageParam === null ? {} : { before: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const logNamesQuery = queryOptions({
  queryKey: ['audit-names'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/audit/names', { signal })),
  staleTime: 300_000,
});
