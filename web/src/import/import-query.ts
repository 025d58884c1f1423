import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { Job, Mapping, PickedFile } from '../api/schema.ts';
import { keyOf } from './import-search.ts';

const JOBS_LENGTH = 20;

export function receivedQuery(unit: string) {
  return queryOptions({
    queryKey: ['received-files', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/imports/files', { params: { query: { unit } }, signal })),
  });
}

export function inboxQuery(unit: string) {
  return queryOptions({
    queryKey: ['inbox', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/inbox', { params: { query: { unit } }, signal })),
  });
}

export function mappingsQuery(unit: string) {
  return queryOptions({
    queryKey: ['mappings', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/mappings', { params: { query: { unit } }, signal })),
  });
}

/** It shows records, so it is told in the log: asked once for each file and mapping. */
export function previewQuery(unit: string, file: PickedFile, mapping: Mapping | null) {
  return queryOptions({
    queryKey: ['preview', unit, keyOf(file), mapping],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST('/api/imports/preview', {
          body: { unit, file, ...(mapping === null ? {} : { mapping }) },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** In which language the scan writes its reasons. */
export function reportLanguage(): { readonly language: 'fr' | 'en' } {
  return { language: document.documentElement.lang === 'en' ? 'en' : 'fr' };
}

export function jobsQuery(unit: string) {
  return infiniteQueryOptions({
    queryKey: ['jobs', unit],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/jobs', {
          params: { query: { unit, limit: JOBS_LENGTH, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/jobs/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
  });
}

export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
