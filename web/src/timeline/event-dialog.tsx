import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail, EventVersions } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { draftOf, emptyDraft, eventOf } from './event-draft.ts';
import { EventFields } from './event-fields.tsx';

/** Enters what happened, or puts something else in its place, with a reason. */
export function EventDialog({
  detail,
  corrects,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly corrects?: { readonly id: string; readonly event: EventVersions };
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [draft, setDraft] = useState(() =>
    corrects === undefined ? emptyDraft(Intl.DateTimeFormat().resolvedOptions().timeZone) : draftOf(corrects.event),
  );
  const [reason, setReason] = useState('');
  const event = eventOf(draft);
  return (
    <ActDialog
      title={{ id: corrects === undefined ? 'caseLine.add' : 'caseEvent.correct' }}
      what={say(corrects === undefined ? 'caseEvent.what' : 'caseEvent.correctWhat')}
      doing={say('record')}
      told={say(corrects === undefined ? 'caseEvent.told' : 'caseEvent.corrected')}
      ready={event !== null && (corrects === undefined || reason.trim() !== '')}
      write={async (headers) => {
        if (event === null) return null;
        if (corrects === undefined)
          return bodyOf(
            api.POST('/api/cases/{id}/events', { params: { path: { id: detail.row.id } }, headers, body: event }),
          );
        return bodyOf(
          api.POST('/api/events/{id}/corrections', {
            params: { path: { id: corrects.id } },
            headers,
            body: { event, reason: reason.trim() },
          }),
        );
      }}
      onClose={onClose}
    >
      <EventFields
        detail={detail}
        draft={draft}
        fixedKind={corrects !== undefined}
        under={corrects === undefined ? '' : '/event'}
        onDraft={setDraft}
      />
      {corrects === undefined ? null : (
        <Words
          field="/reason"
          label={say('caseEvent.reason')}
          hint={say('caseEvent.reasonHint')}
          value={reason}
          onChange={setReason}
        />
      )}
    </ActDialog>
  );
}
