import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import type { Payee } from '../people.ts';
import type { Group } from '../turn.ts';

/** One to three trips, often to the same country: a deposit weeks before, then host, guide and driver around one place. */
export const traveller: Group = (turn) => {
  const { random, scene, payer } = turn;
  const { days } = scene.calendar;
  for (let trip = random.pick([1, 1, 1, 2, 3]); trip > 0; trip--) {
    const country = random.chance(0.6) ? payer.corridorTo : turn.drawCountry();
    const arrival = random.between(5, days);
    const stay = random.between(5, 24);
    const book = (payee: Payee, day: number, eur: number): void =>
      turn.pay({
        payee,
        day,
        hours: random.chance(0.5) ? evening : daytime,
        eur,
        relationship: random.pick(['business', 'other']),
        purpose: random.pick(['RENT', 'TRAD', 'SCVE', 'OTHR']),
      });
    for (const host of scene.pools.drawSeveral('guest_house', country, random.whole(1, 3), random)) {
      book(host, arrival - random.between(4, 70), logNormal(random, 55, 0.5));
      if (random.chance(0.5)) book(host, arrival + random.between(0, stay), logNormal(random, 120, 0.6));
    }
    for (const guide of scene.pools.drawSeveral('guide', country, random.whole(0, 3), random)) {
      for (let day = random.whole(1, 2); day > 0; day--) {
        book(guide, arrival + random.between(0, stay), logNormal(random, 40, 0.5));
      }
    }
  }
};
