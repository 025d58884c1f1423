import type { RequestRecord } from '../api/schema.ts';
import { Notice } from '../look/notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Somebody has written meanwhile: what the request says now, beside what was typed. */
export function ChangedMeanwhile({ request }: { readonly request: RequestRecord }) {
  const say = useSay();
  const formats = useFormats();
  const newest = request.events.at(-1);
  return (
    <Notice title={say('request.changed')}>
      <p>
        {say(`standing.${request.standing}`)} · {request.holder.name}
        {request.ownDate === null ? '' : ` · ${formats.day(request.ownDate)}`}
      </p>
      {newest === undefined ? null : (
        <p>{say('request.changedEvent', { event: say(`requestEvent.${newest.kind}`), name: newest.enteredBy.name })}</p>
      )}
      <p>{say('case.changedNext')}</p>
    </Notice>
  );
}
