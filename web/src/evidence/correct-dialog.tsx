import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { EvidenceItem } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn } from '../casework/days.ts';
import { Words } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';
import { draftOf, ItemFields, saidOf } from './item-fields.tsx';

/** Says anew what an item is: a further version, the one before stays. */
export function CorrectDialog({
  item,
  etag,
  onClose,
}: {
  readonly item: EvidenceItem;
  readonly etag: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const seen = useSeenVersion(etag);
  const [draft, setDraft] = useState(draftOf(item.row.said));
  const [reason, setReason] = useState('');
  const said = saidOf(draft);
  return (
    <ActDialog
      title={{ id: 'custodyDo.corrected' }}
      what={say('correct.what')}
      doing={say('record')}
      told={say('custody.told')}
      ready={said !== null && reason.trim() !== ''}
      showsChange={seen.changed}
      write={async (headers) =>
        said === null
          ? null
          : seen.write(
              bodyOf(
                api.POST('/api/evidence/{id}/corrections', {
                  params: { path: { id: item.row.id } },
                  headers: { ...headers, ...seen.headers },
                  body: { ...said, happenedOn: dayIn(0), reason: reason.trim() },
                }),
              ),
            )
      }
      onClose={onClose}
    >
      {seen.changed ? (
        <Notice title={say('custody.changed')}>
          <p className="words">{item.row.said.description}</p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      <ItemFields draft={draft} onChange={setDraft} />
      <Words field="/reason" label={say('reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
