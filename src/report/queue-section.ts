import type { Lead } from '../leads/lead.ts';
import { activityWeighed, daysSinceActive, lastActiveAt, type Urgency, urgencyOf } from '../leads/recency.ts';
import type { RunSummary } from '../leads/run-summary.ts';
import { firstTierCautions } from './first-tier-cautions.ts';
import { groupsSection } from './groups-section.ts';
import { both, LANGUAGES } from './language.ts';
import { leadArticle, tempo, whenToRead } from './lead-article.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import type { PageContext } from './page-context.ts';
import { anchorOf } from './reasons.ts';
import { type MessageKey, message, say, show } from './say.ts';
import { shownName, shownText } from './shown-name.ts';

export type Queue = Lead['queue'];

/** The two queues are never mixed, and each speaks of its people in its own words. */
const words = {
  safeguarding: {
    title: 'safeguarding',
    intro: 'safeguardingIntro',
    context: 'safeguardingContext',
    contextTitle: 'safeguardingContextTitle',
    none: 'safeguardingNone',
    person: 'person',
    tier: 'whenToReach',
    score: 'weightOfSigns',
    last: 'lastSign',
    reasons: 'mainSigns',
    oneByOne: 'situationsOneByOne',
  },
  investigation: {
    title: 'investigation',
    intro: 'investigationIntro',
    context: 'investigationContext',
    contextTitle: 'investigationContextTitle',
    none: 'investigationNone',
    person: 'subject',
    tier: 'tier',
    score: 'score',
    last: 'lastActive',
    reasons: 'mainReasons',
    oneByOne: 'leadsOneByOne',
  },
} as const satisfies Record<Queue, Record<string, MessageKey>>;

const MAIN_REASONS = 3;

/** People of a queue in the whole run, whether they are shown or not. */
export interface Tally {
  readonly first: number;
  readonly second: number;
  readonly context: number;
}

export function tallyOf(queue: Queue, leads: readonly Lead[], run: RunSummary): Tally {
  const counted = run.tiers.find((row) => row.queue === queue);
  const shown = (tier: Lead['tier']): number => leads.filter((lead) => lead.tier === tier).length;
  return counted ?? { first: shown('first'), second: shown('second'), context: shown('context') };
}

/** Who is proposed comes first and is counted; who is not stands apart, under a heading and in a table of its own. */
export function queueSection(
  queue: Queue,
  { shown: leads, all }: { readonly shown: readonly Lead[]; readonly all: readonly Lead[] },
  run: RunSummary,
  page: PageContext,
): Markup {
  const say_ = words[queue];
  const { first, second, context } = tallyOf(queue, leads, run);
  const proposed = leads.filter(({ tier }) => tier !== 'context');
  const rest = first + second - proposed.length;
  const counted =
    first + second + context === 0
      ? nothing
      : html`<p class="tally">${
          queue === 'investigation'
            ? say('investigationTally', first, second, context)
            : safeguardingTally(all, first + second, context)
        }</p>`;
  return html`<section class="queue" id="${queue}" tabindex="-1" aria-labelledby="${queue}-title"><h2 id="${queue}-title">${say(say_.title)}</h2>${counted}${queue === 'investigation' ? join(firstTierCautions(run).map((caution) => html`<p class="lede">${both(caution)}</p>`)) : nothing}<p class="lede">${say(say_.intro)}</p>${
    proposed.length === 0 ? html`<p class="lede">${say(say_.none)}</p>` : rankedTable(queue, proposed)
  }${rest > 0 ? html`<p class="rest">${say('notShownHere', rest)}</p>` : nothing}${groupsSection(queue, page)}${
    proposed.length === 0
      ? nothing
      : html`<section class="leads" id="${queue}-leads" aria-labelledby="${queue}-one"><div class="leads-head"><h3 id="${queue}-one">${say(say_.oneByOne)}</h3><span class="needs-script" hidden><button type="button" class="quiet" data-open="${queue}-leads">${say('openAll')}</button> <button type="button" class="quiet" data-close="${queue}-leads">${say('closeAll')}</button></span></div>${articles(proposed, `${queue}-list`, page)}</section>`
  }${contextSection(queue, leads, context, page)}</section>`;
}

/** How many to reach when, of those with a lead; the others stand further down in subjects.csv. */
function safeguardingTally(leads: readonly Lead[], proposed: number, context: number): Markup {
  const own = leads.filter(({ queue, tier }) => queue === 'safeguarding' && tier !== 'context').map(urgencyOf);
  const of = (...wanted: readonly Urgency[]): number => own.filter((each) => wanted.includes(each)).length;
  return say(
    'safeguardingTally',
    proposed,
    of('now'),
    of('today'),
    of('week', 'month', 'later'),
    proposed - own.length,
    context,
  );
}

function contextSection(queue: Queue, leads: readonly Lead[], counted: number, page: PageContext): Markup {
  const say_ = words[queue];
  const own = leads.filter(({ tier }) => tier === 'context');
  const rest = Math.max(0, counted - own.length);
  if (own.length + rest === 0) return nothing;
  return html`<section class="leads context" aria-labelledby="${queue}-context"><h3 id="${queue}-context">${say(say_.contextTitle)}</h3><p class="lede">${say(say_.context)}</p>${
    own.length === 0 ? nothing : rankedTable(`${queue}-context`, own)
  }${rest > 0 ? html`<p class="rest">${say('contextNotShown', rest)}</p>` : nothing}${articles(own, `${queue}-context-list`, page)}</section>`;
}

