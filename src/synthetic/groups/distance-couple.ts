import { beta, logNormal } from '../distributions.ts';
import { nightly } from '../hours.ts';
import { spacedDays, spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** One partner far away: small sums in the evening and at night, when there is a reason, slowly growing. */
export const distanceCouple: Group = (turn) => {
  const { random, scene } = turn;
  const partner = turn.ownPayee('partner', 0, turn.drawCountry());
  const span = spanOf(random, scene.calendar, random.between(90, 700));
  const usual = logNormal(random, 26, 0.45);
  const growth = random.between(1.2, 2.4);
  const hours = nightly(beta(random, 1.5, 1));
  const declared = random.pick(['partner', 'friend', null]);
  for (const day of spacedDays(random, span, random.between(5, 22), 0.9).slice(0, 90)) {
    const done = (day - span.from) / (span.to - span.from);
    turn.pay({
      payee: partner,
      day,
      hours,
      eur: logNormal(random, usual * growth ** done, 0.45),
      ...(declared !== null && random.chance(0.8) ? { relationship: declared } : {}),
      ...(random.chance(0.35) ? { purpose: random.pick(['GIFT', 'FAMI', 'OTHR']) } : {}),
    });
  }
};
