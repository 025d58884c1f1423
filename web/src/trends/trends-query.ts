import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import type { Facet, Queue, Tier } from '../api/schema.ts';

export function trendQuery(unit: string, queue: Queue, tier: readonly Tier[], facet: Facet) {
  return queryOptions({
    queryKey: ['trend', unit, queue, tier, facet],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/trends', { params: { query: { unit, queue, tier: [...tier], facet } }, signal })),
    staleTime: 300_000,
    placeholderData: (before, query) =>
      query?.queryKey[1] === unit && query.queryKey[2] === queue ? before : undefined,
  });
}
