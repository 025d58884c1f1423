import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';

/** Ticks come of what is in the database, so it is asked again and again. */
const ASKED_EVERY_MS = 4000;

export const practiceQuery = queryOptions({
  queryKey: ['practice'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/practice', { signal })),
  refetchInterval: ASKED_EVERY_MS,
});

export const reviewQuery = queryOptions({
  queryKey: ['practice-review'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/practice/review', { signal })),
  staleTime: 0,
  gcTime: 0,
});
