import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';

/** To whom a lead of the unit can be given. */
export function colleaguesQuery(unit: string) {
  return queryOptions({
    queryKey: ['colleagues', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/units/{id}/colleagues', { params: { path: { id: unit } }, signal })),
  });
}

/** What the codes of indicators mean; the same as long as the server runs. */
const WORDS = {
  queryKey: ['indicators'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => bodyOf(api.GET('/api/indicators', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
};
export const indicatorsQuery = queryOptions({ ...WORDS, select: ({ items }) => items });
/** What the names of facts mean. */
export const factsQuery = queryOptions({ ...WORDS, select: ({ facts }) => facts });
