import { beta, logNormal } from '../distributions.ts';
import { nightly } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Small sums to one to four people of the same country: a shared meal, a ticket, pocket money. */
export const domesticSender: Group = (turn) => {
  const { random, scene, payer } = turn;
  const payees = Array.from({ length: random.whole(1, 4) }, (_, nth) =>
    turn.ownPayee(random.chance(0.6) ? 'friend' : 'relative', nth, payer.country),
  );
  const span = activeSpan(random, scene.calendar);
  const usual = logNormal(random, 24, 0.5);
  const hours = nightly(0.6 * beta(random, 1, 1.5));
  for (const day of spacedDays(random, span, random.between(10, 60), 0.9).slice(0, 60)) {
    const payee = random.pick(payees);
    turn.pay({
      payee,
      day,
      hours,
      eur: logNormal(random, usual, 0.6),
      ...(random.chance(0.5) ? { relationship: payee.payeeClass === 'friend' ? 'friend' : 'family' } : {}),
      ...(random.chance(0.3) ? { purpose: random.pick(['OTHR', 'GIFT', 'FAMI']) } : {}),
    });
  }
};
