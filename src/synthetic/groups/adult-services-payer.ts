import { logNormal } from '../distributions.ts';
import { evening, night } from '../hours.ts';
import { spacedDays, spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Lawful services between adults: from payments alone nearly what guidance describes. What differs is left as small as it is. */
export const adultServicesPayer: Group = (turn) => {
  const { random, scene } = turn;
  const country = scene.payers.country(scene.pools.drawCountry('adult_services_worker', random));
  const payees = scene.pools.drawSeveral('adult_services_worker', country, random.whole(1, 8), random);
  const span = spanOf(random, scene.calendar, random.between(40, 600));
  const usual = logNormal(random, 48, 0.5);
  const nocturnal = random.chance(0.6);
  let payee = random.pick(payees);
  const days = spacedDays(random, span, random.between(6, 35), 1).slice(0, 80);
  for (const day of days) {
    if (random.chance(0.45)) payee = random.pick(payees);
    const eur = logNormal(random, usual, 0.4);
    const hours = nocturnal && random.chance(0.75) ? night : evening;
    turn.pay({
      payee,
      day,
      hours,
      eur,
      relationship: random.pick(['friend', 'other', 'business']),
      purpose: random.pick(['SCVE', 'OTHR', 'GIFT']),
    });
  }
};
