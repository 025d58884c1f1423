import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { MemberRole, StaffMember } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { unitsQuery, useAdministration } from './administration-query.ts';
import { RoleFields } from './role-fields.tsx';

export function GiveRole({ member, onClose }: { readonly member: StaffMember; readonly onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const units = useQuery(unitsQuery);
  const all = units.data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [role, setRole] = useState<MemberRole>('analyst');
  const unitId = chosen ?? all[0]?.id ?? '';
  const give = useAdministration(() =>
    bodyOf(api.POST('/api/admin/memberships', { body: { memberId: member.id, unitId, role } })),
  );
  return (
    <Dialog title={say('admin.giveTitle', { name: member.name })} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          give.mutate(undefined, {
            onSuccess: () => {
              const unit = all.find(({ id }) => id === unitId)?.name ?? '';
              tell({ text: say('told.roleGiven', { name: member.name, role: say(`staff.${role}`), unit }) });
              onClose();
            },
          });
        }}
      >
        <Loaded query={units} />
        <RefusedFields error={give.error}>
          <RoleFields units={all} unit={unitId} role={role} onUnit={setChosen} onRole={setRole} />
        </RefusedFields>
        <div className="row">
          <Button type="submit" disabled={unitId === ''} loading={give.isPending}>
            {say('admin.giveDo')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
