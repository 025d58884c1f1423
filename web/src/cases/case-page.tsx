import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { CaseDetail } from '../api/schema.ts';
import { caseQuery } from '../casework/casework-query.ts';
import { powersIn } from '../casework/powers.ts';
import { RecordPage } from '../casework/record-page.tsx';
import { useStageName } from '../casework/stage-name.ts';
import { CaseEvidence } from '../evidence/case-evidence.tsx';
import { CaseFiles } from '../file/case-files.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { Notice } from '../look/notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { Candidates } from '../qualifications/candidates.tsx';
import { CaseRequests } from '../requests/case-requests.tsx';
import { CaseLeads } from './case-leads.tsx';
import { CaseLinks } from './case-links.tsx';
import { CaseMembers } from './case-members.tsx';
import { CasePeople } from './case-people.tsx';
import { CaseStages } from './case-stages.tsx';
import { Children } from './children.tsx';
import { Obligations } from './obligations.tsx';
import { Proposals } from './proposals.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import './cases.css';

export const route = createLazyRoute('/member/cases/$id')({ component: CasePage });

function CasePage() {
  const { id } = route.useParams();
  const say = useSay();
  const found = useQuery(caseQuery(id));
  return (
    <RecordPage found={found} back={<Link to="/cases">{say('case.back')}</Link>} notShown={say('case.notShown')}>
      {({ body, etag }) => <Shown key={id} detail={body} etag={etag} />}
    </RecordPage>
  );
}

/** A case opens on its children. */
function Shown({ detail, etag }: { readonly detail: CaseDetail; readonly etag: string | null }) {
  const say = useSay();
  const formats = useFormats();
  const stageName = useStageName();
  const { row, myRoles } = detail;
  const own = useMe().member.id;
  const [renaming, setRenaming] = useState(false);
  usePageTitle(row.title.slice(0, 96));
  const powers = powersIn(myRoles, row.stage);
  const given = { detail, powers };
  const awaiting = detail.agreements.filter(({ answer, proposedBy }) => answer === null && proposedBy.id !== own);
  const released = detail.releases.filter(({ member, proposedBy }) => proposedBy.id !== own && member.id !== own);
  const awaited = awaiting.length + released.length;
  return (
    <>
      <div className="case-head">
        <p className="meta">
          <span className="code">{row.reference}</span> · {formats.country(row.country)} ·{' '}
          {say('cases.opened', { date: formats.day(row.openedAt) })}
        </p>
        <h1>
          <ShownText text={row.title} longest={200} />
        </h1>
        <p>
          <b>{stageName(row.stage, row.country)}</b> ·{' '}
          {say('case.mine', { roles: formats.list(myRoles.map((role) => say(`caseRole.${role}`))) })}
        </p>
        <div className="row on-screen">
          <Link to="/cases/$id/timeline" params={{ id: row.id }} className="button">
            {say('caseLine.open')}
          </Link>
          {powers.works ? (
            <button type="button" className="button" onClick={() => setRenaming(true)}>
              {say('case.rename')}
            </button>
          ) : null}
          {row.stage === 'closed' ? null : (
            <a href="#closing" className="button">
              {say('closing.see')}
            </a>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            {say('case.print')}
          </button>
        </div>
      </div>
      {row.stage === 'closed' ? (
        <Notice title={say('case.closed')}>
          <p>{say('case.closedWhat')}</p>
        </Notice>
      ) : null}
      {awaited > 0 && powers.agrees ? (
        <Notice title={say('case.awaits', { count: awaited })}>
          <p>
            <a href="#proposals">{say('case.awaitsSee')}</a>
          </p>
        </Notice>
      ) : null}
      <Children {...given} />
      <Obligations detail={detail} />
      <CaseRequests {...given} />
      <CasePeople {...given} />
      <CaseEvidence {...given} />
      <CaseLeads {...given} />
      <Candidates {...given} />
      <CaseFiles detail={detail} />
      <CaseMembers {...given} />
      <CaseLinks {...given} />
      <CaseStages {...given} etag={etag} />
      <Proposals {...given} />
      {renaming ? <RenameDialog detail={detail} etag={etag} onClose={() => setRenaming(false)} /> : null}
    </>
  );
}
