import { type ReactNode, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CustodyInput, EvidenceItem } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDay } from '../casework/days.ts';
import { DayField } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';

/** An entry of custody, whichever act: the day, its own fields, and what somebody has entered meanwhile. */
export function CustodyActDialog({
  item,
  etag,
  act,
  ready,
  entry,
  onClose,
  children,
}: {
  readonly item: EvidenceItem;
  readonly etag: string | null;
  readonly act: CustodyInput['act'];
  readonly ready: boolean;
  /** What is entered, of that day. */
  readonly entry: (happenedOn: string) => CustodyInput;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const seen = useSeenVersion(etag);
  const [happenedOn, setHappenedOn] = useState(dayIn(0));
  const newest = item.entries.at(-1)?.content;
  return (
    <ActDialog
      title={{ id: `custodyDo.${act}` }}
      what={say(`custodyWhat.${act}`)}
      doing={say('record')}
      told={say('custody.told')}
      ready={ready && isDay(happenedOn)}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/evidence/{id}/custody', {
              params: { path: { id: item.row.id } },
              headers: { ...headers, ...seen.headers },
              body: entry(happenedOn),
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed && newest !== undefined ? (
        <Notice title={say('custody.changed')}>
          <p>
            {say(`custodyAct.${newest.act}`)} · {newest.byName}
          </p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      {children}
      <DayField
        field="/happenedOn"
        label={say('custody.day')}
        hint={say('custody.dayHint')}
        value={happenedOn}
        onChange={setHappenedOn}
      />
    </ActDialog>
  );
}
