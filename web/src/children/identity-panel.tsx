import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { ChildRecord, Release } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { IdentityEnded } from '../casework/identity-ended.tsx';
import { OpenIdentity } from '../casework/open-identity.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { AskReleaseDialog } from './ask-release-dialog.tsx';
import { UnderSeal } from './under-seal.tsx';

type Asked = { readonly what: 'ask' } | { readonly what: 'agree' | 'decline' | 'end'; readonly release: Release };

/** Who a child is stays closed: it opens to one person, for a purpose and a time, once a second person has agreed. */
export function IdentityPanel({ record, caseId }: { readonly record: ChildRecord; readonly caseId: string | null }) {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const { person, releases } = record;
  const given = releases.filter(({ member, answeredAt }) => member.id === own && answeredAt !== null);
  // The one that lasts longest: the identity is open as long as any of them.
  const mine = given.filter(({ state }) => state === 'open').sort((a, b) => b.until.localeCompare(a.until))[0];
  const over = given.find(({ state }) => state === 'ended');
  const agrees = person.cases.some(({ mayAgree, ended }) => mayAgree && !ended);
  const waiting = releases.filter(({ state }) => state === 'asked' || state === 'open');
  const past = releases.filter(({ state }) => state !== 'asked' && state !== 'open');
  const writable = person.cases.filter(({ mayWrite }) => mayWrite).map(({ id }) => id);
  return (
    <section aria-labelledby="identity">
      <div className="section-head">
        <h2 id="identity">{say('identity.title')}</h2>
        {caseId === null ? null : (
          <button type="button" className="button on-screen" onClick={() => setAsked({ what: 'ask' })}>
            {say('identity.ask')}
          </button>
        )}
      </div>
      {mine === undefined ? (
        <>
          {over === undefined ? null : <IdentityEnded at={over.endedAt ?? over.until} by={over.endedBy} />}
          <p>{say('identity.closed')}</p>
        </>
      ) : (
        <>
          <p>
            {say('identity.yours', {
              purpose: say(`releasePurpose.${mine.purpose}`),
              date: formats.minute(mine.until),
            })}
          </p>
          <div className="on-screen">
            <OpenIdentity id={person.id} until={mine.until} mayJudge={({ caseId: of }) => writable.includes(of)} />
          </div>
        </>
      )}
      <UnderSeal record={record} />
      {waiting.length === 0 ? null : (
        <ul className="releases">
          {waiting.map((release) => (
            <li key={release.id}>
              <ReleaseWords release={release} />
              <p className="row on-screen">
                {release.state === 'asked' ? (
                  release.proposedBy.id === own || release.member.id === own ? (
                    <span className="meta">{say('identity.second')}</span>
                  ) : agrees ? (
                    <>
                      <button type="button" className="button" onClick={() => setAsked({ what: 'agree', release })}>
                        {say('proposals.agree')}
                      </button>
                      <button type="button" className="button" onClick={() => setAsked({ what: 'decline', release })}>
                        {say('proposals.decline')}
                      </button>
                    </>
                  ) : (
                    <span className="meta">{say('proposals.others')}</span>
                  )
                ) : agrees || release.member.id === own ? (
                  <button type="button" className="link" onClick={() => setAsked({ what: 'end', release })}>
                    {say('identity.end')}
                  </button>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      {past.length === 0 ? null : (
        <details>
          <summary>{say('identity.past', { count: past.length })}</summary>
          <ul className="releases">
            {past.map((release) => (
              <li key={release.id}>
                <ReleaseWords release={release} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked === null ? null : asked.what === 'ask' ? (
        caseId === null ? null : (
          <AskReleaseDialog record={record} caseId={caseId} onClose={close} />
        )
      ) : (
        <AnswerDialog what={asked.what} release={asked.release} onClose={close} />
      )}
    </section>
  );
}

function ReleaseWords({ release }: { readonly release: Release }) {
  const say = useSay();
  const formats = useFormats();
  const { member, purpose, reason, until, proposedBy, answeredBy, answeredAt, state } = release;
  return (
    <>
      <p>
        <b>
          <bdi>{member.name}</bdi>
        </b>{' '}
        · {say(`releasePurpose.${purpose}`)} · <b>{say(`releaseState.${state}`)}</b>{' '}
        {say('identity.until', { date: formats.minute(until) })}
      </p>
      <p className="words">
        <ShownText text={reason} longest={2000} />
      </p>
      <p className="meta">
        {say('identity.askedBy', { name: proposedBy.name })}
        {answeredBy === null || answeredAt === null
          ? ''
          : ` ${say(state === 'declined' ? 'proposals.declined' : 'proposals.agreed', { name: answeredBy.name, date: formats.minute(answeredAt) })}`}
      </p>
    </>
  );
}

/** The second person's answer, or the end of a release: nothing is agreed to without being told what it opens. */
function AnswerDialog({
  what,
  release,
  onClose,
}: {
  readonly what: 'agree' | 'decline' | 'end';
  readonly release: Release;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const path = { params: { path: { id: release.id } } };
  return (
    <ActDialog
      title={{ id: `identity.${what}Title` }}
      what={say(`identity.${what}What`, { name: release.member.name })}
      doing={say(`identity.${what}Do`)}
      told={say(`identity.${what}Told`)}
      write={(headers) =>
        bodyOf(
          what === 'end'
            ? api.POST('/api/releases/{id}/end', { ...path, headers, body: {} })
            : api.POST('/api/releases/{id}/answer', { ...path, headers, body: { agreed: what === 'agree' } }),
        )
      }
      onClose={onClose}
    >
      <ReleaseWords release={release} />
    </ActDialog>
  );
}
