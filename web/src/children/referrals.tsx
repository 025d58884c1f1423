import { useState } from 'react';
import type { ChildRecord, Referral } from '../api/schema.ts';
import { type Answer, ReferralAnswerDialog, ReferralWords } from '../casework/referral-words.tsx';
import { useSay } from '../messages/say.ts';
import { ReferDialog } from './refer-dialog.tsx';

/** What who works on the case can write down: of a service that does not work here, its answers as well. */
function answersFrom({ state, outside }: Referral): readonly Answer[] {
  if (state === 'proposed') return outside ? ['accepted', 'declined', 'revoked'] : ['revoked'];
  if (state === 'accepted') return outside ? ['ended', 'revoked'] : ['revoked'];
  return [];
}

/** To which services the child is referred, on what basis, and what they answered. */
export function Referrals({ record, caseId }: { readonly record: ChildRecord; readonly caseId: string | null }) {
  const say = useSay();
  const [asked, setAsked] = useState<'refer' | { readonly referral: Referral; readonly answer: Answer } | null>(null);
  const close = (): void => setAsked(null);
  return (
    <section aria-labelledby="referrals">
      <div className="section-head">
        <h2 id="referrals">{say('referrals.title')}</h2>
        {caseId === null ? null : (
          <button type="button" className="button on-screen" onClick={() => setAsked('refer')}>
            {say('referrals.add')}
          </button>
        )}
      </div>
      {record.referrals.length === 0 ? (
        <p className="soft">{say('referrals.none')}</p>
      ) : (
        <ul className="releases">
          {record.referrals.map((referral) => (
            <li key={referral.id}>
              <ReferralWords referral={referral} />
              {caseId === null ? null : (
                <p className="row on-screen">
                  {answersFrom(referral).map((answer) => (
                    <button key={answer} type="button" className="link" onClick={() => setAsked({ referral, answer })}>
                      {say(`referral.do.${answer}`)}
                    </button>
                  ))}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {asked === null ? null : asked === 'refer' ? (
        caseId === null ? null : (
          <ReferDialog child={record.person} caseId={caseId} onClose={close} />
        )
      ) : (
        <ReferralAnswerDialog {...asked} onClose={close} />
      )}
    </section>
  );
}
