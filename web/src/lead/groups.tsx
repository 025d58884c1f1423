import { Link } from '@tanstack/react-router';
import type { LeadGroup } from '../api/schema.ts';
import { nameOf, ShownText, shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';

type GroupMember = LeadGroup['members'][number];

/** Who belongs together with the subject, and why: a group says where to read together, not what happened. */
export function Groups({
  groups,
  total,
  ownId,
}: {
  readonly groups: readonly LeadGroup[];
  readonly total: number;
  /** Id of the lead that is shown. */
  readonly ownId: string;
}) {
  const say = useSay();
  const isProtected = groups[0]?.queue === 'safeguarding';
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">{say('groups.title')}</h2>
      <p>{say(isProtected ? 'groups.introVictims' : 'groups.intro')}</p>
      {groups.map((group) => (
        <OneGroup key={group.groupId} group={group} ownId={ownId} />
      ))}
      {total > groups.length ? <p className="meta">{say('groups.more', { count: total - groups.length })}</p> : null}
    </section>
  );
}

function OneGroup({ group, ownId }: { readonly group: LeadGroup; readonly ownId: string }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const sum = useSum();
  const { groupId, rank, payees, payers, transfers, activity, places, transfersElsewhere, joins, members } = group;
  const isProtected = group.queue === 'safeguarding';
  const active = isProtected ? activity.activePayers : activity.activeMembers;
  const names = new Map(members.filter(({ kind }) => kind === 'payee').map((payee) => [payee.id, nameOf(payee)]));
  const paidOut = [
    ...places.map(({ place, transfers }) => `${place} (${formats.whole(transfers)})`),
    ...(transfersElsewhere === 0 ? [] : [say('groups.elsewhere', { transfers: formats.whole(transfersElsewhere) })]),
  ];
  return (
    <div className="group">
      <h3>
        {say('groups.name', { rank })} <span className="code soft">{groupId}</span>
      </h3>
      <p>
        {say(isProtected ? 'groups.peopleVictims' : 'groups.people', { payees, payers })} ·{' '}
        {say('groups.between', { count: transfers, transfers: formats.whole(transfers) })}
        {transfers === 0 ? '' : ` · ${sum(group)}`}
      </p>
      <p>
        {say(isProtected ? 'groups.activeVictims' : 'groups.active', { count: active })}
        {activity.firstAt === null || activity.lastAt === null
          ? ''
          : ` ${say('groups.span', { first: formats.day(activity.firstAt), last: formats.day(activity.lastAt) })}`}
      </p>
      {joins.length === 0 ? null : (
        <ul className="plain-list">
          {joins.map((join) => (
            <li key={join.kind + join.payeeIds.join(' ')}>
              {say('groups.because', {
                who: shortText(join.payeeIds.map((id) => names.get(id) ?? id).join(', '), 120) + others(join),
                why: inLanguage(join.sentence),
              })}
            </li>
          ))}
        </ul>
      )}
      <GroupMembers group={group} ownId={ownId} />
      {paidOut.length === 0 ? null : (
        <p className="meta">
          {say('groups.places')} <ShownText text={paidOut.join(', ')} longest={400} />
        </p>
      )}
      <Counted group={group} />
    </div>
  );
}

function others({ payees, payeeIds }: LeadGroup['joins'][number]): string {
  return payees > payeeIds.length ? ` +${payees - payeeIds.length}` : '';
}

/** What is counted and not named: members beyond those that are shown, and who is near and no member. */
function Counted({ group: { cut, around } }: { readonly group: LeadGroup }) {
  const say = useSay();
  const formats = useFormats();
  const sum = useSum();
  const counted = [
    ...(cut.payees + cut.payers === 0
      ? []
      : [
          say('groups.cut', {
            payees: cut.payees,
            payers: cut.payers,
            transfers: formats.whole(cut.transfers),
            sum: sum(cut),
          }),
        ]),
    ...(cut.joins === 0 ? [] : [say('groups.cutJoins', { count: cut.joins })]),
    ...(around.payers === 0
      ? []
      : [
          say('groups.aroundPayers', {
            count: around.payers,
            sent: around.transfers,
            transfers: formats.whole(around.transfers),
            active: around.active,
          }),
        ]),
    ...(around.possibleVictims === 0 ? [] : [say('groups.aroundVictims', { count: around.possibleVictims })]),
    ...(around.payees === 0 ? [] : [say('groups.aroundPayees', { count: around.payees })]),
  ];
  if (counted.length === 0) return null;
  return (
    <>
      <p className="meta">{say('groups.counted')}</p>
      <ul className="plain-list meta">
        {counted.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function GroupMembers({ group, ownId }: { readonly group: LeadGroup; readonly ownId: string }) {
  const say = useSay();
  const formats = useFormats();
  const sum = useSum();
  const { queue, members, payees, payers } = group;
  const columns: readonly Column<GroupMember>[] = [
    {
      head: say('people.person'),
      kind: 'row-head',
      cell: (member) => {
        const name = <ShownText text={nameOf(member)} longest={48} />;
        if (member.lead === ownId) return <b>{name}</b>;
        // A lead about a payee lies in the investigation queue, also when possible victims paid it.
        const of = member.kind === 'payee' ? 'investigation' : queue;
        return member.lead === null ? (
          name
        ) : (
          <Link to="/leads/$queue/$id" params={{ queue: of, id: member.lead }}>
            {name}
          </Link>
        );
      },
    },
    { head: say('facts.role'), cell: ({ role }) => say(`role.${role}`) },
    {
      head: say('people.place'),
      cell: ({ place, country }) => (
        <>
          {place === null ? null : <ShownText text={place} longest={32} />}
          {place === null || country === null ? '' : ', '}
          {country === null ? '' : formats.country(country)}
        </>
      ),
    },
    { head: say('column.transfers'), kind: 'number', cell: ({ transfers }) => formats.whole(transfers) },
    {
      head: say('column.amount'),
      kind: 'number',
      cell: (member) => (member.transfers === 0 ? '–' : sum(member)),
    },
    {
      head: say('groups.last'),
      cell: ({ lastAt, active }) => (
        <>
          {lastAt === null ? '–' : <span className="nowrap">{formats.day(lastAt)}</span>}
          {active ? ` · ${say('groups.activeNow')}` : ''}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={say('groups.caption', { shown: members.length, all: payees + payers })}
      columns={columns}
      rows={members}
      keyOf={({ kind, id }) => `${kind} ${id}`}
      isMarked={({ lead }) => lead === ownId}
    />
  );
}

/** A sum in euro; at least that much when the amount of some transfers is not known. */
function useSum(): (sum: Pick<LeadGroup, 'amountEur' | 'withoutRate'>) => string {
  const say = useSay();
  const formats = useFormats();
  return ({ amountEur, withoutRate }) => {
    if (amountEur === null) return say('unknown');
    const sum = formats.money(amountEur, 'EUR');
    return withoutRate === 0 ? sum : say('groups.atLeast', { sum, count: withoutRate });
  };
}
