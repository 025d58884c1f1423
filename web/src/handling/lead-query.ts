import { queryOptions } from '@tanstack/react-query';
import { answered, api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { LeadRow } from '../api/schema.ts';

/** A lead and its ETag. Each reading is audited: it is read once, and again only when somebody has changed it. */
export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ['lead', id],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/leads/{id}', {
          params: { path: { id } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

/** The leads next to one in its queue: read when they are asked for. */
export function neighboursQuery({ id }: LeadRow) {
  return queryOptions({
    queryKey: ['neighbours', id],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/leads/{id}/neighbours', {
          params: { path: { id } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
