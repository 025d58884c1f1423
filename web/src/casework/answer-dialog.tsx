import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { Words } from './fields.tsx';

/** The second person's answer to what somebody else has proposed to end. */
export function AnswerDialog({
  caseId,
  proposal,
  agreed,
  about,
  onClose,
}: {
  readonly caseId: string;
  readonly proposal: { readonly id: string; readonly reason: string };
  readonly agreed: boolean;
  readonly about: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [words, setWords] = useState('');
  return (
    <ActDialog
      title={{ id: agreed ? 'proposals.agreeTitle' : 'proposals.declineTitle' }}
      what={say(agreed ? 'proposals.agreeWhat' : 'proposals.declineWhat')}
      doing={say(agreed ? 'proposals.agree' : 'proposals.decline')}
      told={say(agreed ? 'proposals.agreeTold' : 'proposals.declineTold')}
      ready={agreed || words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/proposals/{proposal}/answer', {
            params: { path: { id: caseId, proposal: proposal.id } },
            headers,
            body: { agreed, words: words.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <p>
        <b>{about}</b>
      </p>
      <p className="words">{proposal.reason}</p>
      <Words
        field="/words"
        label={say(agreed ? 'proposals.words' : 'proposals.wordsNeeded')}
        longest={10_000}
        value={words}
        onChange={setWords}
      />
    </ActDialog>
  );
}
