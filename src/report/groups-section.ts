import type { Group, GroupMember } from '../leads/group.ts';
import { type Column, dataTable } from './data-table.ts';
import { formats } from './formats.ts';
import { groupAnchor, groupLink } from './group-link.ts';
import { both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { networkPicture } from './network.ts';
import type { PageContext } from './page-context.ts';
import { roleMark } from './role-mark.ts';
import { type MessageKey, say, show } from './say.ts';
import { cellText, shownText } from './shown-name.ts';

/** Groups of each queue that the page shows; groups.jsonl has them all. */
export const MOST_GROUPS = 8;
/** Links drawn and listed, those of most transfers: more would be a thicket. groups.jsonl has them all. */
const MOST_LINKS = 48;
const MOST_PLACES = 3;
const MOST_ACTIVE = 6;

/** A possible victim is never spoken of as a subject. */
const words = {
  safeguarding: {
    title: 'groupsOfVictims',
    tally: 'groupsTallyVictims',
    intro: 'groupsIntroVictims',
    payers: 'possibleVictims',
    score: 'weightOfSigns',
    active: 'paidLately',
    activeCount: 'activeVictims',
  },
  investigation: {
    title: 'groups',
    tally: 'groupsTally',
    intro: 'groupsIntro',
    payers: 'payersSide',
    score: 'score',
    active: 'activeLately',
    activeCount: 'activeMembers',
  },
} as const satisfies Record<Group['queue'], Record<string, MessageKey>>;

/** The groups of one queue: a sentence, a table, then each of them. Nothing where there is none. */
export function groupsSection(queue: Group['queue'], page: PageContext): Markup {
  const all = page.groups.all.filter((group) => group.queue === queue);
  const shown = all.filter(({ groupId }) => page.groups.shown.has(groupId));
  if (shown.length === 0) return nothing;
  const active = all.filter((group) => activeOf(group) > 0).length;
  const rest = all.length - shown.length;
  return html`<section class="groups" id="${queue}-groups" tabindex="-1" aria-labelledby="${queue}-groups-title"><h3 id="${queue}-groups-title">${say(words[queue].title)}</h3><p class="tally">${say(words[queue].tally, all.length, active)}</p><p>${say(words[queue].intro)}</p>${overview(queue, shown, page)}${rest > 0 ? html`<p class="rest">${say('groupsNotShown', rest)}</p>` : nothing}<div class="each">${shown.map((group) => groupDetails(group, page))}</div></section>`;
}

function overview(queue: Group['queue'], groups: readonly Group[], page: PageContext): Markup {
  const whole = (value: number): Markup => html`${formats[page.language].whole(value)}`;
  const columns: readonly Column<Group>[] = [
    { head: say('group'), kind: 'row-head', cell: (group) => groupLink(group) },
    { head: say('payeesSide'), kind: 'figure', cell: ({ payees }) => whole(payees) },
    { head: say(words[queue].payers), kind: 'figure', cell: ({ payers }) => whole(payers) },
    { head: say('othersWhoPay'), kind: 'figure', cell: ({ around }) => whole(around.payers) },
    { head: say(words[queue].active), kind: 'figure', cell: (group) => whole(activeOf(group)) },
    { head: say('transfersBetween'), kind: 'figure', cell: ({ transfers }) => whole(transfers) },
    { head: say('totalEur'), kind: 'number', cell: total },
    {
      head: say('lastBetween'),
      cell: ({ activity: { lastAt } }) => (lastAt === null ? say('none') : show((f) => f.day(lastAt))),
    },
    { head: say('places'), cell: placeNames },
  ];
  return dataTable({ id: `${queue}-groups-list`, caption: say('groupsCaption'), columns, rows: groups });
}

function groupDetails(group: Group, page: PageContext): Markup {
  const { payees, payers, transfers, queue } = group;
  const people = say(queue === 'safeguarding' ? 'groupPeopleVictims' : 'groupPeople', payees, payers);
  const id = groupAnchor(group.groupId);
  return html`<details class="group" id="${id}"><summary><span class="rank num">${group.rank}</span><div class="who"><h4>${say('groupName', group.rank)}</h4><p>${people} · ${say('betweenThem', transfers)} · ${say(words[queue].activeCount, activeOf(group))}</p></div><span class="score num">${total(group)}</span></summary><article>${facts(group)}${why(group)}${network(group, page, id)}${members(group, page, `${id}-people`)}<p class="way"><a href="#${queue}-groups-list">${say('backToGroups')}</a></p></article></details>`;
}

/** Amounts without a rate make a sum that is too low, and it says so. */
function total({ amountEur, withoutRate, transfers }: Pick<Group, 'amountEur' | 'withoutRate' | 'transfers'>): Markup {
  if (amountEur === null) return transfers === 0 ? html`–` : say('notKnown');
  const euro = show((f) => f.money(amountEur, 'EUR'));
  return withoutRate === 0 ? euro : html`${say('atLeast')} ${euro}`;
}

function placeNames({ places }: Group): Markup {
  if (places.length === 0) return say('notKnown');
  const named = places.slice(0, MOST_PLACES).map(({ place }) => shownText(place, 24));
  const rest = places.length - named.length;
  return join([...named, ...(rest > 0 ? [html`+${rest}`] : [])], ', ');
}

function facts(group: Group): Markup {
  const { activity, around, cut, places, transfersElsewhere } = group;
  const { firstAt, lastAt } = activity;
  const rows: readonly (readonly [Markup, Markup])[] = [
    [
      say('totalBetween'),
      html`${total(group)}${group.withoutRate > 0 ? html` (${say('groupWithoutRate', group.withoutRate)})` : nothing}`,
    ],
    ...(firstAt === null || lastAt === null
      ? []
      : [[say('firstLast'), show((f) => `${f.day(firstAt)} – ${f.day(lastAt)}`)] as const]),
    [say(words[group.queue].active), activeNames(group)],
    [
      say('places'),
      places.length === 0
        ? say('notKnown')
        : html`${join(
            places.map(({ place, transfers }) => html`${shownText(place, 48)} (${transfers})`),
            ', ',
          )}${transfersElsewhere > 0 ? html`, ${say('elsewhere', transfersElsewhere)}` : nothing}`,
    ],
    [say('groupId'), html`<span class="code">${shownText(group.groupId, 64)}</span>`],
  ];
  return html`<dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl><p class="rest">${say('around')} ${aroundGroup(around)}.</p>${whatWasCut(cut)}`;
}

function whatWasCut(cut: Group['cut']): Markup {
  if (cut.payees + cut.payers + cut.joins === 0) return nothing;
  const parts = [
    ...(cut.payees + cut.payers === 0
      ? []
      : [
          html`${say('cutPeople', cut.payees, cut.payers, cut.transfers)}${cut.amountEur === null ? nothing : html`, ${total(cut)}`}`,
        ]),
    ...(cut.joins === 0 ? [] : [say('cutJoins', cut.joins)]),
  ];
  return html`<p class="rest">${say('cutFromGroup')} ${join(parts, ' · ')}.</p>`;
}

/** Members active in the last 30 days of the data: of a group of possible victims those alone, since it is they who are to be reached. */
function activeOf({ queue, activity }: Group): number {
  return queue === 'safeguarding' ? activity.activePayers : activity.activeMembers;
}

/** Who of those shown is active, and how many more. */
function activeNames(group: Group): Markup {
  const active = activeOf(group);
  if (active === 0) return say('nobody');
  const name = toldApart(group.members);
  const named = group.members
    .filter((member) => member.active && (group.queue === 'investigation' || member.kind === 'payer'))
    .slice(0, MOST_ACTIVE);
  const rest = active - named.length;
  return join(
    [...named.map(({ kind, id }) => shownText(name(kind, id), 48)), ...(rest > 0 ? [html`+${rest}`] : [])],
    ', ',
  );
}

function aroundGroup({ payers, active, possibleVictims, transfers, amountEur, payees }: Group['around']): Markup {
  const parts = [
    html`${say('aroundPayers', payers, transfers)}${amountEur === null ? nothing : html`, ${show((f) => f.money(amountEur, 'EUR'))}`}`,
    ...(active > 0 ? [say('aroundActive', active)] : []),
    ...(possibleVictims > 0 ? [say('aroundVictims', possibleVictims)] : []),
    ...(payees > 0 ? [say('aroundPayees', payees)] : []),
  ];
  return join(parts, ' · ');
}

function why({ joins, members }: Group): Markup {
  if (joins.length === 0) return nothing;
  const payees = new Map(members.filter(({ kind }) => kind === 'payee').map((payee) => [payee.id, nameOf(payee)]));
  const named = (id: string): Markup => {
    const [name = id, code] = [payees.get(id), html`<span class="code">${shownText(id, 32)}</span>`];
    return name === id ? code : html`${shownText(name, 48)} (${code})`;
  };
  const items = joins.map(({ payeeIds, payees, sentence }) => {
    const ids = payeeIds.map(named);
    const rest = payees - payeeIds.length;
    return html`<li>${join([...ids, ...(rest > 0 ? [html`+${rest}`] : [])], ', ')}${say('colon')}${both(sentence)}</li>`;
  });
  return html`<h5 class="part">${say('whyTogether')}</h5><ul class="joins">${items}</ul>`;
}

function network(group: Group, page: PageContext, id: string): Markup {
  if (group.links.length === 0) return nothing;
  const links = group.links.slice(0, MOST_LINKS);
  const active = new Set(
    group.members.filter((member) => member.active).map((member) => `${member.kind} ${member.id}`),
  );
  const label = toldApart(group.members);
  const {
    svg,
    drawn,
    total: all,
  } = networkPicture(
    {
      ...{ links, people: group.members, label, total: group.payees + group.payers },
      standsOut: (kind, person) => active.has(`${kind} ${person}`),
    },
    `${id}-net`,
  );
  const whole = (value: number): Markup => html`${formats[page.language].whole(value)}`;
  const columns: readonly Column<Group['links'][number]>[] = [
    { head: say('payerColumn'), kind: 'row-head', cell: (link) => cellText(label('payer', link.payerId), 48) },
    { head: say('payeeColumn'), cell: (link) => cellText(label('payee', link.payeeId), 48) },
    { head: say('transfersColumn'), kind: 'figure', cell: (link) => whole(link.transfers) },
    { head: say('totalEur'), kind: 'figure', cell: (link) => euro(link.amountEur, page) },
  ];
  return html`<h5 class="part">${say('network')}</h5><figure><figcaption id="${id}-net">${say('networkCaption', drawn, all)} ${say('filledIsActive')}${links.length < group.links.length ? html` ${say('linksCut', links.length, group.links.length)}` : nothing}</figcaption><div class="scroll picture" role="group" aria-labelledby="${id}-net" tabindex="0">${svg}</div></figure><details class="rows"><summary>${say('networkTable', links.length)}</summary>${dataTable({ id: `${id}-ties`, caption: say('networkTableCaption'), columns, rows: links })}</details>`;
}

function members(group: Group, page: PageContext, id: string): Markup {
  const { whole, decimal } = formats[page.language];
  const ranks = new Map(page.groups.all.map(({ groupId, rank }) => [groupId, rank]));
  const rankOf = (groupId: string): number => ranks.get(groupId) ?? 0;
  const columns: readonly Column<GroupMember>[] = [
    { head: say('person'), kind: 'row-head', cell: (member) => named(member, page) },
    { head: say('role'), cell: () => nothing, mark: roleMark },
    { head: say('household'), cell: ({ household }) => (household === null ? nothing : html`${household}`) },
    { head: say('transfersColumn'), kind: 'figure', cell: ({ transfers }) => html`${whole(transfers)}` },
    {
      head: say('totalEur'),
      kind: 'figure',
      cell: ({ amountEur, transfers }) => (transfers === 0 ? html`–` : euro(amountEur, page)),
    },
    { head: say('lastBetween'), cell: ({ lastAt }) => (lastAt === null ? html`–` : show((f) => f.day(lastAt))) },
    {
      head: say('activeShort'),
      cell: ({ active }) => (active ? nothing : html`–`),
      mark: ({ active }) => (active ? html`class=yes` : nothing),
    },
    {
      head: say('otherGroups'),
      cell: ({ otherGroups, mainGroup }) =>
        join(
          otherGroups
            .toSorted((a, b) => rankOf(a) - rankOf(b))
            .map((id) => html`${rankOf(id)}${id === mainGroup ? html` ${say('mainGroup')}` : nothing}`),
          ', ',
        ),
    },
    {
      head: say(words[group.queue].score),
      kind: 'figure',
      // A payee of a safeguarding group was weighed for the other queue: its score says nothing in this one.
      cell: ({ kind, score }) =>
        html`${score === null || (group.queue === 'safeguarding' && kind === 'payee') ? '–' : decimal(score, 2, 2)}`,
    },
  ];
  return html`<h5 class="part">${say('groupMembers')}</h5>${group.members.some(({ role }) => role === 'facilitator' || role === 'collector') ? html`<p class="rest">${say('groupRoles')}</p>` : nothing}${dataTable({ id, caption: say('groupMembersCaption', group.members.length, group.payees + group.payers), columns, rows: group.members })}`;
}

function nameOf({ name, id }: Pick<GroupMember, 'name' | 'id'>): string {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' ? id : trimmed;
}

/** How each is called beside the others: by identifier and name where another has the same name, so that a cut label keeps the identifier. */
function toldApart(members: readonly GroupMember[]): (kind: GroupMember['kind'], id: string) => string {
  const bearers = Map.groupBy(members, nameOf);
  const names = new Map(
    members.map((member) => {
      const name = nameOf(member);
      const repeats = name !== member.id && (bearers.get(name)?.length ?? 0) > 1;
      return [`${member.kind} ${member.id}`, repeats ? `${member.id} · ${name}` : name];
    }),
  );
  return (kind, id) => names.get(`${kind} ${id}`) ?? id;
}

function named(member: GroupMember, page: PageContext): Markup {
  const anchor = member.leadId === null ? undefined : page.leadAnchors.get(member.leadId);
  const name = cellText(nameOf(member), 48);
  const id = nameOf(member) === member.id ? nothing : html`<code>${cellText(member.id, 32)}</code>`;
  return html`${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}${id}`;
}

/** In a column that names the unit. */
function euro(amount: string | null, { language }: PageContext): Markup {
  return amount === null ? say('notKnown') : html`${formats[language].amount(amount)}`;
}
