import { daytime, evening } from '../hours.ts';
import { activeSpan } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** The same small sum every week on the same day, to one or two relatives; now and then a week is skipped. */
export const weeklyAllowance: Group = (turn) => {
  const { random, scene, payer, index } = turn;
  const span = activeSpan(random, scene.calendar);
  const payees = Array.from({ length: random.chance(0.7) ? 1 : 2 }, (_, nth) =>
    turn.ownPayee('relative', nth, payer.corridorTo, `own:${index}`),
  );
  const hours = random.chance(0.4) ? daytime : evening;
  const eur = random.between(18, 70);
  const week = random.chance(0.8) ? 7 : 14;
  for (let day = span.from; day < span.to; day += week) {
    if (random.chance(0.07)) continue;
    for (const payee of payees) {
      turn.pay({
        payee,
        day: day + (random.chance(0.85) ? 0 : 1),
        hours,
        eur,
        rounding: 'sent',
        relationship: 'family',
        purpose: random.pick(['FAMI', 'EDUC', 'ALLW']),
      });
    }
  }
};
