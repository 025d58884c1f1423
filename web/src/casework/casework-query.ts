import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { NoAnswer } from '../api/api-problem.ts';
import { answered, api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import { useConfirmed } from '../identity/confirming.tsx';

/** A case and its ETag. Each reading is audited: it is read again when something was done. */
export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'case', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/cases/{id}', { params: { path: { id } }, headers: purposeHeaders(), signal })),
    staleTime: 60_000,
  });
}

export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'person', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/people/{id}', { params: { path: { id } }, headers: purposeHeaders(), signal })),
    staleTime: 60_000,
  });
}

export function childQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'child', id],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/children/{id}', {
          params: { path: { id } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

/** Units in which victim services work. */
export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/services', { signal }))).items,
});

/**
 * One act of casework; what the pages show is then read again. When no answer came, the same act is sent under the same key, so that
 * it is done once; what the server refused is another act when it is sent again.
 */
export function useCasework<Answer>(write: (headers: Record<string, string>) => Promise<Answer>) {
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    // Making a record of a person searches for it again, and a search says what for.
    mutationFn: () => confirmed(() => write({ ...purposeHeaders(), 'idempotency-key': key.current })),
    onSuccess: () => {
      key.current = crypto.randomUUID();
      return client.invalidateQueries({ queryKey: ['casework'] });
    },
    onError: (error) => {
      if (error instanceof NoAnswer) return;
      key.current = crypto.randomUUID();
      void client.invalidateQueries({ queryKey: ['casework'] });
    },
  });
}
