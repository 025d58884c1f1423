import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { LeadRow, NewAccessRule } from '../api/schema.ts';
import { useConfirmed } from '../identity/confirming.tsx';

/** Who may read a lead; to look at it is told in the log. */
export function readersQuery({ id }: LeadRow) {
  return queryOptions({
    queryKey: ['readers', id],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/leads/{id}/readers', {
          params: { path: { id } },
          headers: purposeHeaders(),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type AccessAct =
  | { readonly kind: 'add'; readonly rule: NewAccessRule }
  | { readonly kind: 'end'; readonly ruleId: string };

/** Adds an exception or ends one, once it is sure who asks; the lead and its readers are then read again. */
export function useAccessAct(id: string) {
  const client = useQueryClient();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (act: AccessAct) =>
      confirmed<unknown>(() =>
        act.kind === 'add'
          ? bodyOf(api.POST('/api/leads/{id}/access', { params: { path: { id } }, body: act.rule }))
          : bodyOf(
              api.POST('/api/leads/{id}/access/{rule}/end', {
                params: { path: { id, rule: act.ruleId } },
                body: {},
              }),
            ),
      ),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['lead', id] }),
        client.invalidateQueries({ queryKey: ['readers', id] }),
      ]);
    },
  });
}
