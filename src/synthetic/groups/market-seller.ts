import { logNormal } from '../distributions.ts';
import { businessHours, evening } from '../hours.ts';
import type { Payment } from '../people.ts';
import { Random } from '../random.ts';
import { spacedDays, spanOf } from '../schedule.ts';
import { type Scene, Turn } from '../turn.ts';

/** What a small seller pays for what it sells: one to three suppliers, every few weeks. */
export function marketSellerPayments(scene: Scene, nth: number): Payment[] {
  const seller = scene.crowds.get('market_seller', nth);
  const random = Random.stream(scene.options.seed, 'buys-in', seller.key);
  const turn = new Turn(scene, nth, scene.payers.fromPayee(seller, 'market_seller'), random);
  const suppliers = Array.from({ length: random.whole(1, 3) }, (_, which) => {
    const country = random.chance(0.6) ? seller.country : turn.drawCountry();
    const key = `${seller.key}:supplier:${which}`;
    return scene.directory.get({ key, payeeClass: 'supplier', country, shared: false });
  });
  const span = spanOf(random, scene.calendar, random.between(150, 900));
  const usual = logNormal(random, 60, 0.5);
  for (const day of spacedDays(random, span, random.between(15, 60), 0.6)) {
    turn.pay({
      payee: random.pick(suppliers),
      day,
      hours: random.chance(0.3) ? evening : businessHours,
      eur: logNormal(random, usual, 0.4),
      rounding: 'none',
      relationship: 'business',
      purpose: random.pick(['GDDS', 'SUPP']),
    });
  }
  return turn.payments;
}
