import type { Lead, LeadMember } from '../leads/lead.ts';
import { activityWeighed, daysSinceSigns, lastActiveAt, MAY_GO_ON_DAYS } from '../leads/recency.ts';
import { type Column, dataTable } from './data-table.ts';
import { FACT_NAMES } from './fact-names.ts';
import { formats } from './formats.ts';
import { groupLink } from './group-link.ts';
import { independence } from './independence.ts';
import { both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { networkPicture } from './network.ts';
import type { PageContext } from './page-context.ts';
import { payments } from './payments.ts';
import { type People, peopleOf } from './people.ts';
import { anchorOf, reasonList, sumLine } from './reasons.ts';
import { roleMark } from './role-mark.ts';
import { say, show } from './say.ts';
import { cellText, shownName, shownText } from './shown-name.ts';
import { ties } from './ties.ts';
import { whenToReadKey } from './when-to-read.ts';

export interface Neighbours {
  /** Anchor of the queue's table. */
  readonly queue: string;
  readonly next: Lead | undefined;
}

/** One lead, closed until it is asked for: the first line says whom it is about and how much there is to read. */
export function leadArticle(lead: Lead, page: PageContext, neighbours: Neighbours): Markup {
  const people = peopleOf(lead);
  const protectedPerson = lead.queue === 'safeguarding';
  const counts = [lead.reasons.length, lead.reasonsAgainst.length, lead.unknown.length] as const;
  return html`<details class="lead" id="${anchorOf(lead)}"><summary><span class="rank num">${lead.rankInQueue}</span><div class="who"><h4>${shownName(lead.subject)}</h4><p>${say(`roles_${lead.subject.role}`)} · ${protectedPerson ? say('summaryLineSigns', ...counts) : say('summaryLine', ...counts)} · ${lastPayment(lead)}</p></div><span class="score num">${show((f) => f.decimal(lead.score, 2, 2))}</span></summary><article>${facts(lead, page)}${section(
    say(protectedPerson ? signsTitle(lead) : 'reasonsFor'),
    html`${aboutCorridor(lead)}${lead.reasons.length === 0 ? html`<p>${say('noneFor')}</p>` : reasonList(lead, lead.reasons, page.scale)}`,
  )}${section(
    say('reasonsAgainst'),
    lead.reasonsAgainst.length === 0
      ? html`<p>${say('noneAgainst')}</p>`
      : reasonList(lead, lead.reasonsAgainst, page.scale),
  )}${sumLine(lead)}${independence(lead)}${section(say('unknownHeading'), unknowns(lead))}<section>${payments(lead, people, page)}</section><section>${network(lead, people, page)}</section>${ties(lead, `${anchorOf(lead)}-ties`)}${section(say('places'), places(lead))}<p class="way"><a href="#${neighbours.queue}">${say('backToQueue')}</a>${
    neighbours.next === undefined
      ? nothing
      : html` <a href="#${anchorOf(neighbours.next)}">${say('nextLead')} ${shownName(neighbours.next.subject)}</a>`
  } <button type="button" class="quiet needs-script" data-print hidden>${say('printLead')}</button></p></article></details>`;
}

function lastPayment(lead: Lead): Markup {
  if (lead.queue === 'safeguarding') return say('lastPaymentSign', lastActiveAt(lead));
  return say(lead.corridor === null ? 'lastPayment' : 'lastPaymentThere', lastActiveAt(lead));
}

/** Said where the sentences begin: each is true of its corridor, and need not be of the whole life. */
function aboutCorridor({ corridor }: Lead): Markup {
  return corridor === null ? nothing : html`<p>${say('corridorOnly', corridor.transfersElsewhere)}</p>`;
}

function signsTitle(lead: Lead): 'signs' | 'signsPast' | 'signsContext' {
  if (lead.tier === 'context') return 'signsContext';
  return daysSinceSigns(lead) <= MAY_GO_ON_DAYS ? 'signs' : 'signsPast';
}

/** Identifiers shown of a person who has more; people.csv has them all. */
const MOST_IDS = 6;

function otherIds(ids: readonly string[]): Markup {
  const shown = ids.slice(0, MOST_IDS).map((id) => html`<span class="code">${shownText(id, 48)}</span>`);
  const rest = ids.length - shown.length;
  return join([...shown, ...(rest > 0 ? [html`+${rest}`] : [])], ', ');
}

function section(title: Markup, body: Markup): Markup {
  return html`<section><h5 class="part">${title}</h5>${body}</section>`;
}

function facts(lead: Lead, page: PageContext): Markup {
  const { subject, activity } = lead;
  const weighed = activityWeighed(lead);
  const { amountEur } = subject;
  const where = [subject.place === null ? nothing : shownText(subject.place, 48), country(subject.country)];
  const rows: readonly (readonly [Markup, Markup])[] = [
    [say('role'), say(`roles_${subject.role}`)],
    [say(lead.queue === 'safeguarding' ? 'whenToReach' : 'tier'), whenToReadAndWhy(lead)],
    [say('recordId'), html`<span class="code">${shownText(subject.id, 48)}</span>`],
    ...(lead.otherIds.length === 0 ? [] : [[say('otherIds'), otherIds(lead.otherIds)] as const]),
    [
      say('whereFrom'),
      subject.place === null && subject.country === null
        ? say('notKnown')
        : join(
            where.filter((part) => part !== nothing),
            ', ',
          ),
    ],
    [say('transfersInAll'), show((f) => f.whole(subject.transfers))],
    [say('totalEur'), amountEur === null ? say('notKnown') : show((f) => f.money(amountEur, 'EUR'))],
    [say('firstLast'), firstAndLast(activity)],
    ...corridorRows(lead),
    ...groupRow(lead, page),
    [
      say(lead.corridor === null ? 'active' : 'activeThere'),
      say('in30and90', weighed.transfersLast30, weighed.transfersLast90),
    ],
    [say(lead.corridor === null ? 'tempo' : 'tempoThere'), tempo(lead)],
    [
      say(lead.queue === 'safeguarding' ? 'situationId' : 'leadId'),
      html`<span class="code">${shownText(lead.leadId, 64)}</span>`,
    ],
  ];
  return html`<dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function groupRow(lead: Lead, { groups }: PageContext): readonly (readonly [Markup, Markup])[] {
  const own = groups.all.filter(({ members }) => members.some(({ leadId }) => leadId === lead.leadId));
  if (own.length === 0) return [];
  const names = own.map((group) =>
    groups.shown.has(group.groupId) ? groupLink(group) : html`${say('groupName', group.rank)} (groups.jsonl)`,
  );
  return [[say(own.length === 1 ? 'group' : 'groups'), join(names, ', ')]];
}

function corridorRows({ corridor }: Lead): readonly (readonly [Markup, Markup])[] {
  if (corridor === null) return [];
  const { country: to, transfers, transfersElsewhere, activity } = corridor;
  const where = to === null ? say('corridorOthers') : country(to);
  return [
    [say('corridor'), html`${where}${say('corridorShare', transfers, transfers + transfersElsewhere)}`],
    [say('firstLastThere'), firstAndLast(activity)],
  ];
}

function firstAndLast({ firstAt, lastAt }: Lead['activity']): Markup {
  return show((f) => `${f.day(firstAt)} – ${f.day(lastAt)}`);
}

export function whenToRead(lead: Lead): Markup {
  return say(whenToReadKey(lead));
}

function whenToReadAndWhy(lead: Lead): Markup {
  if (lead.crowd !== undefined)
    return html`${whenToRead(lead)} <span class="meta-inline">(${say('leadInCrowd', lead.crowd)})</span>`;
  return lead.queue === 'safeguarding' && lead.tier !== 'context'
    ? html`${whenToRead(lead)} <span class="meta-inline">${say('signsBefore', daysSinceSigns(lead))}</span>`
    : whenToRead(lead);
}

export function tempo(lead: Lead): Markup {
  const gap = activityWeighed(lead).gapMedianDays;
  return gap === null ? say('tempoUnknown') : say('everyDays', gap);
}

function unknowns(lead: Lead): Markup {
  if (lead.unknown.length === 0) return html`<p>${say('unknownNone')}</p>`;
  const items = lead.unknown.map(
    (unknown) =>
      html`<li><b><span class="id">${unknown.indicator}</span> ${both(unknown.title)}</b><p class="sentence">${both(unknown.sentence)}</p>${
        unknown.missing.length === 0
          ? nothing
          : html`<p class="meta">${say('missingFacts')} ${join(unknown.missing.map(factName), ' · ')}</p>`
      }</li>`,
  );
  return html`<p>${say('unknownIntro')}</p><ul class="unknowns">${items}</ul>`;
}

/** Named for a reader; the identifier in the catalogue of facts is one hover away. */
function factName(id: string): Markup {
  const name = FACT_NAMES[id];
  return name === undefined ? html`<code>${id}</code>` : html`<span title="${id}">${both(name)}</span>`;
}

function network(lead: Lead, people: People, page: PageContext): Markup {
  const id = anchorOf(lead);
  const heading = html`<h5 class="part">${say('network')}</h5>`;
  const everyone = members(lead, people, page, `${id}-people`);
  if (lead.links.length === 0) return html`${heading}<p>${say('networkNone')}</p>${everyone}`;
  const { subject } = lead;
  const picture = networkPicture(
    {
      links: lead.links,
      people: [subject],
      standsOut: (side, person) => side === subject.kind && person === subject.id,
      label: people.label,
      total: lead.membersTotal,
    },
    `${id}-net`,
  );
  return html`${heading}<figure><figcaption id="${id}-net">${say('networkCaption', picture.drawn, picture.total)}</figcaption><div class="scroll picture" role="group" aria-labelledby="${id}-net" tabindex="0">${picture.svg}</div></figure>${everyone}${paths(lead, page, `${id}-paths`)}`;
}

function paths(lead: Lead, page: PageContext, id: string): Markup {
  if (lead.paths.length === 0) return nothing;
  const columns: readonly Column<Lead['paths'][number]>[] = [
    {
      head: say('payerColumn'),
      kind: 'row-head',
      cell: ({ payerId }) => (payerId === null ? say('victimNotNamed') : cellText(payerId, 32)),
    },
    { head: say('payeeColumn'), cell: (path) => cellText(path.payeeIds.join(', '), 64) },
    {
      head: say('ownScore'),
      kind: 'figure',
      cell: (path) => html`${formats[page.language].decimal(path.score, 2, 2)}`,
    },
  ];
  return html`<details class="rows"><summary>${say('exposurePaths', lead.paths.length, lead.pathsTotal)}</summary>${dataTable({ id, caption: say('exposurePathsCaption'), columns, rows: lead.paths })}</details>`;
}

function members(lead: Lead, people: People, page: PageContext, id: string): Markup {
  const columns: readonly Column<LeadMember>[] = [
    { head: say('person'), kind: 'row-head', cell: (member) => cellText(people.label(member.kind, member.id), 48) },
    { head: say('recordId'), kind: 'code', cell: (member) => cellText(member.id, 32) },
    { head: say('role'), cell: () => nothing, mark: roleMark },
    { head: say('country'), cell: (member) => country(member.country) },
    { head: say('place'), cell: (member) => (member.place === null ? nothing : cellText(member.place, 32)) },
    {
      head: say('transfersColumn'),
      kind: 'figure',
      cell: (member) => html`${formats[page.language].whole(member.transfers)}`,
    },
    { head: say('totalEur'), kind: 'figure', cell: (member) => euro(member.amountEur, page) },
    {
      head: say('score'),
      kind: 'figure',
      cell: (member) => html`${formats[page.language].decimal(member.score, 2, 2)}`,
    },
  ];
  if (lead.members.length === 0) return nothing;
  return html`<details class="rows"><summary>${say('members', lead.members.length, Math.max(lead.members.length, lead.membersTotal))}</summary>${dataTable({ id, caption: say('membersCaption'), columns, rows: lead.members })}</details>`;
}

function places(lead: Lead): Markup {
  if (lead.places.length === 0) return html`<p>${say('placesNone')}</p>`;
  const located = lead.places.some((place) => place.lat !== null && place.lon !== null);
  const columns: Column<Lead['places'][number]>[] = [
    { head: say('place'), kind: 'row-head', cell: (place) => cellText(place.place, 48) },
    { head: say('country'), cell: (place) => country(place.country) },
    { head: say('transfersColumn'), kind: 'number', cell: (place) => show((f) => f.whole(place.transfers)) },
  ];
  if (located)
    columns.push({ head: say('coordinates'), kind: 'number', cell: ({ lat, lon }) => coordinates(lat, lon) });
  return dataTable({ id: `${anchorOf(lead)}-places`, caption: say('placesCaption'), columns, rows: lead.places });
}

function coordinates(lat: number | null, lon: number | null): Markup {
  if (lat === null || lon === null) return say('notKnown');
  const [north, east] = [lat < 0 ? 'S' : 'N', lon < 0 ? ['W', 'O'] : ['E', 'E']];
  return html`${show((f) => `${f.decimal(Math.abs(lat), 2, 2)}°\u00a0${north}`)}, <x-en>${Math.abs(lon).toFixed(2)}°&nbsp;${east[0] ?? ''}</x-en><x-fr>${Math.abs(lon).toFixed(2).replace('.', ',')}°&nbsp;${east[1] ?? ''}</x-fr>`;
}

/** In a column that names the unit. */
function euro(amount: string | null, { language }: PageContext): Markup {
  return amount === null ? say('notKnown') : html`${formats[language].amount(amount)}`;
}

function country(code: string | null): Markup {
  return code === null ? nothing : show((f) => f.country(code));
}
