import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import { activeSpan, monthlyDays, payDay } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** The colleague with the account: on pay-day sends for four to ten others, each to a household of their own. */
export const groupSender: Group = (turn) => {
  const { random, scene } = turn;
  const span = activeSpan(random, scene.calendar);
  const payees = Array.from({ length: random.whole(4, 10) }, (_, nth) => turn.ownPayee('relative', nth));
  const hours = random.chance(0.4) ? daytime : evening;
  const usual = payees.map(() => logNormal(random, 110, 0.5));
  for (const day of monthlyDays(random, scene.calendar, span, payDay(random), 2)) {
    payees.forEach((payee, nth) => {
      if (random.chance(0.45)) return;
      turn.pay({
        payee,
        day,
        hours,
        eur: logNormal(random, usual[nth] ?? 110, 0.25),
        relationship: random.pick(['friend', 'other', 'family']),
        purpose: 'FAMI',
      });
    });
  }
};
