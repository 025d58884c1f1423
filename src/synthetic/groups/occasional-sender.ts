import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import type { Group } from '../turn.ts';

/** One or two transfers to somebody, and that is all. */
export const occasionalSender: Group = (turn) => {
  const { random, scene, index, payer } = turn;
  const friend = random.chance(0.5);
  const facilitator = payer.payerClass === 'occasional_sender' ? scene.plan.supportersOf.get(index) : undefined;
  const payee =
    facilitator === undefined
      ? turn.ownPayee(friend ? 'friend' : 'relative', 0)
      : turn.sharedPayee('facilitator', facilitator.key, scene.payers.country(facilitator.country), facilitator.key);
  for (let count = random.chance(0.7) ? 1 : 2; count > 0; count--) {
    const day = random.between(0, scene.calendar.days);
    const hours = random.chance(0.3) ? evening : daytime;
    turn.pay({
      payee,
      day,
      hours,
      eur: logNormal(random, 110, 0.8),
      relationship: friend ? 'friend' : 'family',
      purpose: random.pick(['FAMI', 'GIFT', 'OTHR']),
    });
  }
};
