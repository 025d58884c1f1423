import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { RequestRecord } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';

type End = NonNullable<RequestRecord['endedAs']>;

/** Proposes to end a request, in writing: nothing ends before a second person of the case agrees. */
export function EndDialog({ request, onClose }: { readonly request: RequestRecord; readonly onClose: () => void }) {
  const say = useSay();
  const answered = request.events.some(({ kind, struck }) => kind === 'answered' && struck === null);
  const hows: readonly End[] = [
    ...(request.standing === 'refused' ? (['refused'] as const) : []),
    ...(answered ? (['answered'] as const) : []),
    'dropped',
  ];
  const [how, setHow] = useState<End>(hows[0] ?? 'dropped');
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'requestAct.end' }}
      what={say('endRequest.what')}
      doing={say('propose.do')}
      told={say('propose.told')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/requests/{id}/end', {
            params: { path: { id: request.id } },
            headers,
            body: { how, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Choice
        field="/how"
        label={say('endRequest.how')}
        hint={hows.length > 1 ? undefined : say('endRequest.noAnswer')}
        value={how}
        options={hows.map((value) => ({ value, label: say(`endRequest.${value}`) }))}
        onChange={setHow}
      />
      <Words
        field="/reason"
        label={say('propose.reason')}
        hint={say('propose.reasonWhy')}
        longest={10_000}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
