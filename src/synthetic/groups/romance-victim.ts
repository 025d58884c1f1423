import { clamp, logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import { spanOf } from '../schedule.ts';
import type { Group } from '../turn.ts';

/** Victims of fraud: one to three payees, sums that grow to thousands, payments that come faster. */
export const romanceVictim: Group = (turn) => {
  const { random, scene } = turn;
  const payees = scene.pools.drawSeveral('romance_collector', turn.drawCountry(), random.pick([1, 1, 2, 3]), random);
  const span = spanOf(random, scene.calendar, random.between(50, 330));
  const count = random.whole(4, 26);
  const first = logNormal(random, 120, 0.5);
  const last = clamp(first * random.between(6, 35), 800, 6_000);
  for (let nth = 0; nth < count; nth++) {
    const done = (nth + random.unit()) / count;
    const day = span.from + (span.to - span.from) * done ** 0.7;
    const eur = logNormal(random, first * (last / first) ** done, 0.4);
    const hours = random.chance(0.5) ? evening : daytime;
    turn.pay({
      payee: random.pick(payees),
      day,
      hours,
      eur,
      relationship: random.pick(['friend', 'partner', 'other']),
      purpose: random.pick(['GIFT', 'MDCS', 'OTHR']),
    });
  }
};
