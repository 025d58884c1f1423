import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { type ItemDraft, ItemFields, NOTHING_SAID, saidOf } from './item-fields.tsx';

/** The days until an item is looked at again, unless somebody says otherwise. */
const CHECK_AFTER = 90;

/** Puts an item into the register: it stays where it lies. */
export function RegisterDialog({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const own = useMe().member.id;
  const holders = detail.holders;
  const [draft, setDraft] = useState<ItemDraft>(NOTHING_SAID);
  const [happenedOn, setHappenedOn] = useState(dayIn(0));
  const [holderId, setHolder] = useState(holders.find(({ id }) => id === own)?.id ?? holders[0]?.id ?? '');
  const [nextCheckOn, setNextCheckOn] = useState(dayIn(CHECK_AFTER));
  const said = saidOf(draft);
  return (
    <ActDialog
      title={{ id: 'evidence.register' }}
      what={say('evidence.registerWhat')}
      doing={say('evidence.registerDo')}
      told={say('evidence.registered')}
      ready={said !== null && isDay(happenedOn) && isDay(nextCheckOn) && holderId !== ''}
      write={async (headers) =>
        said === null
          ? null
          : bodyOf(
              api.POST('/api/cases/{id}/evidence', {
                params: { path: { id: detail.row.id } },
                headers,
                body: { ...said, happenedOn, holderId, nextCheckOn },
              }),
            )
      }
      onDone={(made) => {
        if (made !== null) void navigate({ to: '/evidence/$id', params: { id: made.id } });
      }}
      onClose={onClose}
    >
      <ItemFields draft={draft} onChange={setDraft} />
      <DayField
        field="/happenedOn"
        label={say('custody.day')}
        hint={say('custody.dayHint')}
        value={happenedOn}
        onChange={setHappenedOn}
      />
      <Choice
        field="/holderId"
        label={say('custody.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <DayField field="/nextCheckOn" label={say('custody.nextCheck')} value={nextCheckOn} onChange={setNextCheckOn} />
    </ActDialog>
  );
}
