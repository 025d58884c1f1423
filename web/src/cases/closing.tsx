import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ProposeDialog } from '../casework/propose-dialog.tsx';
import { useStageName } from '../casework/stage-name.ts';
import { CLOSES_FROM } from '../casework/stages.ts';
import { WhoAnswers } from '../casework/who-answers.tsx';
import { useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';

const isProposed = ({ answer, kind }: CaseDetail['agreements'][number]): boolean =>
  answer === null && kind === 'close_case';

/** Whether closing the case can be proposed, or what stands before it. */
function wayToClose({ row, obligations, agreements }: CaseDetail): 'closed' | 'proposed' | 'owes' | 'stage' | 'open' {
  if (row.stage === 'closed') return 'closed';
  if (agreements.some(isProposed)) return 'proposed';
  if (obligations.length > 0) return 'owes';
  return CLOSES_FROM.includes(row.stage) ? 'open' : 'stage';
}

/** How the case is closed, by whom, or why it cannot be closed yet. */
export function Closing({ detail, powers }: InCase) {
  const say = useSay();
  const stageName = useStageName();
  const [closing, setClosing] = useState(false);
  const own = useMe().member.id;
  const { row, obligations } = detail;
  const proposedBy = detail.agreements.find(isProposed)?.proposedBy.id;
  const answers = powers.agrees && proposedBy !== own;
  const way = wayToClose(detail);
  if (way === 'closed') return null;
  return (
    <div id="closing">
      <h3>{say('closing.title')}</h3>
      <p>
        {way === 'proposed' ? (
          <>
            {say('closing.proposed')} <a href="#proposals">{say(answers ? 'case.awaitsSee' : 'closing.seeProposal')}</a>
          </>
        ) : way === 'owes' ? (
          <>
            {say('closing.owes', { count: obligations.length })} <a href="#obligations">{say('closing.seeOwed')}</a>
          </>
        ) : way === 'stage' ? (
          say('closing.stage', { stage: stageName(row.stage, row.country) })
        ) : (
          say(powers.works ? 'closing.can' : 'closing.others')
        )}
      </p>
      {way === 'proposed' && proposedBy !== undefined && !answers ? (
        <WhoAnswers detail={detail} proposedBy={proposedBy} />
      ) : null}
      {way === 'open' && powers.works ? (
        <p className="on-screen">
          <button type="button" className="button" onClick={() => setClosing(true)}>
            {say('closing.propose')}
          </button>
        </p>
      ) : null}
      {closing ? (
        <ProposeDialog caseId={row.id} end={{ kind: 'close_case' }} onClose={() => setClosing(false)} />
      ) : null}
    </div>
  );
}
