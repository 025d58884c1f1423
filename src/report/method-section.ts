import { html, type Markup } from './markup.ts';
import { say } from './say.ts';

export function methodSection(): Markup {
  return html`<section class="method" id="method" tabindex="-1" aria-labelledby="method-title"><h2 id="method-title">${say('method')}</h2><h3>${say('methodScoreHeading')}</h3><p>${say('methodScore')}</p><p>${say('methodNeverScored')}</p><h3>${say('methodTrustHeading')}</h3><p>${say('methodTrust')}</p><h3>${say('methodLimitsHeading')}</h3><ul><li>${say('methodLimits1')}</li><li>${say('methodLimits2')}</li><li>${say('methodLimits3')}</li><li>${say('methodLimits4')}</li></ul><h3>${say('methodContestHeading')}</h3><p>${say('methodContest')}</p><h3>${say('methodNamesHeading')}</h3><p>${say('methodNames')}</p></section>`;
}
