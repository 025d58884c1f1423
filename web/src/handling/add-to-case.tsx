import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { ownCasesQuery } from '../casework/own-cases.ts';
import { SearchedChoice } from '../casework/searched-choice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';

/** Puts a lead into a case that is open already, among those on which the reader works. */
export function AddToCase({ lead, onClose }: { readonly lead: string; readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [words, setWords] = useState('');
  const cases = useQuery({ ...ownCasesQuery('all', words), placeholderData: keepPreviousData });
  const open = (cases.data?.items ?? []).filter(({ stage }) => stage !== 'closed');
  return (
    <ActDialog
      title={{ id: 'toCase.do' }}
      what={say('toCase.what')}
      doing={say('toCase.do')}
      told={say('toCase.told')}
      ready={id !== ''}
      write={(headers) =>
        bodyOf(api.POST('/api/cases/{id}/leads', { params: { path: { id } }, headers, body: { lead } }))
      }
      onDone={() => void navigate({ to: '/cases/$id', params: { id } })}
      onClose={onClose}
    >
      {cases.error === null ? null : <ProblemNotice error={cases.error} />}
      <SearchedChoice
        label={say('toCase.case')}
        hint={cases.data !== undefined && open.length === 0 && words === '' ? say('toCase.none') : undefined}
        value={id}
        options={open.map((each) => ({ value: each.id, label: `${each.reference} · ${each.title}` }))}
        isCut={(cases.data?.next ?? null) !== null}
        onSearch={setWords}
        onChange={setId}
      />
    </ActDialog>
  );
}
