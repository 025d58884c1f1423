import { queryOptions } from '@tanstack/react-query';
import { answered, api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { AddresseeKind } from '../api/schema.ts';

/** A request with its clocks, reckoned for this reading, and its ETag. */
export function requestQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'request', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/requests/{id}', { params: { path: { id } }, headers: purposeHeaders(), signal })),
    staleTime: 60_000,
  });
}

export function caseRequestsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['casework', 'requests-of-case', caseId],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/cases/{id}/requests', {
            params: { path: { id: caseId } },
            headers: purposeHeaders(),
            signal,
          }),
        )
      ).items,
    staleTime: 60_000,
  });
}

/** Kinds of requests: they come with the program. */
export const requestKindsQuery = queryOptions({
  queryKey: ['request-kinds'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/request-kinds', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export interface RequestToCome {
  readonly kind: string;
  readonly addresseeKind: AddresseeKind;
  readonly country: string;
  readonly urgent: boolean;
  readonly traits: readonly string[];
}

/** The rules that a request would go by, were it written down so. */
export function rulesToComeQuery(caseId: string, { traits, urgent, ...asked }: RequestToCome) {
  return queryOptions({
    queryKey: ['casework', 'rules-to-come', caseId, asked, urgent, traits],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/request-rules', {
          params: {
            path: { id: caseId },
            query: { ...asked, urgent: urgent ? 'true' : 'false', traits: traits.join(',') },
          },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
