import { standingOrder } from '../hours.ts';
import { activeSpan } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** The same sum to the same one to four households on the same day of every month, by standing order. */
export const sponsor: Group = (turn) => {
  const { random, scene, payer } = turn;
  const { calendar } = scene;
  const span = activeSpan(random, calendar);
  const payees = scene.pools.drawSeveral(
    'sponsored_household',
    payer.corridorTo,
    random.pick([1, 1, 1, 2, 3, 4]),
    random,
  );
  const eur = random.pick([25, 30, 33, 35, 40, 50, 60]);
  const hours = standingOrder(random);
  const dayOfMonth = random.whole(0, 26);
  for (let month = 0; month < calendar.months; month++) {
    const day = calendar.monthStart(month) + dayOfMonth;
    if (day < span.from || day >= span.to) continue;
    for (const payee of payees) {
      turn.pay({
        payee,
        day,
        hours,
        eur,
        rounding: 'sent',
        relationship: random.pick(['other', 'friend', 'charity']),
        purpose: random.pick(['EDUC', 'CHAR', 'EDUC']),
      });
    }
  }
};