function articles(leads: readonly Lead[], queue: string, page: PageContext): Markup {
  return join(leads.map((lead, index) => leadArticle(lead, page, { queue, next: leads[index + 1] })));
}

type Words = (typeof words)[Queue];
type ColumnName = Words['person' | 'tier' | 'score' | 'reasons' | 'last'] | 'rank' | 'against' | 'unknown' | 'tempo';

interface QueueColumn {
  readonly name: ColumnName;
  readonly kind: string;
  readonly cell: (lead: Lead) => Markup;
}

/** A queue has two tables; where all are context, nothing has to say so in each row. */
const LISTS = ['safeguarding', 'safeguarding-context', 'investigation', 'investigation-context'] as const;
type List = (typeof LISTS)[number];

const captions = {
  safeguarding: 'safeguardingCaption',
  'safeguarding-context': 'safeguardingContextCaption',
  investigation: 'investigationCaption',
  'investigation-context': 'investigationContextCaption',
} as const satisfies Record<List, MessageKey>;

function columnsOf(list: List): readonly QueueColumn[] {
  const say_ = words[list.startsWith('safeguarding') ? 'safeguarding' : 'investigation'];
  const columns: readonly QueueColumn[] = [
    { name: 'rank', kind: 'num rank', cell: (lead) => html`${lead.rankInQueue}` },
    { name: say_.person, kind: 'who', cell: subject },
    { name: say_.tier, kind: 'tier', cell: (lead) => whenToRead(lead) },
    { name: say_.score, kind: 'num', cell: (lead) => show((f) => f.decimal(lead.score, 2, 2)) },
    { name: say_.reasons, kind: 'why', cell: mainReasons },
    { name: 'against', kind: 'num', cell: (lead) => html`${lead.reasonsAgainst.length}` },
    { name: 'unknown', kind: 'num', cell: (lead) => html`${lead.unknown.length}` },
    { name: say_.last, kind: 'when', cell: lastActive },
    { name: 'tempo', kind: 'when', cell: tempoCell },
  ];
  return list.endsWith('context') ? columns.filter(({ kind }) => kind !== 'tier') : columns;
}

/** On a narrow screen each cell carries the name of its column: said once for all rows, in the style. */
export function cardLabels(): string {
  return LISTS.flatMap((list) =>
    columnsOf(list).flatMap(({ name }, index) =>
      LANGUAGES.map(
        (language) =>
          `html[lang=${language}] .ranked.${list} td:nth-child(${index + 1})::before{content:"${message(name)[language]}"}`,
      ),
    ),
  ).join('\n');
}

/** Rows become cards on a narrow screen; the roles keep it a table for a screen reader when the style no longer draws one. */
function rankedTable(list: List, leads: readonly Lead[]): Markup {
  const columns = columnsOf(list);
  const heads = columns.map(
    ({ name, kind }) => html`<th scope="col" role="columnheader" class="${kind}">${say(name)}</th>`,
  );
  const rows = leads.map(
    (lead) =>
      html`<tr role="row">${columns.map(({ kind, cell }, index) =>
        index === 1
          ? html`<th scope="row" role="rowheader" class="${kind}">${cell(lead)}</th>`
          : html`<td role="cell" class="${kind}">${cell(lead)}</td>`,
      )}</tr>`,
  );
  return html`<table class="ranked ${list}" role="table" id="${list}-list" tabindex="-1"><caption>${say(captions[list], leads.length)}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

function subject(lead: Lead): Markup {
  const named = (lead.subject.name?.trim() ?? '') !== '';
  return html`<a href="#${anchorOf(lead)}">${shownName(lead.subject)}</a><span class="meta">${say(`roles_${lead.subject.role}`)}${named ? html` · <span class="code">${shownText(lead.subject.id, 28)}</span>` : nothing}</span>`;
}

function mainReasons(lead: Lead): Markup {
  const main = lead.reasons.toSorted((a, b) => b.contribution - a.contribution).slice(0, MAIN_REASONS);
  if (main.length === 0) return say('noReason');
  const rest = lead.reasons.length - main.length;
  return html`${join(
    main.map((reason) => both(reason.title)),
    ' · ',
  )}${rest > 0 ? html` <span class="meta-inline">${say('andMore', rest)}</span>` : nothing}`;
}

function lastActive(lead: Lead): Markup {
  const ofCorridor = lead.corridor !== null && lead.queue === 'investigation';
  const where = ofCorridor ? html`<span class="meta">${say('inItsCorridor')}</span>` : nothing;
  return html`${show((f) => f.day(lastActiveAt(lead)))}<span class="meta">${say('daysBefore', daysSinceActive(lead))}</span>${where}`;
}

function tempoCell(lead: Lead): Markup {
  return html`${tempo(lead)}<span class="meta">${say('inThirtyDays', activityWeighed(lead).transfersLast30)}</span>`;
}
