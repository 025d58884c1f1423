import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { type Purpose, purposeHeaders } from '../api/purpose.ts';
import type { Queue } from '../api/schema.ts';
import { type LeadsSearch, queryOf } from './leads-search.ts';

const PAGE_LENGTH = 50;

/** Why a queue is read, unless the reader states another purpose. */
export const PURPOSE_OF = { investigation: 'triage', safeguarding: 'safeguarding' } as const satisfies Record<
  Queue,
  Purpose
>;

/** The list as it was when it was asked for: nothing is fetched again until the reader asks. */
export function leadsQuery(unit: string, queue: Queue, search: LeadsSearch) {
  const query = queryOf(search);
  return infiniteQueryOptions({
    queryKey: ['leads', unit, queue, query],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/leads', {
          params: {
            query: { ...query, unit, queue, limit: PAGE_LENGTH, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          headers: purposeHeaders(PURPOSE_OF[queue]),
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 1_800_000,
    placeholderData: (before, query) =>
      query?.queryKey[1] === unit && query.queryKey[2] === queue ? before : undefined,
  });
}

/** How many leads a search leaves. */
export function countsQuery(unit: string, queue: Queue, search: LeadsSearch) {
  const { sort: _sort, descending: _descending, ...query } = queryOf(search);
  return queryOptions({
    queryKey: ['lead-counts', unit, queue, query],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/leads/counts', {
          params: { query: { ...query, unit, queue } },
          headers: purposeHeaders(PURPOSE_OF[queue]),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

/** The newest run of the unit: whether there are new results, asked without reading any lead. */
export function newestRunQuery(unit: string) {
  return queryOptions({
    queryKey: ['newest-run', unit],
    queryFn: async ({ signal }) => {
      const runs = await bodyOf(api.GET('/api/runs', { params: { query: { unit, limit: 1 } }, signal }));
      return runs.items[0] ?? null;
    },
    refetchInterval: 60_000,
    staleTime: 30_000,
  });
}

export function viewsQuery(unit: string) {
  return queryOptions({
    queryKey: ['views', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/views', { params: { query: { unit } }, signal })),
  });
}
