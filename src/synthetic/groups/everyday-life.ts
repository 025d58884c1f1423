import { logNormal } from '../distributions.ts';
import { daytime, evening, standingOrder } from '../hours.ts';
import { Random } from '../random.ts';
import { activeSpan, monthlyDays, spacedDays, spanOf } from '../schedule.ts';
import type { Turn } from '../turn.ts';

/** Payers of one shop, about. */
const PAYERS_PER_SHOP = 60;
const PAYMENTS = 80;

/**
 * What a bank or a payment app sees beside remittances: shops and bills at home, friends of one's own, a rent. Whoever a payer is, the harmful too,
 * some have it: in such records most payments of a payer say nothing about the few that matter.
 */
export function everydayLife(turn: Turn): void {
  const { scene, payer, index } = turn;
  const { options, calendar } = scene;
  const random = Random.stream(options.seed, 'everyday', index);
  if (!random.chance(options.everydayShare)) return;
  const home = payer.country;
  const shops = Math.max(3, Math.round(options.payers / PAYERS_PER_SHOP));
  const payees = [
    ...Array.from({ length: random.whole(1, 6) }, () =>
      turn.sharedPayee('seller', `shop:${home.code}:${Math.floor(shops * random.unit() ** 2)}`, home),
    ),
    ...Array.from({ length: random.whole(0, 4) }, (_, nth) => turn.ownPayee('friend', 900 + nth, home)),
  ];
  const usual = logNormal(random, 38, 0.4);
  const days = spacedDays(random, activeSpan(random, calendar), random.between(4, 40), 0.9).slice(0, PAYMENTS);
  for (const day of days) {
    const payee = random.pick(payees);
    const friend = payee.payeeClass === 'friend';
    turn.pay({
      payee,
      day,
      hours: random.chance(0.5) ? evening : daytime,
      eur: logNormal(random, usual, 0.9),
      rounding: friend ? 'sent' : 'none',
      ...(random.chance(0.3) ? { purpose: friend ? 'OTHR' : 'GDDS' } : {}),
    });
  }
  if (!random.chance(0.25)) return;
  const rent = { payee: turn.ownPayee('landlord', 990, home), eur: logNormal(random, 640, 0.3) };
  const span = spanOf(random, calendar, random.between(200, 900));
  for (const day of monthlyDays(random, calendar, span, random.whole(0, 5), 1))
    turn.pay({ ...rent, day, hours: standingOrder(random), rounding: 'sent', purpose: 'RENT' });
}
