import { clamp, logNormal } from '../distributions.ts';
import { anyHour, nightly } from '../hours.ts';
import { spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Share of helpers who had paid the person before. */
const PAID_BEFORE = 0.4;

/** Help for one person over two to six days: a small sum first, larger ones after it, then nothing. */
export const emergencyHelper: Group = (turn) => {
  const { random, scene } = turn;
  const friend = random.chance(0.5);
  const payee = turn.ownPayee(friend ? 'friend' : 'relative', 0);
  const relationship = friend ? 'friend' : 'family';
  const length = random.between(2, 6);
  const start = random.between(0, Math.max(1, scene.calendar.days - length));
  const hours = random.chance(0.4) ? anyHour : nightly(random.between(0.2, 0.7));
  if (random.chance(PAID_BEFORE)) {
    const from = Math.max(0, start - random.between(60, 500));
    const before = spacedDays(random, { from, to: start - 10 }, random.between(25, 80), 0.6).slice(0, 8);
    for (const day of before) {
      turn.pay({ payee, day, hours, eur: logNormal(random, 60, 0.5), relationship });
    }
  }
  const count = random.whole(3, 7);
  let eur = logNormal(random, 45, 0.5);
  for (let nth = 0; nth < count; nth++) {
    turn.pay({
      payee,
      day: start + (length * nth) / count,
      hours,
      eur: clamp(eur, 10, 1_200),
      ...(random.chance(0.6) ? { relationship } : {}),
      ...(random.chance(0.4) ? { purpose: random.pick(['MDCS', 'FAMI', 'OTHR']) } : {}),
    });
    eur *= random.between(1.1, 1.9);
  }
};
