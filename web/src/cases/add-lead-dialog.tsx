import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { queuesOf, useMe } from '../api/me.ts';
import { purposeHeaders } from '../api/purpose.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { SearchedChoice } from '../casework/searched-choice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { nameOf, shortText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

/** Puts into a case a lead that is followed up, among those that the reader may open. */
export function AddLeadDialog({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const [lead, setLead] = useState('');
  const [words, setWords] = useState('');
  const unit = detail.unitId;
  const lists = useQueries({
    queries: queuesOf(me, unit).map((queue) => ({
      queryKey: ['casework', 'leads-followed-up', unit, queue, words],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        bodyOf(
          api.GET('/api/leads', {
            params: {
              query: {
                unit,
                queue,
                state: ['follow_up' as const],
                limit: 200,
                ...(words === '' ? {} : { search: words }),
              },
            },
            headers: purposeHeaders(),
            signal,
          }),
        ),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    })),
  });
  const error = lists.find((list) => list.error !== null)?.error ?? null;
  const there = new Set(detail.leads.map(({ id }) => id));
  const leads = lists.flatMap(({ data }) => data?.items ?? []).filter(({ id }) => !there.has(id));
  return (
    <ActDialog
      title={{ id: 'addLead.do' }}
      what={say('addLead.what')}
      doing={say('addLead.do')}
      told={say('toCase.told')}
      ready={lead !== ''}
      write={(headers) =>
        bodyOf(api.POST('/api/cases/{id}/leads', { params: { path: { id: detail.row.id } }, headers, body: { lead } }))
      }
      onClose={onClose}
    >
      {error === null ? null : <ProblemNotice error={error} />}
      <SearchedChoice
        label={say('addLead.lead')}
        hint={
          lists.every(({ isSuccess }) => isSuccess) && leads.length === 0 && words === ''
            ? say('addLead.none')
            : undefined
        }
        value={lead}
        options={leads.map(({ id, subjectId, subjectName, queue, rankInQueue }) => ({
          value: id,
          label: `${shortText(nameOf({ id: subjectId, name: subjectName }), 60)} · ${say(`queue.${queue}`)}, ${rankInQueue}`,
        }))}
        isCut={lists.some(({ data }) => (data?.next ?? null) !== null)}
        onSearch={setWords}
        onChange={setLead}
      />
    </ActDialog>
  );
}
