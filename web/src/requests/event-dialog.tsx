import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { RequestEventKind, RequestRecord } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { isDayWithin, WORK } from '../casework/days.ts';
import { Choice, DayField } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { useSay } from '../messages/say.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { type EventDraft, isReady, newDraft, sentOf } from './event-draft.ts';
import { EventFields } from './event-fields.tsx';

/** At once, as the server takes them. */
const MOST_SINCE = 20;

/**
 * Enters what happened, with its hour where that is known, and what came of it since, in one act; and, since somebody looks now, when to
 * look next.
 */
export function EventDialog({
  request,
  etag,
  first,
  onClose,
}: {
  readonly request: RequestRecord;
  readonly etag: string | null;
  readonly first: RequestEventKind | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const seen = useSeenVersion(etag);
  const [draft, setDraft] = useState(() => newDraft(first ?? 'recognised'));
  const [since, setSince] = useState<readonly EventDraft[]>([]);
  const [nextOn, setNextOn] = useState(request.ownDate ?? '');
  return (
    <ActDialog
      title={{ id: 'event.title', values: { to: request.addressee } }}
      what={say(`eventWhat.${draft.kind}`)}
      doing={say('record')}
      told={say('event.told', { event: [draft, ...since].map(({ kind }) => say(`requestEvent.${kind}`)).join(', ') })}
      ready={[draft, ...since].every(isReady) && isDayWithin(nextOn, WORK.from, WORK.to)}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/requests/{id}/events', {
              params: { path: { id: request.id } },
              headers: { ...headers, ...seen.headers },
              body: {
                ...sentOf(draft),
                ...(since.length === 0 ? {} : { since: since.map(sentOf) }),
                ...(nextOn === request.ownDate ? {} : { nextOn }),
              },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? <ChangedMeanwhile request={request} /> : null}
      <EventFields request={request} draft={draft} number={1} onChange={setDraft} />
      <Choice
        label={say('event.since')}
        hint={say('event.sinceHint')}
        value={String(since.length)}
        options={Array.from({ length: MOST_SINCE + 1 }, (_, count) => ({
          value: String(count),
          label: say('event.sinceCount', { count }),
        }))}
        onChange={(count) =>
          setSince(Array.from({ length: Number(count) }, (_, index) => since[index] ?? newDraft('answered')))
        }
      />
      {since.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they come and go at the end, and none changes its place.
        <fieldset key={index} className="column">
          <legend>{say('event.sinceTitle', { number: index + 2 })}</legend>
          <EventFields
            request={request}
            draft={each}
            number={index + 2}
            onChange={(changed) => setSince(since.with(index, changed))}
          />
        </fieldset>
      ))}
      <DayField
        field="/nextOn"
        label={say('event.next')}
        hint={say('event.nextHint')}
        value={nextOn}
        {...WORK}
        onChange={setNextOn}
      />
    </ActDialog>
  );
}
