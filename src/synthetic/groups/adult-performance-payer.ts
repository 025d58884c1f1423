import { beta, clamp, logNormal } from '../distributions.ts';
import { nightly } from '../hours.ts';
import { spacedDays, spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Lawful performances of adults, paid for one by one: one to eight performers in several countries, at night, little said. */
export const adultPerformancePayer: Group = (turn) => {
  const { random, scene } = turn;
  const performers = scene.crowds.drawSeveral('adult_performer', random.whole(1, 8), random);
  const span = spanOf(random, scene.calendar, random.between(40, 700));
  const usual = logNormal(random, 42, 0.4);
  const hours = nightly(0.35 + 0.65 * beta(random, 1.3, 1));
  const due = [...performers];
  let payee = random.pick(performers);
  for (const day of spacedDays(random, span, random.between(6, 35), 1).slice(0, 80)) {
    if (random.chance(0.5)) payee = due.shift() ?? random.pick(performers);
    turn.pay({
      payee,
      day,
      hours,
      eur: clamp(logNormal(random, usual, 0.45), 16, 110),
      ...(random.chance(0.4) ? { relationship: random.pick(['friend', 'friend', 'other']) } : {}),
      ...(random.chance(0.25) ? { purpose: random.pick(['GIFT', 'OTHR', 'SCVE']) } : {}),
    });
  }
};
