import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { AnswerDialog } from '../casework/answer-dialog.tsx';
import { WhoAnswers } from '../casework/who-answers.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import type { OfRequest } from './of-request.ts';
import { proposedEnd } from './proposed-end.ts';

/** That it is proposed to end the request, for a second person to answer; and how earlier proposals were answered. */
export function RequestEnd({ request, detail, powers }: OfRequest) {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  const [agreed, setAgreed] = useState<boolean | null>(null);
  const { proposal } = request;
  const answered = (detail?.agreements ?? []).filter(
    ({ kind, objectId, answer }) => kind === 'end_request' && objectId === request.id && answer !== null,
  );
  return (
    <>
      {proposal === null ? null : (
        <div className="panel">
          <h3>{say(proposedEnd(proposal.how))}</h3>
          <p className="words">{proposal.reason}</p>
          <p className="meta">{say('proposals.by', { name: proposal.by.name, date: formats.minute(proposal.at) })}</p>
          {proposal.by.id !== own && powers.agrees ? (
            <p className="row on-screen">
              <button type="button" className="button" onClick={() => setAgreed(true)}>
                {say('proposals.agree')}
              </button>
              <button type="button" className="button" onClick={() => setAgreed(false)}>
                {say('proposals.decline')}
              </button>
            </p>
          ) : (
            <WhoAnswers detail={detail} proposedBy={proposal.by.id} />
          )}
        </div>
      )}
      {answered.length === 0 ? null : (
        <ol className="log">
          {answered.map(({ id, content, reason, proposedBy, proposedAt, answer }) => (
            <li key={id}>
              <p>
                <b>{say(proposedEnd(content.how ?? ''))}</b>
              </p>
              <p className="words">{reason}</p>
              <p className="meta">{say('proposals.by', { name: proposedBy.name, date: formats.minute(proposedAt) })}</p>
              {answer === null ? null : (
                <p>
                  {say(answer.agreed ? 'proposals.agreed' : 'proposals.declined', {
                    name: answer.by.name,
                    date: formats.minute(answer.at),
                  })}{' '}
                  <span className="words">{answer.words}</span>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {agreed === null || proposal === null ? null : (
        <AnswerDialog
          caseId={request.caseId}
          proposal={proposal}
          agreed={agreed}
          about={say(proposedEnd(proposal.how))}
          onClose={() => setAgreed(null)}
        />
      )}
    </>
  );
}
