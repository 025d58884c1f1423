import { useQuery } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvidenceItem } from '../api/schema.ts';
import { BackToCase } from '../casework/back-to-case.tsx';
import { caseQuery } from '../casework/casework-query.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { type CasePowers, powersIn } from '../casework/powers.ts';
import { RecordPage } from '../casework/record-page.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { Attachments } from './attachments.tsx';
import { CustodyLog } from './custody-log.tsx';
import { Destruction } from './destruction.tsx';
import { itemQuery } from './evidence-query.ts';
import { keyOfGap, useGapWords } from './gaps.tsx';
import { ItemActs } from './item-acts.tsx';
import { ItemFacts } from './item-facts.tsx';
import { Offer } from './offer.tsx';
import { PartyName } from './party-name.tsx';
import './evidence.css';

export const route = createLazyRoute('/member/evidence/$id')({ component: ItemPage });

const NO_POWERS: CasePowers = { works: false, leads: false, agrees: false };

function ItemPage() {
  const { id } = route.useParams();
  const say = useSay();
  const found = useQuery(itemQuery(id));
  return (
    <RecordPage
      found={found}
      back={<BackToCase caseId={found.data?.body.caseId} />}
      notShown={say('evidence.notShown')}
    >
      {({ body, etag }) => <Shown key={id} item={body} etag={etag} />}
    </RecordPage>
  );
}

/** One item: who has it and what is missing, what it is, its whole custody, and the texts that go with it. */
function Shown({ item, etag }: { readonly item: EvidenceItem; readonly etag: string | null }) {
  const say = useSay();
  const { row } = item;
  const gapWords = useGapWords();
  const ofCase = useQuery(caseQuery(item.caseId));
  const detail = ofCase.data?.body;
  const [attaching, setAttaching] = useState(false);
  usePageTitle(say('evidence.number', { number: row.number }));
  const powers = detail === undefined ? NO_POWERS : powersIn(detail.myRoles, detail.row.stage);
  const given = { item, etag, detail, powers };
  return (
    <>
      <div className="case-head">
        <p className="meta">
          {say(`evidenceKind.${row.said.kind}`)} · <ShownText text={row.said.classification} longest={120} />
        </p>
        <h1>{say('evidence.number', { number: row.number })}</h1>
        <p className="words asked-words">{row.said.description}</p>
      </div>
      {ofCase.error === null ? null : <ProblemNotice error={ofCase.error} />}
      {row.gaps.length === 0 ? null : (
        <Notice title={say('gap.title', { count: row.gaps.length })}>
          <ul className="plain-list">
            {row.gaps.map((gap) => (
              <li key={keyOfGap(gap)}>{gapWords(gap)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <section aria-labelledby="now">
        <div className="section-head">
          <h2 id="now">{say('evidence.now')}</h2>
        </div>
        <div className="panel">
          <p>
            <b>{say(`evidenceState.${row.state}`)}</b> ·{' '}
            {row.state === 'destroyed' ? `${say('evidence.lastHeld')} ` : ''}
            <PartyName party={row.custodian} />
          </p>
          {row.state === 'held' ? (
            <p>
              <ShownText text={row.place} longest={300} />
            </p>
          ) : null}
          {row.nextCheckOn === null ? null : (
            <p className="meta">
              {say('evidence.checkBy', { name: row.holder.name })} <NextOn on={row.nextCheckOn} />
              <GoneHolder reads={row.holderReads} />
            </p>
          )}
        </div>
        <Offer {...given} />
        <Destruction {...given} />
        <ItemActs {...given} />
      </section>
      <ItemFacts said={row.said} />
      <CustodyLog item={item} detail={detail} />
      <section aria-labelledby="attached">
        <div className="section-head">
          <h2 id="attached">{say('attach.section')}</h2>
          {powers.works ? (
            <button type="button" className="button on-screen" onClick={() => setAttaching(true)}>
              {say('attach.do')}
            </button>
          ) : null}
        </div>
        {item.attachments.length === 0 ? <p className="soft">{say('attach.none')}</p> : null}
        <Attachments attachments={item.attachments} />
      </section>
      <Timestamping item={item} />
      {attaching ? <AttachDialog caseId={item.caseId} item={row.id} onClose={() => setAttaching(false)} /> : null}
    </>
  );
}

/** How it stands with the authority of time-stamps. */
function Timestamping({ item: { timestamping } }: { readonly item: EvidenceItem }) {
  const say = useSay();
  const formats = useFormats();
  return (
    <section aria-labelledby="stamps">
      <div className="section-head">
        <h2 id="stamps">{say('stamp.title')}</h2>
      </div>
      <p>{say(timestamping.configured ? 'stamp.configured' : 'stamp.none')}</p>
      {timestamping.failure === null ? null : (
        <Notice title={say('stamp.failed', { date: formats.minute(timestamping.failure.at) })}>
          <p>{timestamping.failure.what}</p>
        </Notice>
      )}
    </section>
  );
}
