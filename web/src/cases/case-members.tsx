import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { CaseDetail, CaseMember, CaseRole, MemberRole } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Words } from '../casework/fields.tsx';
import { actsOnCases } from '../casework/powers.ts';
import { colleaguesQuery } from '../handling/handling-queries.ts';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { HeldList, heldBy, passesOn } from './held-by.tsx';
import { colleaguesOn, type InCase } from './in-case.ts';

const ROLES = [
  'investigator',
  'analyst',
  'deputy',
  'head',
  'responsible',
  'magistrate',
] as const satisfies readonly CaseRole[];

type Asked =
  | { readonly what: 'add' | 'another' | 'bar' | 'take' }
  | { readonly what: 'end'; readonly part: CaseMember }
  | { readonly what: 'unbar'; readonly bar: CaseDetail['bars'][number] };

/** Who works on the case, by name, and who is kept out of it. */
export function CaseMembers({ detail, powers }: InCase) {
  const say = useSay();
  const formats = useFormats();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const { members, bars } = detail;
  return (
    <section aria-labelledby="members">
      <div className="section-head">
        <h2 id="members">{say('members.title')}</h2>
        {powers.leads ? (
          <span className="row on-screen">
            <button type="button" className="button" onClick={() => setAsked({ what: 'add' })}>
              {say('members.add')}
            </button>
            <button type="button" className="button" onClick={() => setAsked({ what: 'another' })}>
              {say('members.another')}
            </button>
            <button type="button" className="button" onClick={() => setAsked({ what: 'bar' })}>
              {say('members.bar')}
            </button>
          </span>
        ) : null}
      </div>
      {detail.mayTakeOver ? (
        <Notice title={say('takeOver.unled')}>
          <p>{say('takeOver.what')}</p>
          <button type="button" className="button on-screen" onClick={() => setAsked({ what: 'take' })}>
            {say('takeOver.do')}
          </button>
        </Notice>
      ) : null}
      <ul className="people-list">
        {members.map((part) => (
          <li key={part.id}>
            <span>
              <bdi>{part.member.name}</bdi>{' '}
              <span className="meta">
                {say(`caseRole.${part.role}`)} · {say('members.since', { date: formats.day(part.addedAt) })}
              </span>
            </span>
            {powers.leads && part.role !== 'responsible' ? (
              <button
                type="button"
                className="link on-screen"
                aria-label={say('members.endOf', { name: part.member.name, role: say(`caseRole.${part.role}`) })}
                onClick={() => setAsked({ what: 'end', part })}
              >
                {say('members.end')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {bars.length === 0 ? null : (
        <>
          <h3>{say('members.barred')}</h3>
          <ul className="people-list">
            {bars.map((bar) => (
              <li key={bar.id}>
                <span>
                  <bdi>{bar.member.name}</bdi>{' '}
                  <span className="meta">
                    <ShownText text={bar.reason} longest={400} />
                  </span>
                </span>
                <button
                  type="button"
                  className="link on-screen"
                  aria-label={say('members.unbarOf', { name: bar.member.name })}
                  onClick={() => setAsked({ what: 'unbar', bar })}
                >
                  {say('members.unbar')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {asked === null ? null : <Answered asked={asked} detail={detail} onClose={close} />}
    </section>
  );
}

function Answered({
  asked,
  detail,
  onClose,
}: {
  readonly asked: Asked;
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const id = detail.row.id;
  switch (asked.what) {
    case 'add':
    case 'another':
      return <AddPart detail={detail} isThere={asked.what === 'another'} onClose={onClose} />;
    case 'take':
      return <TakeOver detail={detail} onClose={onClose} />;
    case 'bar':
      return <Bar detail={detail} onClose={onClose} />;
    case 'end':
      return <EndPart detail={detail} part={asked.part} onClose={onClose} />;
    case 'unbar':
      return (
        <ActDialog
          title={{ id: 'members.unbarOf', values: { name: asked.bar.member.name } }}
          what={say('members.unbarWhat')}
          doing={say('members.unbar')}
          told={say('members.unbarTold', { name: asked.bar.member.name })}
          write={(headers) =>
            bodyOf(
              api.POST('/api/cases/{id}/bars/{bar}/end', {
                params: { path: { id, bar: asked.bar.id } },
                headers,
                body: {},
              }),
            )
          }
          onClose={onClose}
        />
      );
  }
}

/** Whoever works on a case that nobody leads any more becomes responsible for it. */
function TakeOver({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const own = useMe().member;
  return (
    <ActDialog
      title={{ id: 'takeOver.do' }}
      what={say('takeOver.what')}
      doing={say('takeOver.do')}
      told={say('takeOver.told')}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/members', {
            params: { path: { id: detail.row.id } },
            headers,
            body: { memberId: own.id, role: 'responsible' },
          }),
        )
      }
      onClose={onClose}
    >
      <HandOver detail={detail} />
    </ActDialog>
  );
}

/** Ends a part; where it is the last by which somebody acts, with what is in their name and whom it goes to. */
function EndPart({
  detail,
  part,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly part: CaseMember;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const own = useMe().member.id;
  const navigate = useNavigate();
  const { id, name } = part.member;
  const others = detail.members.filter((each) => each.member.id === id && each.id !== part.id);
  const acts = others.some(({ role }) => role !== 'magistrate');
  const leavesMe = id === own && others.length === 0;
  return (
    <ActDialog
      title={{ id: 'members.endTitle', values: { name, role: { message: `caseRole.${part.role}` } } }}
      what={say(leavesMe ? 'members.endOwn' : 'members.endWhat')}
      doing={say('members.end')}
      told={say('members.endTold', { name })}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/members/{part}/end', {
            params: { path: { id: detail.row.id, part: part.id } },
            headers,
            body: {},
          }),
        )
      }
      onDone={() => {
        if (leavesMe) void navigate({ to: '/cases' });
      }}
      onClose={onClose}
    >
      {acts ? null : <Left detail={detail} memberId={id} />}
    </ActDialog>
  );
}

/** What is in the name of somebody who will act on the case no longer: what goes to whoever is responsible, and what does not. */
function Left({ detail, memberId }: { readonly detail: CaseDetail; readonly memberId: string }) {
  const say = useSay();
  const held = heldBy(detail, memberId);
  const name = detail.members.find(({ role }) => role === 'responsible')?.member.name ?? '';
  return (
    <>
      <HeldList title={say('handOver.passes', { name })} held={held.filter(passesOn)} />
      <HeldList title={say('handOver.giveFirst')} held={held.filter((each) => !passesOn(each))} />
    </>
  );
}

/** Before a case changes hands: what becomes of who was responsible, and of what is in their name. */
function HandOver({ detail }: { readonly detail: CaseDetail }) {
  const say = useSay();
  const giver = detail.members.find(({ role }) => role === 'responsible')?.member;
  if (giver === undefined) return null;
  const { name } = giver;
  const held = heldBy(detail, giver.id);
  const goesAlong = (kind: string): boolean => kind === 'child_search';
  if (!detail.holders.some(({ id }) => id === giver.id))
    return (
      <>
        <p>{say('handOver.leaves', { name })}</p>
        <HeldList title={say('handOver.successor')} held={held.filter(passesOn)} />
        <HeldList title={say('handOver.giveFirst')} held={held.filter((each) => !passesOn(each))} />
      </>
    );
  return (
    <>
      <p>{say('handOver.stays', { name })}</p>
      <HeldList title={say('handOver.successor')} held={held.filter(({ kind }) => goesAlong(kind))} />
      <HeldList title={say('handOver.remains', { name })} held={held.filter(({ kind }) => !goesAlong(kind))} />
    </>
  );
}

/** The part of a magistrate is for magistrates, the others for analysts and investigators: with another it would open nothing. */
function fits(role: CaseRole, staff: readonly MemberRole[]): boolean {
  return role === 'magistrate' ? staff.includes('magistrate') : actsOnCases(staff);
}

/** A part for somebody who is not on the case yet, or another one for somebody who is. */
function AddPart({
  detail,
  isThere,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly isThere: boolean;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const colleagues = useQuery(colleaguesQuery(detail.unitId));
  const [role, setRole] = useState<CaseRole>('investigator');
  const [chosen, setMember] = useState('');
  const all = (colleagues.data?.items ?? []).filter(
    ({ id, roles }) =>
      fits(role, roles) &&
      detail.members.some(({ member }) => member.id === id) === isThere &&
      !detail.members.some((part) => part.role === role && part.member.id === id) &&
      !detail.bars.some(({ member }) => member.id === id),
  );
  const member = all.find(({ id }) => id === chosen);
  const giver = detail.members.find((part) => part.role === 'responsible')?.member;
  const stays = detail.holders.some(({ id }) => id === giver?.id);
  return (
    <ActDialog
      title={{ id: isThere ? 'members.another' : 'members.add' }}
      what={say(isThere ? 'members.anotherWhat' : 'members.addWhat')}
      doing={say(isThere ? 'members.another' : 'members.add')}
      told={
        role === 'responsible'
          ? say(stays ? 'handOver.told' : 'handOver.toldLeft', { name: member?.name ?? '', giver: giver?.name ?? '' })
          : say(isThere ? 'members.anotherTold' : 'members.addTold', { name: member?.name ?? '' })
      }
      ready={member !== undefined}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/members', {
            params: { path: { id: detail.row.id } },
            headers,
            body: { memberId: chosen, role },
          }),
        )
      }
      onClose={onClose}
    >
      {colleagues.error === null ? null : <ProblemNotice error={colleagues.error} />}
      <Choice<CaseRole>
        field="/role"
        label={say('members.role')}
        hint={say(`caseRoleWhat.${role}`)}
        value={role}
        options={ROLES.map((value) => ({ value, label: say(`caseRole.${value}`) }))}
        onChange={setRole}
      />
      <Choice
        field="/memberId"
        label={say('members.colleague')}
        hint={
          all.length === 0 && colleagues.data !== undefined
            ? say(isThere ? 'members.nobodyThere' : 'members.nobody')
            : undefined
        }
        value={member?.id ?? ''}
        options={[{ value: '', label: say('choose') }, ...all.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={setMember}
      />
      {role === 'responsible' ? <HandOver detail={detail} /> : null}
    </ActDialog>
  );
}

function Bar({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const own = useMe().member.id;
  const colleagues = useQuery(colleaguesQuery(detail.unitId));
  const [chosen, setMember] = useState('');
  const [reason, setReason] = useState('');
  const responsible = detail.members.find(({ role }) => role === 'responsible')?.member.id;
  const known = new Map([...colleaguesOn(detail), ...(colleagues.data?.items ?? [])].map(({ id, name }) => [id, name]));
  const all = [...known].filter(
    ([id]) => id !== own && id !== responsible && !detail.bars.some(({ member }) => member.id === id),
  );
  return (
    <ActDialog
      title={{ id: 'members.bar' }}
      what={say('members.barWhat')}
      doing={say('members.bar')}
      told={say('members.barTold', { name: known.get(chosen) ?? '' })}
      ready={chosen !== '' && reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/bars', {
            params: { path: { id: detail.row.id } },
            headers,
            body: { memberId: chosen, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Choice
        field="/memberId"
        label={say('members.colleague')}
        value={chosen}
        options={[{ value: '', label: say('choose') }, ...all.map(([value, label]) => ({ value, label }))]}
        onChange={setMember}
      />
      {chosen === '' ? null : <Left detail={detail} memberId={chosen} />}
      <Words
        field="/reason"
        label={say('reason')}
        hint={say('members.barReason')}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
