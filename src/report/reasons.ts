import type { Lead, Reason } from '../leads/lead.ts';
import { both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { say, show } from './say.ts';
import { shownText } from './shown-name.ts';

/** The largest contribution for and against in the whole page: bars of different leads may be compared. */
export interface BarScale {
  readonly largestFor: number;
  readonly largestAgainst: number;
}

export function barScale(leads: readonly Lead[]): BarScale {
  let largestFor = 0.0001;
  let largestAgainst = 0;
  for (const reason of leads.flatMap((lead) => [...lead.reasons, ...lead.reasonsAgainst])) {
    largestFor = Math.max(largestFor, reason.contribution);
    largestAgainst = Math.max(largestAgainst, -reason.contribution);
  }
  return { largestFor, largestAgainst };
}

/** Contributions come rounded to 1e-4: added up as whole numbers, so that the sum is exact. */
function exactSum(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + Math.round(reason.contribution * 1e4), 0) / 1e4;
}

export function reasonList(lead: Lead, reasons: readonly Reason[], scale: BarScale): Markup {
  const rowOf = new Map(lead.transfers.map((transfer, index) => [transfer.transferId, index]));
  return html`<ol class="reasons">${reasons.map((reason) => reasonItem(lead, reason, scale, rowOf))}</ol>`;
}

export function sumLine(lead: Lead): Markup {
  const inFavour = exactSum(lead.reasons);
  const against = exactSum(lead.reasonsAgainst);
  const sum = exactSum([...lead.reasons, ...lead.reasonsAgainst]);
  const broken = Math.round(sum * 1e4) !== Math.round(lead.score * 1e4);
  const term = (value: number, label: Markup): Markup =>
    html`<span class="term"><b>${show((f) => f.signed(value))}</b> ${label}</span>`;
  return html`<p class="sum">${term(inFavour, say(lead.queue === 'safeguarding' ? 'sumSigns' : 'sumFor'))} ${term(against, say('sumAgainst'))} <span class="term total">= <b class="score">${show((f) => f.decimal(sum, 4))}</b> ${lead.queue === 'safeguarding' ? say('weightOfSigns') : say('sumScore')}</span></p>${
    broken ? html`<p class="note">${say('sumBroken')}</p>` : nothing
  }`;
}

function reasonItem(lead: Lead, reason: Reason, scale: BarScale, rowOf: ReadonlyMap<string, number>): Markup {
  return html`<li class="reason"><div class="reason-head"><h6><span class="id">${reason.indicator}</span> ${both(reason.title)}</h6><div class="weigh">${bar(reason.contribution, scale)}<b class="num">${show((f) => f.signed(reason.contribution))}</b></div></div><p class="sentence">${both(reason.sentence)}</p><p class="meta">${say('strengthTimesWeight', reason.strength, reason.weight)} · ${say('source')} ${reason.source} <span class="trust">${say(`trust_${reason.trust}`)}</span></p>${
    reason.lookAlikes.en.trim() === '' && reason.lookAlikes.fr.trim() === ''
      ? nothing
      : html`<p class="meta">${say('lookAlikes')} ${both(reason.lookAlikes)}</p>`
  }${evidence(lead, reason, rowOf)}</li>`;
}

/** Reasons against go the other way from the same zero. */
function bar(contribution: number, scale: BarScale): Markup {
  const whole = scale.largestFor + scale.largestAgainst;
  const zero = round((scale.largestAgainst / whole) * 200);
  const width = round((Math.abs(contribution) / whole) * 200);
  const x = contribution < 0 ? round(zero - width) : zero;
  return html`<svg class="bar" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true"><rect class="${contribution < 0 ? 'minus' : 'plus'}" x="${x}" y="2" width="${width}" height="8"/><path d="M${zero} 0V12"/></svg>`;
}

function evidence(lead: Lead, reason: Reason, rowOf: ReadonlyMap<string, number>): Markup {
  if (reason.evidenceTotal === 0 && reason.evidence.length === 0)
    return html`<p class="meta">${say('evidenceNone')}</p>`;
  const here: number[] = [];
  const elsewhere: string[] = [];
  for (const id of reason.evidence) {
    const row = rowOf.get(id);
    if (row === undefined) elsewhere.push(id);
    else here.push(row + 1);
  }
  const numbers = ranges(here.toSorted((a, b) => a - b));
  return html`<details class="evidence"><summary>${say('evidence', reason.evidenceTotal)}</summary>${
    reason.evidence.length < reason.evidenceTotal
      ? html`<p>${say('evidenceShown', reason.evidence.length, reason.evidenceTotal)}</p>`
      : nothing
  }${
    here.length === 0
      ? nothing
      : html`<p>${say('evidenceNumbers')} <a href="#${anchorOf(lead)}-rows">${numbers}</a></p>`
  }${
    elsewhere.length === 0
      ? nothing
      : html`<p>${say('evidenceElsewhere')}</p><p class="ids">${join(
          elsewhere.map((id) => shownText(id, 64)),
          ', ',
        )}</p>`
  }</details>`;
}

/** Stable over runs, because a lead's identifier is; an identifier that could not stand in an address gives way to the rank. */
export function anchorOf(lead: Lead): string {
  return /^[\w.:-]{1,80}$/.test(lead.leadId) ? `lead-${lead.leadId}` : `lead-${lead.queue}-${lead.rank}`;
}

/** 1, 2, 3, 7 as "1–3, 7". */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < numbers.length; index += 1) {
    const from = numbers[index] ?? 0;
    let to = from;
    while (numbers[index + 1] === to + 1) {
      to += 1;
      index += 1;
    }
    parts.push(to === from ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`);
  }
  return parts.join(', ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
