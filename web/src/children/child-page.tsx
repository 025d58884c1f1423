import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ChildRecord, ChildStatus, Track } from '../api/schema.ts';
import { BackToCase } from '../casework/back-to-case.tsx';
import { caseQuery, childQuery, servicesQuery } from '../casework/casework-query.ts';
import { statesOf, TRACKS } from '../casework/child-states.ts';
import { Merges } from '../casework/merges.tsx';
import { PersonCases } from '../casework/person-cases.tsx';
import { ProposeDialog } from '../casework/propose-dialog.tsx';
import { RecordPage } from '../casework/record-page.tsx';
import { StatementDialog } from '../casework/statement-dialog.tsx';
import { Statements } from '../casework/statements.tsx';
import { StatusDialog } from '../casework/status-dialog.tsx';
import { Tracks } from '../casework/tracks.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { Notice } from '../look/notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { IdentityPanel } from './identity-panel.tsx';
import { Referrals } from './referrals.tsx';

export const route = createLazyRoute('/member/children/$id')({ component: ChildPage });

function ChildPage() {
  const { id } = route.useParams();
  const { case: caseId } = route.useSearch();
  const say = useSay();
  const found = useQuery(childQuery(id));
  return (
    <RecordPage found={found} back={<BackToCase caseId={caseId} />} notShown={say('child.notShown')} goesWithTheRight>
      {(record) => <Shown key={id} record={record} from={caseId ?? null} />}
    </RecordPage>
  );
}

interface Asked {
  readonly what: 'status' | 'give_up';
  readonly status: ChildStatus;
}

/** A child by its working name: how it stands with it, what is known, and, closed, who it is. */
function Shown({ record, from }: { readonly record: ChildRecord; readonly from: string | null }) {
  const say = useSay();
  const { person, statuses } = record;
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  usePageTitle(person.workingName.slice(0, 96));
  const live = person.cases.filter(({ ended }) => !ended);
  const writable = live.filter(({ mayWrite }) => mayWrite).map(({ id }) => id);
  // The case in which one works on the child: the one it was opened from, else the first.
  const caseId = writable.find((id) => id === from) ?? writable[0] ?? null;
  const newest = TRACKS.flatMap((track) => statuses.find((status) => status.track === track) ?? []);
  const close = (): void => setAsked(null);
  return (
    <>
      <div className="case-head">
        <p className="meta">
          {say('population.child')} · {say('child.workingName')}
        </p>
        <h1>
          <ShownText text={person.workingName} longest={200} />
        </h1>
      </div>
      {person.mergedInto === null ? null : (
        <Notice title={say('person.merged')}>
          <p>
            <Link to="/children/$id" params={{ id: person.mergedInto.id }} search={from === null ? {} : { case: from }}>
              <ShownText text={person.mergedInto.workingName} />
            </Link>
          </p>
        </Notice>
      )}
      <section aria-labelledby="tracks">
        <div className="section-head">
          <h2 id="tracks">{say('child.tracks')}</h2>
        </div>
        <Tracks
          statuses={newest}
          under={(status) => (
            <>
              {record.givingUp.includes(status.track) ? <p className="meta">{say('status.proposed')}</p> : null}
              {caseId === null ? null : (
                <p className="row on-screen">
                  <button
                    type="button"
                    className="link"
                    aria-label={say('status.changeOf', {
                      track: say(`track.${status.track}`),
                      child: person.workingName,
                    })}
                    onClick={() => setAsked({ what: 'status', status })}
                  >
                    {say('status.change')}
                  </button>
                  {status.nextOn === null || record.givingUp.includes(status.track) ? null : (
                    <button
                      type="button"
                      className="link"
                      aria-label={say('status.giveUpOf', {
                        track: say(`track.${status.track}`),
                        child: person.workingName,
                      })}
                      onClick={() => setAsked({ what: 'give_up', status })}
                    >
                      {say('status.giveUp')}
                    </button>
                  )}
                </p>
              )}
              <TrackHistory track={status.track} statuses={statuses} />
            </>
          )}
        />
      </section>
      <section aria-labelledby="clues">
        <div className="section-head">
          <h2 id="clues">{say('child.clues')}</h2>
          {caseId === null ? null : (
            <button type="button" className="button on-screen" onClick={() => setAdding(true)}>
              {say('statement.add')}
            </button>
          )}
        </div>
        <p className="soft">{say('child.cluesWhat')}</p>
        {person.statements.length === 0 ? <p>{say('person.nothingSaid')}</p> : null}
        <Statements
          personId={person.id}
          population="child"
          statements={person.statements}
          mayJudge={({ caseId: of }) => writable.includes(of)}
        />
      </section>
      <IdentityPanel record={record} caseId={caseId} />
      <Referrals record={record} caseId={caseId} />
      <PersonCases person={person} />
      <Merges person={person} sealed={record.sealed} mayWrite={caseId !== null} />
      {adding && caseId !== null ? (
        <StatementDialog person={person} caseId={caseId} onClose={() => setAdding(false)} />
      ) : null}
      {asked === null || caseId === null ? null : asked.what === 'status' ? (
        <ChildStatusDialog record={record} caseId={caseId} status={asked.status} onClose={close} />
      ) : (
        <ProposeDialog
          caseId={caseId}
          end={{ kind: 'end_child_status', personId: person.id, track: asked.status.track }}
          onClose={close}
        />
      )}
    </>
  );
}

/** Who may carry a track: colleagues on the case, and the service that has accepted a referral. */
function ChildStatusDialog({
  record,
  caseId,
  status,
  onClose,
}: {
  readonly record: ChildRecord;
  readonly caseId: string;
  readonly status: ChildStatus;
  readonly onClose: () => void;
}) {
  const ofCase = useQuery(caseQuery(caseId));
  const services = useQuery(servicesQuery);
  const accepted = record.referrals.some(({ state, outside }) => state === 'accepted' && !outside);
  const holders = new Map(
    [
      ...(ofCase.data?.body.holders ?? [status.holder]),
      ...(accepted && status.track === 'care' ? (services.data?.flatMap(({ members }) => members) ?? []) : []),
    ].map((holder) => [holder.id, holder]),
  );
  return (
    <StatusDialog
      child={record.person}
      track={status.track}
      states={statesOf(status.track, record.careStates)}
      now={record.statuses.find(({ track }) => track === status.track) ?? status}
      holders={[...holders.values()]}
      onClose={onClose}
    />
  );
}

/** Everything that was written in a track before what holds now. */
function TrackHistory({ track, statuses }: { readonly track: Track; readonly statuses: readonly ChildStatus[] }) {
  const say = useSay();
  const formats = useFormats();
  const before = statuses.filter((status) => status.track === track);
  return (
    <details>
      <summary>{say('child.history', { count: before.length, track: say(`track.${track}`) })}</summary>
      <ol className="log">
        {before.map((status) => (
          <li key={status.at}>
            <p>
              <b>{say(`childState.${status.state}`)}</b>
            </p>
            <p className="words">{status.nextStep}</p>
            <p className="meta">
              {status.nextOn === null
                ? `${status.holder.name}. `
                : say('search.stepBy', { name: status.holder.name, date: formats.day(status.nextOn) })}{' '}
              {say('log.by', { name: status.by.name, date: formats.minute(status.at) })}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
