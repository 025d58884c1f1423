import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';

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

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/runs/{id}', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether an import of the unit is waiting or running: who may import is told. */
export function underWayQuery(unit: string) {
  return queryOptions({
    queryKey: ['under-way', unit],
    queryFn: async ({ signal }) => {
      const { items } = await bodyOf(api.GET('/api/jobs', { params: { query: { unit, limit: 5 } }, signal }));
      return items.some(({ state }) => state === 'queued' || state === 'running');
    },
  });
}
