import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { RequestEvent } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import type { OfRequest } from './of-request.ts';
import { useWhen } from './request-words.ts';

/** What happened, the newest first; what was entered wrongly stays to be read, struck. */
export function RequestEvents({ request, powers }: OfRequest) {
  const say = useSay();
  const formats = useFormats();
  const when = useWhen();
  const [striking, setStriking] = useState<RequestEvent | null>(null);
  const open = request.standing !== 'ended' && powers.works;
  return (
    <section aria-labelledby="events">
      <div className="section-head">
        <h2 id="events">{say('request.events')}</h2>
      </div>
      {request.events.length === 0 ? <p className="soft">{say('request.noEvent')}</p> : null}
      <ol className="log">
        {request.events.toReversed().map((event) => (
          <li key={event.id} data-struck={event.struck !== null}>
            <p>
              <b className="event-name">{say(`requestEvent.${event.kind}`)}</b> · {when(event.at)}
              {event.until === null ? null : <> · {say('event.untilSaid', { date: formats.day(event.until) })}</>}
            </p>
            {event.words === '' ? null : <p className="words">{event.words}</p>}
            <p className="meta">
              {say('log.by', { name: event.enteredBy.name, date: formats.minute(event.enteredAt) })}
            </p>
            {event.struck === null ? (
              open ? (
                <p className="on-screen">
                  <button
                    type="button"
                    className="link"
                    aria-label={say('strike.of', { event: say(`requestEvent.${event.kind}`), date: when(event.at) })}
                    onClick={() => setStriking(event)}
                  >
                    {say('strike.do')}
                  </button>
                </p>
              ) : null
            ) : (
              <p>
                {say('strike.done', { name: event.struck.by.name, date: formats.minute(event.struck.at) })}{' '}
                <span className="words">{event.struck.reason}</span>
              </p>
            )}
          </li>
        ))}
      </ol>
      {striking === null ? null : (
        <StrikeDialog requestId={request.id} event={striking} onClose={() => setStriking(null)} />
      )}
    </section>
  );
}

function StrikeDialog({
  requestId,
  event,
  onClose,
}: {
  readonly requestId: string;
  readonly event: RequestEvent;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const when = useWhen();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'strike.title' }}
      what={say('strike.what', { event: say(`requestEvent.${event.kind}`), date: when(event.at) })}
      doing={say('strike.do')}
      told={say('strike.told')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/requests/{id}/events/{event}/strike', {
            params: { path: { id: requestId, event: event.id } },
            headers,
            body: { reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Words field="/reason" label={say('reason')} longest={10_000} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
