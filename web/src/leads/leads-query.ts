import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Queue } from '../api/schema.ts';
import { type LeadsSearch, queryOf } from './leads-search.ts';

const PAGE_LENGTH = 50;

/** The list as it was when it was asked for, and how long it was then: nothing is fetched again until the reader asks. */
export function leadsQuery(unit: string, queue: Queue, search: LeadsSearch) {
  const query = queryOf(search, queue);
  return infiniteQueryOptions({
    queryKey: ['leads', unit, queue, query],
    queryFn: async ({ pageParam, signal, client }) => {
      const asked = bodyOf(
        api.GET('/api/leads', {
          params: {
            query: { ...query, unit, queue, limit: PAGE_LENGTH, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          headers: purposeHeaders(),
          signal,
        }),
      );
      const counted =
        pageParam === null
          ? client.fetchQuery({ ...countsQuery(unit, queue, search), staleTime: 0 }).catch(() => null)
          : null;
      return { ...(await asked), total: (await counted)?.total ?? null };
    },
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
  const { sort: _sort, descending: _descending, ...query } = queryOf(search, queue);
  return queryOptions({
    queryKey: ['lead-counts', unit, queue, query],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/leads/counts', {
          params: { query: { ...query, unit, queue } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

export function viewsQuery(unit: string) {
  return queryOptions({
    queryKey: ['views', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/views', { params: { query: { unit } }, signal })),
  });
}
