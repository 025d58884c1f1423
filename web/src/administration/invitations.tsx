import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Invitation } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { Confirm } from '../look/confirm.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Notice } from '../look/notice.tsx';
import { Records } from '../look/records.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { invitationsQuery, useAdministration } from './administration-query.ts';
import { Invite } from './invite.tsx';

/** Links that can still be used. */
export function Invitations() {
  const say = useSay();
  const formats = useFormats();
  const invitations = useQuery(invitationsQuery);
  const [inviting, setInviting] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);
  const items = invitations.data?.items ?? [];
  return (
    <section className="column" aria-labelledby="invitations">
      <div className="part-head">
        <h2 id="invitations">{say('admin.invitations')}</h2>
        <button type="button" className="button on-screen" onClick={() => setInviting(true)}>
          {say('invite.do')}
        </button>
      </div>
      <p>{say('invite.what')}</p>
      <Loaded query={invitations} />
      {invitations.data !== undefined && items.length === 0 ? <Notice title={say('invite.none')} /> : null}
      {items.length === 0 ? null : (
        <Records
          caption={say('admin.invitations')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'member',
              head: say('admin.member'),
              names: true,
              cell: ({ name, email }) => (
                <>
                  <bdi>{name ?? say('unknown')}</bdi>
                  {email === null ? null : (
                    <span className="under">
                      <bdi>{email}</bdi>
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'for',
              head: say('invite.for'),
              cell: ({ kind, role, unitName, demonstration }) => (
                <>
                  {demonstration ? say('invite.demonstration') : say(`invite.kind.${kind}`)}
                  {role === null ? null : (
                    <span className="under">
                      {say(`staff.${role}`)}
                      {unitName === null ? null : ` · ${unitName}`}
                    </span>
                  )}
                  {demonstration ? <span className="under">{say('invite.demonstrationWhat')}</span> : null}
                </>
              ),
            },
            {
              id: 'until',
              head: say('invite.until'),
              cell: ({ madeAt, expiresAt }) => (
                <>
                  {formats.minute(expiresAt)}
                  <span className="under">{say('invite.made', { date: formats.day(madeAt) })}</span>
                </>
              ),
            },
            {
              id: 'manage',
              head: say('invite.withdraw'),
              unseenHead: true,
              cell: (invitation) => (
                <button
                  type="button"
                  className="link on-screen"
                  aria-label={say('invite.withdrawOf', { name: invitation.name ?? say('unknown') })}
                  onClick={() => setWithdrawn(invitation)}
                >
                  {say('invite.withdraw')}
                </button>
              ),
            },
          ]}
        />
      )}
      {inviting ? <Invite onClose={() => setInviting(false)} /> : null}
      {withdrawn === null ? null : <Withdraw invitation={withdrawn} onClose={() => setWithdrawn(null)} />}
    </section>
  );
}

function Withdraw({
  invitation: { id, name },
  onClose,
}: {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const tell = useTell();
  const withdraw = useAdministration(() =>
    bodyOf(api.POST('/api/admin/invitations/{id}/withdraw', { params: { path: { id } } })),
  );
  const shown = name ?? say('unknown');
  return (
    <Confirm
      title={say('invite.withdrawOf', { name: shown })}
      text={say('invite.withdrawWhat')}
      doing={say('invite.withdrawDo')}
      mutation={withdraw}
      onConfirm={() =>
        withdraw.mutate(undefined, {
          onSuccess: () => {
            tell({ text: say('told.withdrawn', { name: shown }) });
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
