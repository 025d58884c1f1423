import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { CaseDetail, CaseProposal, Track } from '../api/schema.ts';
import { AnswerDialog } from '../casework/answer-dialog.tsx';
import { TRACKS } from '../casework/child-states.ts';
import { WhoAnswers } from '../casework/who-answers.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { proposedEnd } from '../requests/proposed-end.ts';
import { AwaitingReleases } from './awaiting-releases.tsx';
import type { InCase } from './in-case.ts';

/** Ends without a result, and who a child is: asked for by one person, answered by another; those that wait come first. */
export function Proposals({ detail, powers }: InCase) {
  const say = useSay();
  const formats = useFormats();
  const about = useAbout(detail);
  const own = useMe().member.id;
  const [asked, setAsked] = useState<{ readonly proposal: CaseProposal; readonly agreed: boolean } | null>(null);
  const waiting = detail.agreements.filter(({ answer }) => answer === null);
  const answered = detail.agreements.filter(({ answer }) => answer !== null);
  return (
    <section aria-labelledby="proposals">
      <div className="section-head">
        <h2 id="proposals">{say('proposals.title')}</h2>
      </div>
      {waiting.length === 0 && detail.releases.length === 0 ? <p className="soft">{say('proposals.none')}</p> : null}
      <AwaitingReleases detail={detail} powers={powers} />
      {waiting.map((proposal) => (
        <div key={proposal.id} className="panel">
          <h3>{about(proposal)}</h3>
          <WhatEnds {...proposal} />
          <p className="words">{proposal.reason}</p>
          <p className="meta">
            {say('proposals.by', { name: proposal.proposedBy.name, date: formats.minute(proposal.proposedAt) })}
          </p>
          {proposal.proposedBy.id !== own && powers.agrees ? (
            <p className="row on-screen">
              <button type="button" className="button" onClick={() => setAsked({ proposal, agreed: true })}>
                {say('proposals.agree')}
              </button>
              <button type="button" className="button" onClick={() => setAsked({ proposal, agreed: false })}>
                {say('proposals.decline')}
              </button>
            </p>
          ) : (
            <WhoAnswers detail={detail} proposedBy={proposal.proposedBy.id} />
          )}
        </div>
      ))}
      {answered.length === 0 ? null : (
        <details>
          <summary>{say('proposals.answered', { count: answered.length })}</summary>
          <ol className="log">
            {answered.map((proposal) => (
              <li key={proposal.id}>
                <p>
                  <b>{about(proposal)}</b>
                </p>
                <WhatEnds {...proposal} />
                <p className="words">{proposal.reason}</p>
                <p className="meta">
                  {say('proposals.by', { name: proposal.proposedBy.name, date: formats.minute(proposal.proposedAt) })}
                </p>
                {proposal.answer === null ? null : (
                  <>
                    <p>
                      {say(proposal.answer.agreed ? 'proposals.agreed' : 'proposals.declined', {
                        name: proposal.answer.by.name,
                        date: formats.minute(proposal.answer.at),
                      })}
                    </p>
                    {proposal.answer.words === '' ? null : <p className="words">{proposal.answer.words}</p>}
                  </>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {asked === null ? null : (
        <AnswerDialog caseId={detail.row.id} {...asked} about={about(asked.proposal)} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

/** What a proposal would end, in words. */
function useAbout(detail: CaseDetail): (proposal: CaseProposal) => string {
  const say = useSay();
  return ({ kind, objectId, content, request, item }) => {
    switch (kind) {
      case 'close_case':
      case 'end_child_search':
        return say(`proposal.${kind}`);
      case 'end_child_status': {
        const track: Track = TRACKS.find((each) => each === content.track) ?? 'identification';
        return say('proposal.end_child_status', { track: say(`track.${track}`), child: childNamed(detail, objectId) });
      }
      case 'end_request':
        return say('proposal.endNamed', {
          addressee: request?.addressee ?? '',
          reference: request?.reference ?? '',
          how: say(proposedEnd(content.how ?? '')),
        });
      case 'destroy_evidence':
        return say('proposal.destroyNumbered', { number: item?.number ?? 0 });
    }
  };
}

/** Where what would end can be read before anybody agrees. */
function WhatEnds({ objectId, request, item }: CaseProposal) {
  const say = useSay();
  if (request !== null)
    return (
      <p>
        <Link to="/requests/$id" params={{ id: objectId }}>
          {say('proposals.readRequest')}
        </Link>
      </p>
    );
  if (item !== null)
    return (
      <p>
        <Link to="/evidence/$id" params={{ id: objectId }}>
          {say('evidence.number', { number: item.number })} · <ShownText text={item.description} longest={90} />
        </Link>
      </p>
    );
  return null;
}

/** The name of a child of the case, or of a record of it that was merged. */
function childNamed({ children }: CaseDetail, id: string): string {
  return [...children, ...children.flatMap(({ merged }) => merged)].find((each) => each.id === id)?.workingName ?? '';
}
