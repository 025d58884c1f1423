import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseChild, Track } from '../api/schema.ts';
import { statesOf } from '../casework/child-states.ts';
import { ProposeDialog } from '../casework/propose-dialog.tsx';
import { StatusDialog } from '../casework/status-dialog.tsx';
import { Tracks } from '../casework/tracks.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { ChildSearch } from './child-search.tsx';
import type { InCase } from './in-case.ts';
import { MergedRecords } from './merged-records.tsx';

interface Asked {
  readonly what: 'status' | 'give_up';
  readonly child: CaseChild;
  readonly track: Track;
}

/** The children of a case, before anything else. While there is none, who looks for them stands first. */
export function Children({ detail, powers }: InCase) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { children, row } = detail;
  const isIdentified = children.some(({ statuses }) => statuses.some(({ state }) => state === 'identified'));
  const proposed = (child: string, track: Track): boolean =>
    detail.agreements.some(
      ({ answer, objectId, content }) => answer === null && objectId === child && content.track === track,
    );
  return (
    <section aria-labelledby="children">
      <div className="section-head">
        <h2 id="children">{say('children.title', { count: children.length })}</h2>
        {powers.works ? (
          <button type="button" className="button on-screen" onClick={() => setAdding(true)}>
            {say('children.add')}
          </button>
        ) : null}
      </div>
      {isIdentified ? null : <p className="none-yet">{say('cases.noChild')}</p>}
      {isIdentified ? null : <ChildSearch detail={detail} powers={powers} />}
      {children.length === 0 ? null : (
        <ul className="child-list">
          {children.map((child) => (
            <li key={child.id}>
              <h3>
                <Link to="/children/$id" params={{ id: child.id }} search={{ case: row.id }}>
                  <ShownText text={child.workingName} longest={200} />
                </Link>{' '}
                <span className="meta">{say(`capacity.${child.capacity}`)}</span>
              </h3>
              <MergedRecords records={child.merged} />
              <Tracks
                statuses={child.statuses}
                under={({ track, nextOn }) => (
                  <>
                    {proposed(child.id, track) ? <p className="meta">{say('status.proposed')}</p> : null}
                    {powers.works ? (
                      <p className="row on-screen">
                        <button
                          type="button"
                          className="link"
                          aria-label={say('status.changeOf', {
                            track: say(`track.${track}`),
                            child: child.workingName,
                          })}
                          onClick={() => setAsked({ what: 'status', child, track })}
                        >
                          {say('status.change')}
                        </button>
                        {nextOn === null || proposed(child.id, track) ? null : (
                          <button
                            type="button"
                            className="link"
                            aria-label={say('status.giveUpOf', {
                              track: say(`track.${track}`),
                              child: child.workingName,
                            })}
                            onClick={() => setAsked({ what: 'give_up', child, track })}
                          >
                            {say('status.giveUp')}
                          </button>
                        )}
                      </p>
                    ) : null}
                  </>
                )}
              />
            </li>
          ))}
        </ul>
      )}
      {isIdentified ? <ChildSearch detail={detail} powers={powers} /> : null}
      {adding ? <AddPersonDialog caseId={row.id} population="child" onClose={() => setAdding(false)} /> : null}
      {asked === null ? null : asked.what === 'status' ? (
        <StatusDialog
          child={asked.child}
          track={asked.track}
          states={statesOf(asked.track, asked.child.careStates)}
          now={nowOf(children, asked)}
          holders={detail.holders}
          onClose={() => setAsked(null)}
        />
      ) : (
        <ProposeDialog
          caseId={row.id}
          end={{ kind: 'end_child_status', personId: asked.child.id, track: asked.track }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** As it is read now, not as it was when the form was opened. */
function nowOf(children: readonly CaseChild[], { child, track }: Asked) {
  const { statuses } = children.find(({ id }) => id === child.id) ?? child;
  return statuses.find((each) => each.track === track) ?? null;
}
