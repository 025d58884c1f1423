import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail, RequestRecord } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDayWithin, WORK } from '../casework/days.ts';
import { Choice, DayField } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';

/** Hands a request over, to a deputy or any colleague on the case, and sets when it is looked at again. */
export function ChangeDialog({
  request,
  etag,
  detail,
  onClose,
}: {
  readonly request: RequestRecord;
  readonly etag: string | null;
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const seen = useSeenVersion(etag);
  const [holderId, setHolder] = useState(
    detail.holders.find(({ id }) => id === request.holder.id)?.id ?? detail.holders[0]?.id ?? '',
  );
  const [nextOn, setNextOn] = useState(request.ownDate ?? dayIn(7));
  const parts = (id: string): string =>
    formats.list(detail.members.filter(({ member }) => member.id === id).map(({ role }) => say(`caseRole.${role}`)));
  return (
    <ActDialog
      title={{ id: 'requestAct.change' }}
      what={say('changeRequest.what')}
      doing={say('record')}
      told={say('changeRequest.told')}
      ready={holderId !== '' && isDayWithin(nextOn, WORK.from, WORK.to)}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.PUT('/api/requests/{id}', {
              params: { path: { id: request.id } },
              headers: { ...headers, ...seen.headers },
              body: { holderId, nextOn },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? <ChangedMeanwhile request={request} /> : null}
      <Choice
        field="/holderId"
        label={say('request.holder')}
        value={holderId}
        options={detail.holders.map(({ id, name }) => ({ value: id, label: `${name} (${parts(id)})` }))}
        onChange={setHolder}
      />
      <DayField
        field="/nextOn"
        label={say('request.nextOn')}
        hint={say('request.nextOnHint')}
        value={nextOn}
        {...WORK}
        onChange={setNextOn}
      />
    </ActDialog>
  );
}
