import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Queue } from '../api/schema.ts';
import type { Change } from './run-search.ts';

const RUNS_LENGTH = 30;
const CHANGES_LENGTH = 50;

export function runsQuery(unit: string) {
  return infiniteQueryOptions({
    queryKey: ['runs', unit],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/runs', {
          params: { query: { unit, limit: RUNS_LENGTH, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** It names people, so it is told in the log: asked once for each choice. */
export function comparisonQuery(id: string, earlier: string | undefined, queue: Queue, change: Change) {
  return infiniteQueryOptions({
    queryKey: ['comparison', id, earlier ?? null, queue, change],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/runs/{id}/compare', {
          params: {
            path: { id },
            query: {
              ...{ queue, change, limit: CHANGES_LENGTH },
              ...(earlier === undefined ? {} : { with: earlier }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
