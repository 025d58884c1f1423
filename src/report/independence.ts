import type { Lead } from '../leads/lead.ts';
import { both } from './language.ts';
import { html, join, type Markup, nothing } from './markup.ts';
import { say } from './say.ts';

/** How far the payers of a payee have nothing to do with each other, with the ordinary people beside it of whom that is true too. */
export function independence({ independence: found, reasonsAgainst }: Lead): Markup {
  if (found === null || found.payers < 2) return nothing;
  const { payers, lookedAt, unrelated, countries, places, newPer30Days, newMostIn30Days, degree } = found;
  const { onceShare, rhythmicShare, smallShare, nightShare } = found;
  const habits = [
    ...(onceShare === null ? [] : [say('paidOnce', onceShare)]),
    ...(rhythmicShare === null ? [] : [say('payOnRhythm', rhythmicShare)]),
    ...(smallShare === null ? [] : [say('paySmall', smallShare)]),
    ...(nightShare === null ? [] : [say('payAtNight', nightShare)]),
  ];
  const sentences = [
    ...(unrelated === null ? [] : [say('unrelatedPayers', unrelated, lookedAt, payers)]),
    ...(countries === null || countries === 0 ? [] : [say('payersFrom', countries, places)]),
    ...(newPer30Days === null || newMostIn30Days === null ? [] : [say('payersArrive', newPer30Days, newMostIn30Days)]),
    ...(habits.length === 0 ? [] : [html`${say('payersBehave')} ${join(habits, ' · ')}.`]),
    ...(degree === null ? [] : [say('independenceDegree', degree)]),
  ];
  const explained =
    reasonsAgainst.length === 0
      ? say('alternativesNone')
      : html`${say('alternativesFound')} ${join(
          reasonsAgainst.map(({ title }) => both(title)),
          ' · ',
        )}.`;
  return html`<section><h5 class="part">${say('independence')}</h5><ul class="joins">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul><p>${say('alternatives')} ${explained}</p></section>`;
}
