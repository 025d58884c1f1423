import { logNormal } from '../distributions.ts';
import { daytime, standingOrder } from '../hours.ts';
import { monthlyDays, spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** A student's or expatriate's rent, or a household shared at a distance: one payee, larger sums, month after month. */
export const studentPartner: Group = (turn) => {
  const { random, scene, payer } = turn;
  const rent = random.chance(0.55);
  const payee = turn.ownPayee(rent ? 'landlord' : 'partner', 0, rent ? payer.corridorTo : turn.drawCountry());
  const span = spanOf(random, scene.calendar, random.between(200, 900));
  const hours = rent && random.chance(0.5) ? standingOrder(random) : daytime;
  const usual = logNormal(random, rent ? 520 : 430, 0.35);
  for (const day of monthlyDays(random, scene.calendar, span, random.whole(0, 5), rent ? 1 : 4)) {
    const eur = rent ? usual : logNormal(random, usual, 0.25);
    turn.pay({
      payee,
      day,
      hours,
      eur,
      rounding: 'sent',
      relationship: rent ? 'business' : 'partner',
      purpose: rent ? 'RENT' : 'FAMI',
    });
    if (!rent && random.chance(0.4)) {
      turn.pay({
        payee,
        day: day + random.between(5, 20),
        hours: daytime,
        eur: usual * random.between(0.1, 0.4),
        relationship: 'partner',
      });
    }
  }
};
