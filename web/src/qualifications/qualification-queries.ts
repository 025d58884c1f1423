import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';

/** The candidates of a case; each reading is audited. */
export function candidatesQuery(caseId: string) {
  return queryOptions({
    queryKey: ['casework', 'candidates', caseId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/candidates', {
          params: { path: { id: caseId } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

/** What can be named for or against an element: read when somebody is about to name a fact, not before. */
export function caseFactsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case-facts', caseId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/facts', {
          params: { path: { id: caseId } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    gcTime: 0,
  });
}

/** What can be offered; the same until an administrator writes one anew. */
export const qualificationsQuery = queryOptions({
  queryKey: ['qualifications'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/qualifications', { signal })),
});
