import { logNormal } from '../distributions.ts';
import { businessHours, evening } from '../hours.ts';
import { activeSpan, nextWorkday } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Pays two to eight freelancers, each for as long as the work lasts, every week, fortnight or month. */
export const hirer: Group = (turn) => {
  const { random, scene, payer } = turn;
  const span = activeSpan(random, scene.calendar);
  const oneCountry = random.chance(0.55);
  for (let hire = random.whole(2, 8); hire > 0; hire--) {
    const country = oneCountry ? payer.corridorTo : turn.drawCountry();
    const payee = scene.pools.draw('freelancer', country, random);
    const every = random.pick([7, 14, 14, 30]);
    const rate = logNormal(random, every * 9, 0.7);
    const from = random.between(span.from, span.to);
    const to = Math.min(span.to, from + logNormal(random, 110, 0.8));
    const hourly = random.chance(0.5);
    for (let day = from; day < to; day += every) {
      const eur = hourly ? logNormal(random, rate, 0.35) : rate;
      turn.pay({
        payee,
        day: nextWorkday(scene.calendar, day),
        hours: random.chance(0.12) ? evening : businessHours,
        eur,
        rounding: hourly ? 'none' : 'sent',
        relationship: 'business',
        purpose: random.chance(0.03)
          ? `synthetic_handle_${random.whole(1, 999)}`
          : random.pick(['SCVE', 'SALA', 'SUPP', 'TRAD']),
      });
    }
  }
};
