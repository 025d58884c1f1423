import type { RunSummary } from '../leads/run-summary.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { isLarge } from './quarantine-share.ts';
import { say, show } from './say.ts';
import { shownText } from './shown-name.ts';

/** What the page is, what it is not, and what must be known before the first name is read. */
export function introSection(run: RunSummary): Markup {
  const { counts, period } = run;
  const notes: Markup[] = [
    ...(isLarge(run)
      ? [html`<strong>${say('quarantineLarge', counts.quarantined, counts.read)}</strong> ${say('quarantineNext')}`]
      : []),
    ...(run.strayEnd === null ? [] : [strayNote(run.strayEnd)]),
    say(run.packs.length > 0 && run.packs.every((pack) => pack.calibrated) ? 'noteCalibrated' : 'noteUncalibrated'),
  ];
  if (run.rates.illustrative) notes.push(say('noteRates'));
  if (counts.withoutRate > 0) notes.push(say('noteNoRate', counts.withoutRate));
  if (counts.withoutPayerZone > 0) notes.push(say('noteNoZone', counts.withoutPayerZone));
  const likely = run.inputs.flatMap(({ columns }) => columns.filter(({ certainty }) => certainty === 'likely')).length;
  const ignored = run.inputs.reduce((sum, input) => sum + input.ignored.length, 0);
  if (likely + ignored > 0) notes.push(say('noteColumns', likely, ignored));
  if (run.refused.length > 0) notes.push(say('noteRefused', run.refused.length));
  if (counts.quarantined > 0 && !isLarge(run)) notes.push(say('noteQuarantined', counts.quarantined));
  const unheard = run.currenciesWithoutRate.filter(({ inIso4217 }) => !inIso4217);
  if (unheard.length > 0)
    notes.push(html`${say('noteNoCurrency')} ${shownText(unheard.map(({ currency }) => currency).join(', '), 48)}.`);
  const { payers, payees } = counts.byNameAlone;
  if (payers + payees > 0) notes.push(say('noteByName', payers, payees));
  if (run.links !== null) notes.push(say('noteLinked', run.links.identifiers, run.links.people, run.links.transfers));
  if (run.untied !== null) {
    const { rows, payers, payees, unmatched } = run.untied;
    notes.push(say('noteUntied', rows, payers, payees, unmatched.length));
  }
  if (run.known !== null) notes.push(say('noteKnown', run.known.entries, run.known.payers, run.known.payees));
  if (run.caps.length > 0) notes.push(say('noteCaps', run.caps.length));
  const read =
    period.from === null || period.to === null ? say('periodNone') : say('periodRead', period.from, period.to);
  return html`<section class="intro" aria-labelledby="title"><h1 id="title">${say('title')}</h1><p class="period">${read}${run.asOf === null ? '' : html`, ${say('asKnownOn', run.asOf)}`}. ${say('allTimesUtc')}${run.asOf === null ? nothing : html` ${say(run.asOfFrom === 'option' ? 'countedBackOption' : 'countedBack', run.asOf)}`}</p><p class="lede">${say('whatItIs')}</p><p class="principle">${say('whatItIsNot')}</p><aside aria-labelledby="before"><h2 id="before">${say('beforeReading')}</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul><p><a href="#reading">${say('seeWhatWasRead')}</a></p></aside></section>`;
}

function strayNote({ transfers, othersEndAt, examples, suggestedAsOf }: NonNullable<RunSummary['strayEnd']>): Markup {
  const named = examples.map(
    ({ file, row, at }) =>
      html`${say('recordOf', row)} ${shownText(file.split(/[/\\]/).at(-1) ?? file, 64)} (${show((f) => f.day(at))})`,
  );
  return html`<strong>${say('noteStrayEnd', transfers, othersEndAt)}</strong> ${join(named, ', ')}. ${say('noteStrayNext', suggestedAsOf)}`;
}
