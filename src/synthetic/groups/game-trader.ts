import { beta, clamp, logNormal } from '../distributions.ts';
import { nightly } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Game goods bought from one to seven sellers in several countries: small sums, mostly at night, at no fixed time. */
export const gameTrader: Group = (turn) => {
  const { random, scene } = turn;
  const sellers = scene.crowds.drawSeveral('game_seller', random.whole(1, 7), random);
  const span = activeSpan(random, scene.calendar);
  const usual = logNormal(random, 18, 0.35);
  const hours = nightly(0.3 + 0.7 * beta(random, 1.4, 1));
  const channel = random.pick(['wallet', 'wallet', 'bank', 'card'] as const);
  const due = [...sellers];
  for (const day of spacedDays(random, span, random.between(10, 50), 1).slice(0, 70)) {
    const purpose = random.unit();
    turn.pay({
      payee: due.shift() ?? random.pick(sellers),
      day,
      hours,
      eur: clamp(logNormal(random, usual, 0.45), 6, 55),
      channel,
      ...(purpose < 0.35
        ? { purpose: `synthetic_handle_${random.whole(1, 999)}` }
        : purpose < 0.5
          ? { purpose: random.pick(['GDDS', 'OTHR']) }
          : {}),
      ...(random.chance(0.45) ? { relationship: random.pick(['other', 'friend', 'business']) } : {}),
    });
  }
};
