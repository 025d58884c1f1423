import { beta, logNormal } from '../distributions.ts';
import { nightly } from '../hours.ts';
import { payeeFromPayer } from '../payee-from-payer.ts';
import type { Payee, Payment } from '../people.ts';
import type { Circle } from '../plan-circles.ts';
import { Random } from '../random.ts';
import { activeSpan, spacedDays, spanOf } from '../schedule.ts';
import { type Group, type Scene, Turn } from '../turn.ts';

const MEDIAN_EUR = 30;
/** Share of friends who send something back now and then. */
const SENDS_BACK = 0.3;

/** One of two to eleven senders of one country who pay the same three to eight friends, partly at home and partly abroad. */
export const friendCircle: Group = (turn) => {
  const { random, scene, index } = turn;
  const seat = scene.plan.seats.get(index);
  if (seat === undefined) throw new Error(`Payer ${index} has no circle`);
  const friends = friendsOf(scene, seat.circle);
  const span = activeSpan(random, scene.calendar);
  const usual = logNormal(random, MEDIAN_EUR, 0.35);
  const hours = nightly(beta(random, 1.3, 1.2));
  for (const day of spacedDays(random, span, random.between(8, 45), 1)) {
    turn.pay({
      payee: random.pick(friends),
      day,
      hours,
      eur: logNormal(random, usual, 0.5),
      ...smallTalk(random),
    });
  }
};

/** A declared friend or nothing; a purpose now and then. */
function smallTalk(random: Random): Pick<Payment, 'relationship' | 'purpose'> {
  return {
    ...(random.chance(0.6) ? { relationship: 'friend' } : {}),
    ...(random.chance(0.35) ? { purpose: random.pick(['GIFT', 'OTHR', 'FAMI']) } : {}),
  };
}

/** The first friend lives at home and the second abroad, the others here or there. */
function friendsOf(scene: Scene, { key, home, abroad }: Circle): Payee[] {
  const random = Random.stream(scene.options.seed, 'friends', key);
  return Array.from({ length: random.whole(3, 8) }, (_, nth) => {
    const atHome = random.chance(0.45);
    const country = scene.payers.country(nth === 0 || (nth > 1 && atHome) ? home : abroad);
    return scene.directory.get({ key: `${key}:friend:${nth}`, payeeClass: 'friend', country, shared: true });
  });
}

/** Some friends pay senders of the circle in their turn, under the identifier under which they are paid. */
export function friendsSendBack(scene: Scene, circle: Circle): Payment[] {
  const members = circle.members.map((index) =>
    payeeFromPayer(scene.payers.make(index, 'friend_circle', scene.plan.seats.get(index)), 'friend'),
  );
  return friendsOf(scene, circle).flatMap((friend) => {
    const random = Random.stream(scene.options.seed, 'sends-back', friend.key);
    if (!random.chance(SENDS_BACK)) return [];
    const turn = new Turn(scene, circle.members[0] ?? 0, scene.payers.fromPayee(friend, 'friend'), random);
    const span = spanOf(random, scene.calendar, random.between(60, 600));
    const hours = nightly(beta(random, 1.3, 1.2));
    for (const day of spacedDays(random, span, random.between(30, 150), 0.9)) {
      turn.pay({ payee: random.pick(members), day, hours, eur: logNormal(random, 26, 0.6), ...smallTalk(random) });
    }
    return turn.payments;
  });
}
