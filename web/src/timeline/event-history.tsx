import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useLanguage, useSay } from '../messages/say.ts';
import { EventDialog } from './event-dialog.tsx';
import { eventQuery } from './timeline-query.ts';

/** What was entered, with all that it was before; from here it is corrected or taken from the timeline. */
export function EventHistory({
  id,
  detail,
  works,
  onClose,
}: {
  readonly id: string;
  readonly detail: CaseDetail;
  readonly works: boolean;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const found = useQuery(eventQuery(id, language));
  const [doing, setDoing] = useState<'correct' | 'withdraw' | null>(null);
  const event = found.data;
  if (doing === 'correct' && event !== undefined)
    return <EventDialog detail={detail} corrects={{ id, event }} onClose={onClose} />;
  if (doing === 'withdraw') return <Withdraw id={id} onClose={onClose} />;
  const title = event?.versions[0]?.row.words.what ?? say('caseEvent.title');
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="column">
        <Loaded query={found} />
        {event === undefined ? null : (
          <ol className="log versions" reversed>
            {event.versions.map(({ row: { words, eventId, corrected } }) => (
              <li key={eventId}>
                <p>
                  <b>{words.when}</b> <span className="meta">({words.precision})</span>
                </p>
                {[words.who, words.toward, words.details].map((text, index) =>
                  text === '' ? null : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: three places that never move.
                    <p key={index}>
                      <ShownText text={text} longest={600} />
                    </p>
                  ),
                )}
                <p className="meta">
                  {say('caseEvent.from')} <ShownText text={words.source} longest={300} />
                </p>
                <p className="meta">{say('caseEvent.enteredBy', { when: words.entered, who: words.enteredBy })}</p>
                {corrected === null ? null : (
                  <p className="words">{say('caseEvent.because', { reason: corrected.reason })}</p>
                )}
              </li>
            ))}
          </ol>
        )}
        <div className="row">
          {works && event !== undefined ? (
            <>
              <button type="button" className="button" onClick={() => setDoing('correct')}>
                {say('caseEvent.correct')}
              </button>
              <button type="button" className="button" onClick={() => setDoing('withdraw')}>
                {say('caseEvent.withdraw')}
              </button>
            </>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

function Withdraw({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'caseEvent.withdraw' }}
      what={say('caseEvent.withdrawWhat')}
      doing={say('caseEvent.withdrawDo')}
      told={say('caseEvent.withdrawn')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/events/{id}/withdrawal', {
            params: { path: { id } },
            headers,
            body: { reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Words field="/reason" label={say('caseEvent.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
