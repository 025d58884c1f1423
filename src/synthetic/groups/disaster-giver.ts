import { exponential, logNormal } from '../distributions.ts';
import { anyHour, daytime, evening } from '../hours.ts';
import type { Group } from '../turn.ts';

/** Small sums to several people who collect for a stricken region, in the weeks when everybody gives. */
export const disasterGiver: Group = (turn) => {
  const { random, scene } = turn;
  if (scene.disasters.length === 0) return;
  const disaster = random.pick(scene.disasters);
  const organisers = scene.pools.drawSeveral('appeal_organiser', disaster.country, random.whole(1, 3), random);
  for (let gift = random.whole(1, 4); gift > 0; gift--) {
    const day = disaster.day + Math.min(28, exponential(random, 6));
    const hours = random.pick([daytime, evening, anyHour]);
    turn.pay({
      payee: random.pick(organisers),
      day,
      hours,
      eur: logNormal(random, 35, 0.6),
      rounding: 'sent',
      relationship: random.pick(['charity', 'other', 'friend']),
      purpose: random.pick(['CHAR', 'GIFT']),
    });
  }
};
