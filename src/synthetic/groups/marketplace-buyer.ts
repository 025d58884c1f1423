import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import type { Group } from '../turn.ts';

/** One to four small sellers of a marketplace, from each of whom something is bought up to four times. */
export const marketplaceBuyer: Group = (turn) => {
  const { random, scene } = turn;
  const hours = random.chance(0.6) ? evening : daytime;
  for (const payee of scene.crowds.drawSeveral('market_seller', random.whole(1, 4), random)) {
    const price = logNormal(random, 30, 0.5);
    const first = random.between(0, scene.calendar.days);
    for (let purchase = random.pick([1, 1, 1, 2, 3, 4]); purchase > 0; purchase--) {
      turn.pay({
        payee,
        day: purchase === 1 ? first : random.between(0, scene.calendar.days),
        hours,
        eur: logNormal(random, price, 0.3),
        rounding: random.chance(0.4) ? 'sent' : 'none',
        ...(random.chance(0.5) ? { relationship: random.pick(['business', 'other']) } : {}),
        ...(random.chance(0.4) ? { purpose: 'GDDS' } : {}),
      });
    }
  }
};
