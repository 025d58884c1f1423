import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Queue } from '../api/schema.ts';

export const PURPOSE_OF_LEAD = { investigation: 'inquiry', safeguarding: 'safeguarding' } as const;

/** A lead and its ETag. Each reading is audited: it is read once, and again only when somebody has changed it. */
export function leadQuery(id: string, queue: Queue) {
  return queryOptions({
    queryKey: ['lead', id],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/leads/{id}', {
          params: { path: { id } },
          headers: purposeHeaders(PURPOSE_OF_LEAD[queue]),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
