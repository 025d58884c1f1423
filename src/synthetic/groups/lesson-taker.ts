import { evening } from '../hours.ts';
import { activeSpan } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Tutors abroad, tried out and then kept: small sums in the evening, once or twice a week. */
export const lessonTaker: Group = (turn) => {
  const { random, scene } = turn;
  const country = scene.payers.country(scene.pools.drawCountry('tutor', random));
  const span = activeSpan(random, scene.calendar);
  let day = span.from;
  for (const payee of scene.pools.drawSeveral('tutor', country, random.whole(1, 5), random)) {
    const price = random.between(8, 28);
    const every = random.pick([3.5, 7, 7]);
    for (
      let lesson = random.chance(0.4) ? random.whole(1, 3) : random.whole(6, 30);
      lesson > 0 && day < span.to;
      lesson--
    ) {
      turn.pay({
        payee,
        day,
        hours: evening,
        eur: price,
        rounding: 'sent',
        relationship: random.pick(['business', 'other']),
        purpose: random.pick(['SCVE', 'EDUC']),
      });
      day += every * random.between(0.7, 1.5);
    }
  }
};
