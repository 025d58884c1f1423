import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { Care, Referral, Track } from '../api/schema.ts';
import { servicesQuery } from '../casework/casework-query.ts';
import { STATES_OF_SERVICE, TRACKS } from '../casework/child-states.ts';
import { IdentityEnded } from '../casework/identity-ended.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { OpenIdentity } from '../casework/open-identity.tsx';
import { RecordPage } from '../casework/record-page.tsx';
import { type Answer, ReferralAnswerDialog, ReferralWords } from '../casework/referral-words.tsx';
import { SaidValue } from '../casework/said-value.tsx';
import { StatusDialog } from '../casework/status-dialog.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { careQuery } from './care-query.ts';

export const route = createLazyRoute('/member/care/$id')({ component: CarePage });

function CarePage() {
  const { id } = route.useParams();
  const say = useSay();
  const found = useQuery(careQuery(id));
  return (
    <RecordPage
      found={found}
      back={<Link to="/care">{say('care.back')}</Link>}
      notShown={say('child.notShown')}
      goesWithTheRight
    >
      {(care) => <Shown key={id} care={care} />}
    </RecordPage>
  );
}

const ANSWERS: Readonly<Partial<Record<Referral['state'], readonly Answer[]>>> = {
  proposed: ['accepted', 'declined'],
  accepted: ['ended'],
};

/** A child as the service that cares for it sees it: the care, and nothing of the case. */
function Shown({ care: child }: { readonly care: Care }) {
  const say = useSay();
  const formats = useFormats();
  const me = useMe();
  const navigate = useNavigate();
  const services = useQuery(servicesQuery);
  const [asked, setAsked] = useState<'status' | { readonly referral: Referral; readonly answer: Answer } | null>(null);
  usePageTitle(child.workingName.slice(0, 96));
  const accepted = child.referrals.some(({ state }) => state === 'accepted');
  const units = new Set(me.memberships.filter(({ powers }) => powers.cares).map(({ unitId }) => unitId));
  const colleagues = (services.data ?? []).flatMap(({ unitId, members }) => (units.has(unitId) ? members : []));
  const holders = new Map([{ id: me.member.id, name: me.member.name }, ...colleagues].map((each) => [each.id, each]));
  const close = (): void => setAsked(null);
  const known = (track: Track) => child.states.find((each) => each.track === track)?.state;
  const stateOf = (track: Track): string => {
    const state = known(track);
    return state === undefined ? say('track.none') : say(`childState.${state}`);
  };
  return (
    <>
      <div className="case-head">
        <p className="meta">
          {say('population.child')} · {say('child.workingName')}
        </p>
        <h1>
          <ShownText text={child.workingName} longest={200} />
        </h1>
      </div>
      <section aria-labelledby="care">
        <div className="section-head">
          <h2 id="care">{say('track.care')}</h2>
          {accepted ? (
            <button type="button" className="button on-screen" onClick={() => setAsked('status')}>
              {say('care.record')}
            </button>
          ) : null}
        </div>
        <div className="panel">
          <p className="track-state">{stateOf('care')}</p>
          {child.care === null ? (
            <p className="soft">{say('care.nothingWritten')}</p>
          ) : (
            <>
              <p className="words">{child.care.nextStep}</p>
              <p className="meta">
                <bdi>{child.care.holder.name}</bdi>
                {child.care.nextOn === null ? null : (
                  <>
                    {' · '}
                    <NextOn on={child.care.nextOn} />
                  </>
                )}
              </p>
            </>
          )}
        </div>
        <dl className="facts">
          {TRACKS.filter((track) => track !== 'care').map((track) => (
            <div key={track}>
              <dt>{say(`track.${track}`)}</dt>
              <dd>{stateOf(track)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="referrals">
        <div className="section-head">
          <h2 id="referrals">{say('referrals.title')}</h2>
        </div>
        <ul className="releases">
          {child.referrals.map((referral) => (
            <li key={referral.id}>
              <ReferralWords referral={referral} />
              <p className="row on-screen">
                {(ANSWERS[referral.state] ?? []).map((answer) => (
                  <button key={answer} type="button" className="button" onClick={() => setAsked({ referral, answer })}>
                    {say(`referral.do.${answer}`)}
                  </button>
                ))}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="known">
        <div className="section-head">
          <h2 id="known">{say('care.known')}</h2>
        </div>
        {child.known.length === 0 ? (
          <p className="soft">{say('care.nothingKnown')}</p>
        ) : (
          <ul className="said-list">
            {child.known.map(({ id, field, value, basis, knownOn }) => (
              <li key={id}>
                <p className="meta">{say(`saidField.${field}`)}</p>
                <p className="said-value">
                  <SaidValue value={value} />
                </p>
                {basis === '' ? null : (
                  <p>
                    {say('said.basis')} <ShownText text={basis} longest={2000} />
                  </p>
                )}
                {knownOn === null ? null : (
                  <p className="meta">{say('said.knownOn', { date: formats.day(knownOn) })}</p>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="identity">
        <div className="section-head">
          <h2 id="identity">{say('identity.title')}</h2>
        </div>
        {child.identityUntil === null ? (
          <>
            {child.identityEnded === null ? null : <IdentityEnded {...child.identityEnded} />}
            <p>{say('care.identityClosed')}</p>
          </>
        ) : (
          <>
            <p>{say('care.identityOpen', { date: formats.minute(child.identityUntil) })}</p>
            <div className="on-screen">
              <OpenIdentity id={child.id} until={child.identityUntil} mayJudge={() => false} />
            </div>
          </>
        )}
      </section>
      {asked === null ? null : asked === 'status' ? (
        <StatusDialog
          child={child}
          track="care"
          byService
          states={STATES_OF_SERVICE.filter((state) => child.careStates.includes(state))}
          now={child.care === null ? null : { ...child.care, state: known('care') ?? 'referred' }}
          holders={[...holders.values()]}
          onClose={close}
        />
      ) : (
        // Who declines, or ends the care, reads nothing of the child any more.
        <ReferralAnswerDialog
          {...asked}
          {...(asked.answer === 'accepted' ? {} : { onWritten: () => navigate({ to: '/care' }) })}
          onClose={close}
        />
      )}
    </>
  );
}
