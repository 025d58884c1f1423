import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { StaffMember } from '../api/schema.ts';
import { actsOnCases } from '../casework/powers.ts';
import { useTell } from '../frame/told.tsx';
import { Confirm } from '../look/confirm.tsx';
import { DropDown } from '../look/drop-down.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { useFormats } from '../messages/formats.ts';
import { type MessageId, useSay } from '../messages/say.ts';
import { membersQuery, useAdministration } from './administration-query.ts';
import { actsNoLonger, EntrustCases } from './entrust-cases.tsx';
import { GiveRole } from './give-role.tsx';
import { LinkOnce } from './link-once.tsx';
import { MemberSessions } from './member-sessions.tsx';
import { WaitingCases } from './waiting-cases.tsx';

type Asked =
  | { readonly what: 'give' | 'sessions' | 'recover' | 'shut' | 'open' | 'entrust'; readonly member: StaffMember }
  | { readonly what: 'end'; readonly member: StaffMember; readonly held: StaffMember['memberships'][number] };

export function Members() {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  const members = useQuery(membersQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const items = members.data?.items ?? [];
  return (
    <section className="column" aria-labelledby="members">
      <h2 id="members">{say('admin.members')}</h2>
      <p>{say('admin.membersWhat')}</p>
      <Loaded query={members} />
      {items.length === 0 ? null : (
        <Records
          caption={say('admin.membersCaption')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'member',
              head: say('admin.member'),
              names: true,
              cell: (member) => (
                <>
                  <bdi>{member.name}</bdi>
                  {member.id === own ? <span className="soft"> {say('admin.you')}</span> : null}
                  <span className="under">
                    <bdi>{member.email}</bdi>
                  </span>
                  {member.disabledAt === null ? null : (
                    <span className="under strong">
                      {say('admin.shutSince', { date: formats.day(member.disabledAt) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'held',
              head: say('admin.held'),
              cell: (member) =>
                member.memberships.length === 0 ? (
                  <span className="soft">{say('admin.noRole')}</span>
                ) : (
                  <ul className="held">
                    {member.memberships.map((held) => (
                      <li key={held.id}>
                        <span>
                          {say(`staff.${held.role}`)} <span className="soft">· {held.unitName}</span>
                          <span className="under">{say('admin.since', { date: formats.day(held.grantedAt) })}</span>
                        </span>
                        {/* Whoever ends the own last role has nobody left to undo it. */}
                        {member.id === own ? null : (
                          <button
                            type="button"
                            className="link on-screen"
                            aria-label={say('admin.endOf', {
                              role: say(`staff.${held.role}`),
                              unit: held.unitName,
                              name: member.name,
                            })}
                            onClick={() => setAsked({ what: 'end', member, held })}
                          >
                            {say('admin.end')}
                          </button>
                        )}
                      </li>
                    ))}
                  </ul>
                ),
            },
            {
              id: 'manage',
              head: say('admin.manage'),
              unseenHead: true,
              cell: (member) => <Manage member={member} isOwn={member.id === own} onAsk={setAsked} />,
            },
          ]}
        />
      )}
      {asked === null ? null : <Answered asked={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** What can be done to an account; nobody shuts the own one or gives oneself a role. */
function Manage({
  member,
  isOwn,
  onAsk,
}: {
  readonly member: StaffMember;
  readonly isOwn: boolean;
  readonly onAsk: (asked: Asked) => void;
}) {
  const say = useSay();
  const shut = member.disabledAt !== null;
  const choices: readonly (readonly [Exclude<Asked['what'], 'end'>, MessageId])[] = [
    ...(isOwn || shut ? [] : [['give', 'admin.give'] as const]),
    ['sessions', 'admin.sessions'],
    ...(isOwn || shut ? [] : [['recover', 'admin.recover'] as const]),
    ...(isOwn || !actsNoLonger(member) ? [] : [['entrust', 'entrust.open'] as const]),
    ...(isOwn ? [] : [shut ? (['open', 'admin.open'] as const) : (['shut', 'admin.shut'] as const)]),
  ];
  return (
    <div className="on-screen">
      <DropDown
        label={
          <>
            {say('admin.manage')}
            <span className="unseen"> {member.name}</span>
          </>
        }
        side="end"
      >
        {(close) => (
          <ul className="choice-list">
            {choices.map(([what, label]) => (
              <li key={what}>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    onAsk({ what, member });
                  }}
                >
                  {say(label)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </DropDown>
    </div>
  );
}

function Answered({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const { member } = asked;
  const { name } = member;
  const path = { params: { path: { id: member.id } } };
  const end = useAdministration((id: string) =>
    bodyOf(api.POST('/api/admin/memberships/{id}/end', { params: { path: { id } }, body: {} })),
  );
  const shut = useAdministration(() => bodyOf(api.POST('/api/admin/members/{id}/disable', { ...path, body: {} })));
  const open = useAdministration(() => bodyOf(api.POST('/api/admin/members/{id}/enable', { ...path, body: {} })));
  const recover = useAdministration(() => bodyOf(api.POST('/api/admin/members/{id}/recovery', path)));
  const done = (text: string) => ({
    onSuccess: () => {
      tell({ text });
      onClose();
    },
  });
  switch (asked.what) {
    case 'give':
      return <GiveRole member={member} onClose={onClose} />;
    case 'entrust':
      return <EntrustCases member={member} onClose={onClose} />;
    case 'sessions':
      return <MemberSessions member={member} onClose={onClose} />;
    case 'recover':
      return recover.data === undefined ? (
        <Confirm
          title={say('admin.recoverTitle', { name })}
          text={say('admin.recoverWhat')}
          doing={say('admin.recoverDo')}
          mutation={recover}
          onConfirm={() => recover.mutate(undefined)}
          onClose={onClose}
        />
      ) : (
        <LinkOnce made={recover.data} name={name} onClose={onClose} />
      );
    case 'shut':
      return (
        <Confirm
          title={say('admin.shutTitle', { name })}
          text={say('admin.shutWhat')}
          doing={say('admin.shutDo')}
          mutation={shut}
          onConfirm={() => shut.mutate(undefined, done(say('told.shut', { name })))}
          onClose={onClose}
        >
          <WaitingCases memberId={member.id} shut={false} />
        </Confirm>
      );
    case 'open':
      return (
        <Confirm
          title={say('admin.openTitle', { name })}
          text={say('admin.openWhat')}
          doing={say('admin.openDo')}
          mutation={open}
          onConfirm={() => open.mutate(undefined, done(say('told.open', { name })))}
          onClose={onClose}
        >
          <WaitingCases memberId={member.id} shut={true} />
        </Confirm>
      );
    case 'end': {
      const { id, role, unitName } = asked.held;
      const said = { name, role: say(`staff.${role}`), unit: unitName };
      const left = member.memberships.filter((held) => held.id !== id).map((held) => held.role);
      return (
        <Confirm
          title={say('admin.endTitle', said)}
          text={say('admin.endWhat', said)}
          doing={say('admin.endDo')}
          mutation={end}
          onConfirm={() => end.mutate(id, done(say('told.roleEnded', said)))}
          onClose={onClose}
        >
          {actsOnCases([role]) && !actsOnCases(left) ? <WaitingCases memberId={member.id} shut={false} /> : null}
        </Confirm>
      );
    }
  }
}
