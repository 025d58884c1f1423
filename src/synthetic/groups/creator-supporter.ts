import { logNormal } from '../distributions.ts';
import { evening, night } from '../hours.ts';
import { activeSpan, spacedDays } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Small tips to people who perform or publish, mostly in the evening. */
export const creatorSupporter: Group = (turn) => {
  const { random, scene } = turn;
  const span = activeSpan(random, scene.calendar);
  const creators = Array.from({ length: random.whole(1, 8) }, () =>
    scene.pools.draw('creator', scene.payers.country(scene.pools.drawCountry('creator', random)), random),
  );
  const usual = logNormal(random, scene.options.tipMedianEur, 0.5);
  for (const day of spacedDays(random, span, random.between(10, 50), 0.9).slice(0, 60)) {
    const hours = random.chance(0.3) ? night : evening;
    turn.pay({
      payee: random.pick(creators),
      day,
      hours,
      eur: logNormal(random, usual, 0.5),
      rounding: 'sent',
      channel: 'wallet',
      relationship: 'other',
      purpose: random.pick(['GIFT', 'SCVE', `synthetic_handle_${random.whole(1, 999)}`]),
    });
  }
};
