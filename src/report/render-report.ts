import { createHash } from 'node:crypto';
import type { Group } from '../leads/group.ts';
import type { Lead } from '../leads/lead.ts';
import { inReadingOrder } from '../leads/recency.ts';
import type { RunSummary } from '../leads/run-summary.ts';
import { MOST_GROUPS } from './groups-section.ts';
import { introSection } from './intro-section.ts';
import type { Language } from './language.ts';
import { html, Markup, nothing } from './markup.ts';
import { methodSection } from './method-section.ts';
import type { PageContext } from './page-context.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { queueSection, tallyOf } from './queue-section.ts';
import { readingSection } from './reading-section.ts';
import { anchorOf, barScale } from './reasons.ts';
import { message, say, show } from './say.ts';
import { markShapes } from './timeline.ts';

export interface ReportOptions {
  /** Language that the page begins in. Without it the browser’s, French or English; English where scripts are off or it asks for neither. */
  readonly language?: Language | null;
  /** Leads shown of each queue, those of the context tier only where there is room; the rest is counted. Default: 50. */
  readonly budget?: number;
  /** The groups that the leads make. Default: none. */
  readonly groups?: readonly Group[];
}

const DEFAULT_BUDGET = 50;

/**
 * report.html: one page that holds everything it needs and asks nobody for anything. Its policy forbids every request, and
 * allows no style and no script but the two that were written here, by their hashes.
 */
export function renderReport(run: RunSummary, leads: readonly Lead[], options: ReportOptions = {}): string {
  const { budget = DEFAULT_BUDGET, groups = [] } = options;
  const language = options.language ?? 'en';
  const asked = options.language ? html` data-asked` : nothing;
  // The possible victims come first, before any lead and any count (SAFETY.md, rules 7 and 8).
  const safeguarding = shownOfQueue(leads, 'safeguarding', budget);
  const investigation = shownOfQueue(leads, 'investigation', budget);
  const shown = [...safeguarding, ...investigation];
  const context: PageContext = {
    ...{ language, scale: barScale(shown) },
    leadAnchors: new Map(shown.map((lead) => [lead.leadId, anchorOf(lead)])),
    groups: {
      all: groups,
      shown: new Set(groups.filter(({ rank }) => rank <= MOST_GROUPS).map(({ groupId }) => groupId)),
    },
  };
  const title = message('documentTitle');
  const count = (queue: Lead['queue'], shown: readonly Lead[]): Markup => {
    const { first, second } = tallyOf(queue, shown, run);
    return html`<span class="count">${show((f) => f.whole(first + second))}</span>`;
  };
  const ofGroups = (queue: Group['queue']): Markup => {
    const own = groups.filter((group) => group.queue === queue).length;
    return own === 0
      ? nothing
      : html`<li class="within"><a href="#${queue}-groups">${say('groups')}<span class="count">${show((f) => f.whole(own))}</span></a>`;
  };
  const page = html`<!doctype html>
<html lang="${language}" data-figures="${language}"${asked}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy())}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow, noarchive"><title data-en="${title.en}" data-fr="${title.fr}">${title[language]}</title><style>${new Markup(pageStyle)}</style><script>${new Markup(pageScript)}</script></head>
<body><a class="skip" href="#content">${say('skip')}</a><div class="page"><header class="side"><p class="brand">Vigie</p><nav aria-labelledby="contents"><span id="contents" hidden>${say('contents')}</span><ul><li><a href="#safeguarding">${say('safeguarding')}${count('safeguarding', safeguarding)}</a>${ofGroups('safeguarding')}<li><a href="#investigation">${say('investigation')}${count('investigation', investigation)}</a>${ofGroups('investigation')}<li><a href="#reading">${say('reading')}</a><li><a href="#method">${say('method')}</a></ul></nav>${controls()}</header>
<main id="content" tabindex="-1">${introSection(run)}
${queueSection('safeguarding', { shown: safeguarding, all: leads }, run, context)}
${queueSection('investigation', { shown: investigation, all: leads }, run, context)}
${readingSection(run)}
${methodSection()}</main><footer><p>${say('footer')}</p></footer></div>${markShapes}<template id="mark-button"><p><button type="button" class="quiet" data-mark aria-pressed="false">${say('markEvidence')}</button></p></template></body></html>
`;
  return page.text;
}

/** The leads of a queue that the page shows, in the order in which they are read. */
export function shownOfQueue(leads: readonly Lead[], queue: Lead['queue'], budget: number): readonly Lead[] {
  return inReadingOrder(leads.filter((lead) => lead.queue === queue)).slice(0, budget);
}

function controls(): Markup {
  return html`<div class="controls needs-script" hidden><fieldset><legend>${say('language')}</legend><span class="choice"><button type="button" lang="fr" data-language="fr" aria-pressed="false">Français</button><button type="button" lang="en" data-language="en" aria-pressed="false">English</button></span></fieldset><fieldset><legend>${say('theme')}</legend><span class="choice"><button type="button" data-theme-choice="auto" aria-pressed="true">${say('themeAuto')}</button><button type="button" data-theme-choice="light" aria-pressed="false">${say('themeLight')}</button><button type="button" data-theme-choice="dark" aria-pressed="false">${say('themeDark')}</button></span></fieldset></div>`;
}

function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${hash(pageScript)}; base-uri 'none'; form-action 'none'`;
}
