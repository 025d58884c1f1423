import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Gifts to a few charities, at no fixed time, and once more in December. */
export const charityDonor: Group = (turn) => {
  const { random, scene, payer } = turn;
  const span = activeSpan(random, scene.calendar);
  const charities = scene.pools.drawSeveral('charity', payer.corridorTo, random.whole(1, 3), random);
  const usual = logNormal(random, 40, 0.6);
  const days = spacedDays(random, span, 120, 0.8);
  for (let month = 0; month < scene.calendar.months; month++) {
    const day = scene.calendar.monthStart(month) + random.whole(0, 27);
    if (scene.calendar.isDecember(day) && day >= span.from && day < span.to && random.chance(0.6)) days.push(day);
  }
  for (const day of days) {
    const hours = random.chance(0.4) ? evening : daytime;
    turn.pay({
      payee: random.pick(charities),
      day,
      hours,
      eur: logNormal(random, usual, 0.4),
      rounding: 'sent',
      relationship: 'charity',
      purpose: 'CHAR',
    });
  }
};
