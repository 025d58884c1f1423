import { useMutation, useQueryClient } from '@tanstack/react-query';
import { statusOf } from '../api/api-problem.ts';
import { type Answered, api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { LeadDetail, LeadRow, NewDecision } from '../api/schema.ts';
import { replaceRows } from './replace-rows.ts';

export type Act =
  | { readonly kind: 'claim' }
  | { readonly kind: 'release' }
  | { readonly kind: 'assign'; readonly to: { readonly id: string; readonly name: string } }
  /** Until an instant in UTC. */
  | { readonly kind: 'snooze'; readonly until: string }
  | { readonly kind: 'wake' }
  | { readonly kind: 'decide'; readonly decision: NewDecision }
  | { readonly kind: 'undo' };

export interface ActOnLead {
  /** As the reader saw it: the server refuses with 412 when somebody has written to it since. */
  readonly row: LeadRow;
  readonly act: Act;
  /** So that an act that is sent twice is done once. */
  readonly key?: string;
}

/** Does one act on one lead and gives its row as it is then. */
export async function actOnLead({ row, act, key }: ActOnLead, self: LeadRow['holder']): Promise<LeadRow> {
  const asked = {
    params: { path: { id: row.id } },
    headers: { 'if-match': `"${row.version}"`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  };
  const { version } = await bodyOf(send(act, asked));
  return { ...row, ...changedBy(act, self), version };
}

interface Addressed {
  readonly params: { readonly path: { readonly id: string } };
  readonly headers: Record<string, string>;
}

function send(act: Act, asked: Addressed) {
  switch (act.kind) {
    case 'claim':
      return api.POST('/api/leads/{id}/claim', { ...asked, body: {} });
    case 'release':
      return api.POST('/api/leads/{id}/release', { ...asked, body: {} });
    case 'wake':
      return api.POST('/api/leads/{id}/wake', { ...asked, body: {} });
    case 'assign':
      return api.POST('/api/leads/{id}/assign', { ...asked, body: { to: act.to.id } });
    case 'snooze':
      return api.POST('/api/leads/{id}/snooze', { ...asked, body: { until: act.until } });
    case 'decide':
      return api.POST('/api/leads/{id}/decisions', { ...asked, body: act.decision });
    case 'undo':
      return api.POST('/api/leads/{id}/undo', { ...asked, body: {} });
  }
}

/** What the server has written, known without reading the lead again. What stands after `undo` only the server knows. */
function changedBy(act: Act, self: LeadRow['holder']): Partial<LeadRow> {
  switch (act.kind) {
    case 'claim':
      return { holder: self };
    case 'release':
      return { holder: null, heldSince: null };
    case 'assign':
      return { holder: act.to };
    case 'snooze':
      return { snoozedUntil: act.until };
    case 'wake':
      return { snoozedUntil: null };
    case 'decide':
      return { state: act.decision.kind, changed: null, snoozedUntil: null };
    case 'undo':
      return { changed: null };
  }
}

/** One act on one lead. The row in the lists and the open lead then say what is so. */
export function useActOnLead() {
  const client = useQueryClient();
  const { member } = useMe();
  return useMutation({
    mutationFn: (asked: ActOnLead) => actOnLead(asked, { id: member.id, name: member.name }),
    onSuccess: (row, { act }) => {
      replaceRows(client, [row]);
      client.setQueryData<Answered<LeadDetail>>(['lead', row.id], (known) =>
        known === undefined ? known : { ...known, body: { ...known.body, row } },
      );
      if (act.kind === 'decide' || act.kind === 'undo') return client.invalidateQueries({ queryKey: ['lead', row.id] });
      return undefined;
    },
    onError: (error, { row }) => {
      const status = statusOf(error);
      if (status === 412 || status === 409) void client.invalidateQueries({ queryKey: ['lead', row.id] });
    },
  });
}
