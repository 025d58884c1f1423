import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Track } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { Words } from './fields.tsx';

type End =
  | { readonly kind: 'close_case' | 'end_child_search' }
  | { readonly kind: 'destroy_evidence'; readonly itemId: string }
  | { readonly kind: 'end_child_status'; readonly personId: string; readonly track: Track };

/** Proposes an end without a result, in writing: nothing ends before a second person agrees. */
export function ProposeDialog({
  caseId,
  end,
  onClose,
}: {
  readonly caseId: string;
  readonly end: End;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const words = reason.trim();
  return (
    <ActDialog
      title={{ id: `propose.title.${end.kind}` }}
      what={say(`propose.what.${end.kind}`)}
      doing={say('propose.do')}
      told={say('propose.told')}
      ready={words !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/proposals', {
            params: { path: { id: caseId } },
            headers,
            body: { ...end, reason: words },
          }),
        )
      }
      onClose={onClose}
    >
      <Words
        field="/reason"
        label={say('propose.reason')}
        hint={say(end.kind === 'destroy_evidence' ? 'propose.whyDestroy' : 'propose.reasonWhy')}
        longest={10_000}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
