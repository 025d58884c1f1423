import { logNormal } from '../distributions.ts';
import { anyHour } from '../hours.ts';
import { monthlyDays, spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** One household, paid from whatever port the ship is in, at any hour, during contracts of six to ten months. */
export const seafarer: Group = (turn) => {
  const { random, scene, payer, index } = turn;
  const payees = Array.from({ length: random.whole(1, 2) }, (_, nth) =>
    turn.ownPayee('relative', nth, payer.corridorTo, `own:${index}`),
  );
  const usual = logNormal(random, 380, 0.3);
  for (let contract = random.whole(1, 2); contract > 0; contract--) {
    const span = spanOf(random, scene.calendar, random.between(180, 300));
    for (const day of monthlyDays(random, scene.calendar, span, 2, 6)) {
      for (let part = random.whole(1, 3); part > 0; part--) {
        const from = scene.payers.country(random.pick(scene.options.corridors).payerCountry).placeChoice.draw(random);
        const eur = logNormal(random, usual / 1.5, 0.4);
        turn.pay({
          payee: random.pick(payees),
          day: day + 4 * part,
          hours: anyHour,
          eur,
          from,
          relationship: 'family',
          purpose: 'FAMI',
        });
      }
    }
  }
};
