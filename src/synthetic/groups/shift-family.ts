import { logNormal } from '../distributions.ts';
import { daytime, night } from '../hours.ts';
import { activeSpan, monthlyDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** A household supported about once a month, give or take a week, when the shift lets one: at night mostly. */
export const shiftFamily: Group = (turn) => {
  const { random, scene, payer, index } = turn;
  const together = random.chance(0.5);
  const payees = Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, nth) =>
    turn.ownPayee('relative', nth, payer.corridorTo, together ? `own:${index}` : undefined),
  );
  const span = activeSpan(random, scene.calendar);
  const usual = logNormal(random, 110, 0.5);
  const atNight = random.between(0.6, 1);
  const jitter = random.between(4, 9);
  for (const day of monthlyDays(random, scene.calendar, span, random.whole(0, 27), jitter)) {
    turn.pay({
      payee: random.pick(payees),
      day,
      hours: random.chance(atNight) ? night : daytime,
      eur: logNormal(random, usual, 0.3),
      ...(random.chance(0.7) ? { relationship: 'family' } : {}),
      ...(random.chance(0.5) ? { purpose: random.pick(['FAMI', 'FAMI', 'EDUC', 'OTHR']) } : {}),
    });
  }
};
