import { logNormal } from '../distributions.ts';
import { daytime, evening, night } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Three to seven friends, mostly in one country, who get something when there is a reason. Circles of friends overlap. */
export const friendsSender: Group = (turn) => {
  const { random, scene, payer, index } = turn;
  const span = activeSpan(random, scene.calendar);
  const friends = Array.from({ length: random.whole(3, 7) }, (_, nth) => {
    const country = random.chance(0.75) ? payer.corridorTo : turn.drawCountry();
    if (!random.chance(0.15)) return turn.ownPayee('friend', nth, country);
    return turn.sharedPayee(
      'friend',
      `circle:${Math.floor(index / 400)}:${country.code}:${random.whole(0, 2)}`,
      country,
    );
  });
  const usual = logNormal(random, 60, 0.5);
  for (const day of spacedDays(random, span, random.between(20, 70), 0.9)) {
    const hours = random.pick([daytime, evening, evening, night]);
    turn.pay({
      payee: random.pick(friends),
      day,
      hours,
      eur: logNormal(random, usual, 0.6),
      relationship: 'friend',
      purpose: random.pick(['GIFT', 'OTHR', 'MDCS']),
    });
  }
};
