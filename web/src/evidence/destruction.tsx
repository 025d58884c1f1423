import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { AnswerDialog } from '../casework/answer-dialog.tsx';
import { Line, Words } from '../casework/fields.tsx';
import { WhoAnswers } from '../casework/who-answers.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { CustodyActDialog } from './custody-dialog.tsx';
import type { CustodyDialog, OfItem } from './of-item.ts';

/** Destruction is proposed by one person and agreed by another; that it took place is then entered with its record. */
export function Destruction({ item, etag, detail, powers }: OfItem) {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  const [agreed, setAgreed] = useState<boolean | null>(null);
  const [entering, setEntering] = useState(false);
  if (detail === undefined || item.row.state !== 'held') return null;
  const of = detail.agreements.filter(({ kind, objectId }) => kind === 'destroy_evidence' && objectId === item.row.id);
  const waiting = of.find(({ answer }) => answer === null);
  const settled = of.find(({ answer }) => answer?.agreed === true);
  const proposal = waiting ?? settled;
  if (proposal === undefined) return null;
  return (
    <div className="panel">
      <h3>{say(waiting === undefined ? 'destroy.agreed' : 'destroy.proposed')}</h3>
      <p className="words">{proposal.reason}</p>
      <p className="meta">
        {say('proposals.by', { name: proposal.proposedBy.name, date: formats.minute(proposal.proposedAt) })}
      </p>
      {waiting === undefined ? (
        <>
          {proposal.answer === null ? null : (
            <>
              <p>
                {say('proposals.agreed', {
                  name: proposal.answer.by.name,
                  date: formats.minute(proposal.answer.at),
                })}
              </p>
              {proposal.answer.words === '' ? null : <p className="words">{proposal.answer.words}</p>}
            </>
          )}
          <p>{say('destroy.notYet')}</p>
          {powers.works ? (
            <p className="on-screen">
              <button type="button" className="button" onClick={() => setEntering(true)}>
                {say('custodyDo.destroyed')}
              </button>
            </p>
          ) : null}
        </>
      ) : waiting.proposedBy.id !== own && powers.agrees ? (
        <p className="row on-screen">
          <button type="button" className="button" onClick={() => setAgreed(true)}>
            {say('proposals.agree')}
          </button>
          <button type="button" className="button" onClick={() => setAgreed(false)}>
            {say('proposals.decline')}
          </button>
        </p>
      ) : (
        <WhoAnswers detail={detail} proposedBy={waiting.proposedBy.id} />
      )}
      {agreed === null || waiting === undefined ? null : (
        <AnswerDialog
          caseId={item.caseId}
          proposal={waiting}
          agreed={agreed}
          about={say('proposal.destroyNumbered', { number: item.row.number })}
          onClose={() => setAgreed(null)}
        />
      )}
      {entering ? (
        <DestroyedDialog
          item={item}
          etag={etag}
          detail={detail}
          agreement={proposal.id}
          onClose={() => setEntering(false)}
        />
      ) : null}
    </div>
  );
}

function DestroyedDialog({ item, etag, agreement, onClose }: CustodyDialog & { readonly agreement: string }) {
  const say = useSay();
  const [paper, setPaper] = useState('');
  const [words, setWords] = useState('');
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act="destroyed"
      ready={paper.trim() !== ''}
      entry={(happenedOn) => ({
        ...{ act: 'destroyed', happenedOn, agreementId: agreement, paper: paper.trim(), words: words.trim() },
      })}
      onClose={onClose}
    >
      <Line
        field="/paper"
        label={say('destroy.record')}
        hint={say('destroy.recordHint')}
        longest={500}
        value={paper}
        onChange={setPaper}
      />
      <Words field="/words" label={say('event.words')} longest={4000} value={words} onChange={setWords} />
    </CustodyActDialog>
  );
}
