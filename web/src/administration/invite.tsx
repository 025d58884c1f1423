import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { MemberRole } from '../api/schema.ts';
import { Line } from '../casework/fields.tsx';
import { Dialog } from '../look/dialog.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { unitsQuery, useAdministration } from './administration-query.ts';
import { LinkOnce } from './link-once.tsx';
import { RoleFields } from './role-fields.tsx';

/** Makes a link for somebody who is to join, and shows it once. */
export function Invite({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const units = useQuery(unitsQuery).data?.items ?? [];
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [role, setRole] = useState<MemberRole>('analyst');
  const unitId = chosen ?? units[0]?.id ?? '';
  const invite = useAdministration(() =>
    bodyOf(api.POST('/api/admin/invitations', { body: { name: name.trim(), email: email.trim(), unitId, role } })),
  );
  if (invite.data !== undefined) return <LinkOnce made={invite.data} name={name.trim()} onClose={onClose} />;
  return (
    <Dialog title={say('invite.do')} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(undefined);
        }}
      >
        <RefusedFields error={invite.error}>
          <Line field="/name" label={say('invite.name')} value={name} required onChange={setName} />
          <Line
            field="/email"
            type="email"
            label={say('invite.email')}
            value={email}
            longest={320}
            required
            onChange={setEmail}
          />
          <RoleFields units={units} unit={unitId} role={role} onUnit={setChosen} onRole={setRole} />
        </RefusedFields>
        <div className="row">
          <Button type="submit" disabled={unitId === ''} loading={invite.isPending}>
            {say('invite.make')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
