import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { WhoAnswers } from '../casework/who-answers.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';

/** Who a child is, asked for and not answered: it is answered on the page of the child, and nothing of what is sealed is said here. */
export function AwaitingReleases({ detail, powers }: InCase) {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  return detail.releases.map(({ id, child, member, purpose, reason, until, proposedBy, proposedAt }) => (
    <div key={id} className="panel">
      <h3>{say('proposal.release', { child: child.workingName, name: member.name })}</h3>
      <p>
        {say(`releasePurpose.${purpose}`)} · {say('identity.until', { date: formats.minute(until) })}
      </p>
      <p className="words">
        <ShownText text={reason} longest={2000} />
      </p>
      <p className="meta">{say('proposals.by', { name: proposedBy.name, date: formats.minute(proposedAt) })}</p>
      {member.id === own && proposedBy.id !== own ? (
        <p>{say('identity.second')}</p>
      ) : proposedBy.id !== own && powers.agrees ? (
        <p className="on-screen">
          <Link to="/children/$id" params={{ id: child.id }} search={{ case: detail.row.id }} hash="identity">
            {say('case.awaitsSee')}
          </Link>
        </p>
      ) : (
        <WhoAnswers detail={detail} proposedBy={proposedBy.id} gains={member.id} />
      )}
    </div>
  ));
}
