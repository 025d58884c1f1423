import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { useConfirmed } from '../identity/confirming.tsx';

export const membersQuery = queryOptions({
  queryKey: ['admin', 'members'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/members', { signal })),
});

export const unitsQuery = queryOptions({
  queryKey: ['admin', 'units'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/units', { signal })),
});

export const rolesQuery = queryOptions({
  queryKey: ['admin', 'roles'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/roles', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const invitationsQuery = queryOptions({
  queryKey: ['admin', 'invitations'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/invitations', { signal })),
});

export const healthQuery = queryOptions({
  queryKey: ['admin', 'health'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/admin/health', { signal })),
  staleTime: 0,
});

/** To look at it is told in the log: asked again only when something was done. */
export function retentionQuery(unit: string) {
  return queryOptions({
    queryKey: ['admin', 'retention', unit],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/admin/units/{id}/retention', { params: { path: { id: unit } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function sessionsQuery(member: string) {
  return queryOptions({
    queryKey: ['admin', 'sessions', member],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/admin/members/{id}/sessions', { params: { path: { id: member } }, signal })),
    staleTime: 0,
  });
}

export function waitingQuery(member: string) {
  return queryOptions({
    queryKey: ['admin', 'waiting', member],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/admin/members/{id}/waiting', { params: { path: { id: member } }, signal })),
    staleTime: 0,
  });
}

/** One act of an administrator; what the pages show is then read again. */
export function useAdministration<Asked, Answer>(write: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (asked: Asked) => confirmed(() => write(asked)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
  });
}
