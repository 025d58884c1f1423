import { exponential, logNormal } from '../distributions.ts';
import { evening, night } from '../hours.ts';
import type { Payee, Payment } from '../people.ts';
import { type Group, type Scene, Turn } from '../turn.ts';
import { gamer } from './gamer.ts';
import { onlineBuyer } from './online-buyer.ts';

const HOUR = 3600;
/** FATF 2025: the first payment under EUR 250, all of them EUR 1,500 at most; before the sum is made round. */
const FIRST_MOST_EUR = 215;
const MOST_EUR = 1_200;

/**
 * A victim of financial sexual extortion: one to eight payments within hours to five days, small first, rising, then an
 * abrupt stop. Mostly new in the records. Some buy gift cards or game credit, and nothing shows who got them.
 */
export const extortionVictim: Group = (turn) => {
  const { random } = turn;
  for (const payment of episode(turn)) turn.payAt(payment);
  if (random.chance(0.12)) random.pick([gamer, onlineBuyer])(turn);
};

/** What a collector gets from one of its victims: the same payments as in the victim's own turn. */
export function paidToCollector(scene: Scene, victim: number, collectorKey: string): Payment[] {
  const turn = new Turn(scene, victim, scene.payers.make(victim, 'extortion_victim'));
  return episode(turn).filter(({ payee }) => payee.key === collectorKey);
}

function episode(turn: Turn): Payment[] {
  const { scene, index, payer } = turn;
  // Of its own, so that the episode is the same whatever else the victim does.
  const random = turn.random.fork();
  const plan = scene.plan.victims.get(index);
  if (plan === undefined) throw new Error(`Victim ${index} has no plan`);
  const collectors = plan.collectors.map(({ key, country }) =>
    turn.sharedPayee('collector', key, scene.payers.country(country)),
  );
  const shop = scene.pools.draw('merchant', payer.country, random);
  const giftCards = random.chance(0.25) ? random.between(0.3, 0.8) : 0;
  const count = random.pick([1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8]);
  const hours = random.chance(0.6) ? Math.min(118, 1 + exponential(random, 26)) : random.between(0.5, 8);
  const day = Math.floor(random.between(0, scene.calendar.days - 6));
  const start = scene.calendar.instant(payer.place.zone, day, (random.chance(0.5) ? night : evening)(random));
  const offsets = Array.from({ length: count }, () => random.unit()).sort((one, other) => one - other);
  let eur = Math.min(FIRST_MOST_EUR, logNormal(random, 70, 0.6));
  return offsets.map((offset, nth) => {
    const toShop = nth > 0 && random.chance(giftCards);
    const payee: Payee = toShop ? shop : random.pick(collectors);
    const paid = Math.min(MOST_EUR, eur);
    eur *= random.between(1.02, 1.75);
    return {
      payer,
      payee,
      at: Math.floor(start + (offset - (offsets[0] ?? 0)) * hours * HOUR),
      eur: toShop ? random.pick([25, 50, 100]) : paid,
      rounding: 'sent',
      channel: toShop
        ? random.chance(0.6)
          ? 'gift card'
          : 'game credit'
        : random.chance(0.6)
          ? 'wallet'
          : payer.channel,
      relationship: toShop ? 'business' : random.pick(['other', 'friend', 'none']),
      purpose: toShop ? 'GDDS' : random.pick(['OTHR', 'GIFT']),
    };
  });
}
