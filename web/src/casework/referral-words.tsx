import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Referral } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { Words } from './fields.tsx';

export type Answer = Referral['answers'][number]['answer'];

/** A referral: what for, on what basis, and each answer to it. */
export function ReferralWords({ referral }: { readonly referral: Referral }) {
  const say = useSay();
  const formats = useFormats();
  const { serviceName, outside, need, basis, basisWords, basisOn, state, by, at, onRecord, answers } = referral;
  return (
    <>
      <p>
        <b>
          <bdi>{serviceName}</bdi>
        </b>{' '}
        {outside ? <span className="meta">{say('referral.outside')} </span> : null}·{' '}
        <b>{say(`referral.state.${state}`)}</b>
      </p>
      <p className="words">{need}</p>
      <p>
        {say(`basis.${basis}`)} · {formats.day(basisOn)} · <span className="words">{basisWords}</span>
      </p>
      <p className="meta">{say('log.by', { name: by.name, date: formats.minute(at) })}</p>
      {onRecord === null ? null : <p className="meta">{say('referral.onRecord', { record: onRecord })}</p>}
      {answers.length === 0 ? null : (
        <ol className="log">
          {answers.map((answer) => (
            <li key={answer.at}>
              <p>
                <b>{say(`referral.state.${answer.answer}`)}</b> <span className="words">{answer.words}</span>
              </p>
              <p className="meta">{say('log.by', { name: answer.by.name, date: formats.minute(answer.at) })}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

export function ReferralAnswerDialog({
  referral,
  answer,
  onWritten,
  onClose,
}: {
  readonly referral: Referral;
  readonly answer: Answer;
  readonly onWritten?: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [words, setWords] = useState('');
  return (
    <ActDialog
      title={{ id: `referral.title.${answer}` }}
      what={say(`referral.what.${answer}`)}
      doing={say(`referral.do.${answer}`)}
      told={say('referral.told')}
      ready={words.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/referrals/{id}/answer', {
            params: { path: { id: referral.id } },
            headers,
            body: { answer, words: words.trim() },
          }),
        )
      }
      {...(onWritten === undefined ? {} : { onWritten })}
      onClose={onClose}
    >
      <Words field="/words" label={say('referral.words')} value={words} onChange={setWords} />
    </ActDialog>
  );
}
