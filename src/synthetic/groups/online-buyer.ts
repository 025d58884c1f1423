import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import type { Group } from '../turn.ts';

/** One to seven purchases from small sellers, nearly always once from each, at odd prices. */
export const onlineBuyer: Group = (turn) => {
  const { random, scene, payer } = turn;
  for (let purchase = random.whole(1, 7); purchase > 0; purchase--) {
    const country = random.chance(0.25) ? payer.country : random.chance(0.5) ? payer.corridorTo : turn.drawCountry();
    const payee = scene.pools.draw('seller', country, random);
    const hours = random.chance(0.5) ? evening : daytime;
    turn.pay({
      payee,
      day: random.between(0, scene.calendar.days),
      hours,
      eur: logNormal(random, 32, 0.8),
      rounding: 'none',
      relationship: 'business',
      purpose: 'GDDS',
    });
  }
};
