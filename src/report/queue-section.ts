import { type Lead, QUEUES } from '../leads/lead.ts';
import type { RunSummary } from '../leads/run-summary.ts';
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
    none: 'safeguardingNone',
    person: 'person',
    score: 'weightOfSigns',
    reasons: 'mainSigns',
    oneByOne: 'situationsOneByOne',
  },
  investigation: {
    title: 'investigation',
    intro: 'investigationIntro',
    none: 'investigationNone',
    person: 'subject',
    score: 'score',
    reasons: 'mainReasons',
    oneByOne: 'leadsOneByOne',
  },
} as const satisfies Record<Queue, Record<string, MessageKey>>;

const MAIN_REASONS = 3;

export function queueSection(queue: Queue, leads: readonly Lead[], run: RunSummary, page: PageContext): Markup {
  const say_ = words[queue];
  const tiers = run.tiers.find((row) => row.queue === queue);
  const ranked = tiers === undefined ? leads.length : tiers.first + tiers.second + tiers.context;
  const rest = Math.max(0, ranked - leads.length);
  const remaining = rest === 0 ? nothing : html`<p class="rest">${say('notShownHere', rest)}</p>`;
  return html`<section class="queue" id="${queue}" tabindex="-1" aria-labelledby="${queue}-title"><h2 id="${queue}-title">${say(say_.title)}</h2><p class="lede">${say(say_.intro)}</p>${
    leads.length === 0
      ? html`<p>${say(say_.none)}</p>${remaining}`
      : html`${rankedTable(queue, leads)}${remaining}<section class="leads" aria-labelledby="${queue}-one"><div class="leads-head"><h3 id="${queue}-one">${say(say_.oneByOne)}</h3><span class="needs-script" hidden><button type="button" class="quiet" data-open="${queue}">${say('openAll')}</button> <button type="button" class="quiet" data-close="${queue}">${say('closeAll')}</button></span></div>${leads.map((lead, index) => leadArticle(lead, page, { queue: `${queue}-list`, next: leads[index + 1] }))}</section>`
  }</section>`;
}

type Words = (typeof words)[Queue];
type ColumnName =
  | Words['person' | 'score' | 'reasons']
  | 'rank'
  | 'tier'
  | 'against'
  | 'unknown'
  | 'lastActive'
  | 'tempo';

interface QueueColumn {
  readonly name: ColumnName;
  readonly kind: string;
  readonly cell: (lead: Lead) => Markup;
}

function columnsOf(queue: Queue): readonly QueueColumn[] {
  const say_ = words[queue];
  return [
    { name: 'rank', kind: 'num rank', cell: (lead) => html`${lead.rank}` },
    { name: say_.person, kind: 'who', cell: subject },
    { name: 'tier', kind: 'tier', cell: (lead) => whenToRead(lead) },
    { name: say_.score, kind: 'num', cell: (lead) => show((f) => f.decimal(lead.score, 2, 2)) },
    { name: say_.reasons, kind: 'why', cell: mainReasons },
    { name: 'against', kind: 'num', cell: (lead) => html`${lead.reasonsAgainst.length}` },
    { name: 'unknown', kind: 'num', cell: (lead) => html`${lead.unknown.length}` },
    { name: 'lastActive', kind: 'when', cell: lastActive },
    { name: 'tempo', kind: 'when', cell: tempoCell },
  ];
}

/** On a narrow screen each cell carries the name of its column: said once for all rows, in the style. */
export function cardLabels(): string {
  return QUEUES.flatMap((queue) =>
    columnsOf(queue).flatMap(({ name }, index) =>
      LANGUAGES.map(
        (language) =>
          `html[lang=${language}] .ranked.${queue} td:nth-child(${index + 1})::before{content:"${message(name)[language]}"}`,
      ),
    ),
  ).join('\n');
}

/** Rows become cards on a narrow screen; the roles keep it a table for a screen reader when the style no longer draws one. */
function rankedTable(queue: Queue, leads: readonly Lead[]): Markup {
  const columns = columnsOf(queue);
  const caption =
    queue === 'safeguarding' ? say('safeguardingCaption', leads.length) : say('investigationCaption', leads.length);
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
  return html`<table class="ranked ${queue}" role="table" id="${queue}-list" tabindex="-1"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
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
  return html`${show((f) => f.day(lead.activity.lastAt))}<span class="meta">${say('daysBefore', lead.activity.daysSinceLast)}</span>`;
}

function tempoCell(lead: Lead): Markup {
  return html`${tempo(lead)}<span class="meta">${say('inThirtyDays', lead.activity.transfersLast30)}</span>`;
}
