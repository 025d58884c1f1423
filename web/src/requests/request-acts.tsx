import { useState } from 'react';
import type { RequestEventKind } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { EventDialog } from './event-dialog.tsx';
import type { OfRequest } from './of-request.ts';

/** What is most often entered next: first that it was sent, then what the addressee does or does not do. */
const BEFORE = ['sent'] as const satisfies readonly RequestEventKind[];
const AFTER = [
  'received',
  'extended',
  'answered_in_part',
  'answered',
  'refused',
  'asked_again',
] as const satisfies readonly RequestEventKind[];

type Asked = { readonly what: 'event'; readonly kind: RequestEventKind | null } | { readonly what: 'change' | 'end' };

/** What can be done with a request that is open. */
export function RequestActs(given: OfRequest) {
  const { request, detail, powers } = given;
  const say = useSay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  if (request.standing === 'ended') return <p>{say('request.ended')}</p>;
  if (detail === undefined || !powers.works)
    return detail === undefined ? null : <p className="meta">{say('request.readOnly')}</p>;
  const sent = request.events.some(({ kind, struck }) => kind === 'sent' && struck === null);
  return (
    <>
      {sent ? null : <p>{say('request.notSent')}</p>}
      <p className="row on-screen">
        {(sent ? AFTER : BEFORE).map((kind) => (
          <button key={kind} type="button" className="button" onClick={() => setAsked({ what: 'event', kind })}>
            {say(`requestAct.${kind}`)}
          </button>
        ))}
        <button type="button" className="button" onClick={() => setAsked({ what: 'event', kind: null })}>
          {say('requestAct.other')}
        </button>
      </p>
      <p className="row on-screen">
        <button type="button" className="button" onClick={() => setAsked({ what: 'change' })}>
          {say('requestAct.change')}
        </button>
        {request.proposal === null ? (
          <button type="button" className="button" onClick={() => setAsked({ what: 'end' })}>
            {say('requestAct.end')}
          </button>
        ) : null}
      </p>
      {asked === null ? null : asked.what === 'event' ? (
        <EventDialog {...given} first={asked.kind} onClose={close} />
      ) : asked.what === 'change' ? (
        <ChangeDialog request={request} etag={given.etag} detail={detail} onClose={close} />
      ) : (
        <EndDialog request={request} onClose={close} />
      )}
    </>
  );
}
