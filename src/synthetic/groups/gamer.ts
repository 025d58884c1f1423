import { logNormal } from '../distributions.ts';
import { evening, night } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Gift cards and game credit over months and years, with a few more on the day of a sale. */
export const gamer: Group = (turn) => {
  const { random, scene, payer } = turn;
  const span = activeSpan(random, scene.calendar);
  const shops = scene.pools.drawSeveral('merchant', payer.country, random.whole(1, 3), random);
  for (const day of spacedDays(random, span, random.between(14, 60), 0.8).slice(0, 70)) {
    for (let card = random.chance(0.12) ? random.whole(2, 5) : 1; card > 0; card--) {
      const eur = random.chance(0.8) ? random.pick([5, 10, 15, 20, 25, 50]) : logNormal(random, 15, 0.6);
      const hours = random.chance(0.3) ? night : evening;
      turn.pay({
        payee: random.pick(shops),
        day,
        hours,
        eur,
        rounding: 'sent',
        channel: random.chance(0.5) ? 'gift card' : 'game credit',
        relationship: 'business',
        purpose: random.chance(0.1) ? `synthetic_handle_${random.whole(1, 999)}` : 'GDDS',
      });
    }
  }
};
