import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { StaffMember } from '../api/schema.ts';
import { actsOnCases } from '../casework/powers.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { membersQuery, useAdministration, waitingQuery } from './administration-query.ts';

/** Whether an account acts on cases no longer: what only it could act on waits. */
export function actsNoLonger({ disabledAt, memberships }: StaffMember): boolean {
  return disabledAt !== null || !actsOnCases(memberships.map(({ role }) => role));
}

/** Makes a colleague responsible for the cases that wait for somebody who can act no longer; who does so reads none of them. */
export function EntrustCases({ member, onClose }: { readonly member: StaffMember; readonly onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const waiting = useQuery(waitingQuery(member.id));
  const members = useQuery(membersQuery);
  const [chosen, setChosen] = useState('');
  const able = (members.data?.items ?? []).filter((each) => each.id !== member.id && !actsNoLonger(each));
  const entrust = useAdministration(() =>
    bodyOf(api.POST('/api/admin/members/{id}/cases', { params: { path: { id: member.id } }, body: { to: chosen } })),
  );
  const count = waiting.data?.cases ?? 0;
  return (
    <Dialog title={say('entrust.title', { name: member.name })} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          entrust.mutate(undefined, {
            onSuccess: (done) => {
              tell({ text: say('entrust.told', { ...done, name: able.find(({ id }) => id === chosen)?.name ?? '' }) });
              onClose();
            },
          });
        }}
      >
        <p>{say('entrust.what')}</p>
        <Loaded query={waiting} />
        <Loaded query={members} />
        {waiting.data === undefined ? null : <p role="status">{say('entrust.count', { count })}</p>}
        {count === 0 ? null : (
          <RefusedFields error={entrust.error}>
            <NativeSelect
              label={say('entrust.to')}
              description={say('entrust.toHint')}
              value={chosen}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={[{ value: '', label: say('choose') }, ...able.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </RefusedFields>
        )}
        <div className="row">
          {count === 0 ? null : (
            <Button type="submit" disabled={chosen === ''} loading={entrust.isPending}>
              {say('entrust.do')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {say(count === 0 ? 'close' : 'cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
