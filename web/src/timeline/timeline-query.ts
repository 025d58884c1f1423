import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import { api, bodyOf, pageHeaders, problemOf } from '../api/client.ts';
import { apiBase } from '../api/practice.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { ImportPreview, TimelinePage } from '../api/schema.ts';
import { type Lane, lanesOf, type Span, type TimelineSearch } from './timeline-search.ts';

interface Asked {
  readonly lanes?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What the server is asked for: of the screen and of its export the same. */
export function askedOf(search: TimelineSearch, window: Span | null): Asked {
  const lanes: readonly Lane[] | null = lanesOf(search);
  return { ...(lanes === null ? {} : { lanes: lanes.join(',') }), ...window };
}

const PAGE_LENGTH = 200;

/** The words of its rows are the server's, so each language is asked for by itself. */
export function timelineQuery(caseId: string, asked: Asked, language: string) {
  return infiniteQueryOptions({
    queryKey: ['casework', 'timeline', caseId, asked, language],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/timeline', {
          params: {
            path: { id: caseId },
            query: { ...asked, limit: PAGE_LENGTH, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: TimelinePage) => page.next,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

export function eventQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['casework', 'event', id, language],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/events/{id}', { params: { path: { id } }, headers: purposeHeaders(), signal })),
    staleTime: 60_000,
  });
}

export function importsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['casework', 'event-imports', caseId],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/cases/{id}/event-imports', {
            params: { path: { id: caseId } },
            headers: purposeHeaders(),
            signal,
          }),
        )
      ).items,
    staleTime: 60_000,
  });
}

/** The rows of the screen as a file. */
export async function exportTimeline(caseId: string, asked: Asked): Promise<Blob> {
  const answer = api.GET('/api/cases/{id}/timeline.csv', {
    params: { path: { id: caseId }, query: asked },
    headers: purposeHeaders(),
    parseAs: 'blob',
  });
  return bodyOf(answer as Promise<{ data?: Blob; error?: unknown; response: Response }>);
}

export interface ImportAsked {
  readonly kind: 'contact' | 'provider_report';
  readonly order: 'iso' | 'day_first' | 'month_first';
  readonly zone?: string;
  readonly service?: string;
}

/** Sends a file to be looked at, or to be taken. Throws ApiProblem or NoAnswer. */
export async function sendEvents(
  caseId: string,
  file: File,
  asked: ImportAsked,
  what: 'preview' | 'take',
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const query = new URLSearchParams({ ...asked, name: file.name });
  let response: Response;
  try {
    response = await fetch(
      `${apiBase}/api/cases/${caseId}/event-imports${what === 'preview' ? '/preview' : ''}?${query}`,
      {
        method: 'PUT',
        headers: {
          ...headers,
          ...pageHeaders(),
          'accept-language': document.documentElement.lang,
          'content-type': 'application/octet-stream',
        },
        body: file,
      },
    );
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(problemOf(answer, response));
  return answer;
}

export function isPreview(answer: unknown): answer is ImportPreview {
  return typeof answer === 'object' && answer !== null && 'sample' in answer;
}
