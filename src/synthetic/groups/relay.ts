import { logNormal } from '../distributions.ts';
import { daytime, evening } from '../hours.ts';
import type { Payee, Payment } from '../people.ts';
import type { Circle } from '../plan-circles.ts';
import { Random } from '../random.ts';
import { activeSpan, monthlyDays, payDay, spacedDays } from '../schedule.ts';
import { type Group, type Scene, Turn } from '../turn.ts';

const HOUR = 3600;

/** One of two to four relatives abroad who send to the same person at home, about monthly or as it comes. */
export const relaySender: Group = (turn) => {
  const { random, scene, index } = turn;
  const seat = scene.plan.seats.get(index);
  if (seat === undefined) throw new Error(`Payer ${index} has no relay`);
  const relay = relayOf(scene, seat.circle);
  const span = activeSpan(random, scene.calendar);
  const days = random.chance(0.6)
    ? monthlyDays(random, scene.calendar, span, payDay(random), 4)
    : spacedDays(random, span, random.between(14, 45), 0.7);
  const usual = logNormal(random, 120, 0.5);
  const hours = random.chance(0.4) ? evening : daytime;
  for (const day of days) {
    turn.pay({
      payee: relay,
      day,
      hours,
      eur: logNormal(random, usual, 0.35),
      ...(random.chance(0.7) ? { relationship: 'family' } : {}),
      ...(random.chance(0.5) ? { purpose: 'FAMI' } : {}),
    });
  }
};

/** The person at home passes what comes in on to two to five of the family within hours. */
export function relayPayments(scene: Scene, circle: Circle): Payment[] {
  const relay = relayOf(scene, circle);
  const random = Random.stream(scene.options.seed, 'passes-on', circle.key);
  const turn = new Turn(scene, circle.members[0] ?? 0, scene.payers.fromPayee(relay, 'relay'), random);
  const family = Array.from({ length: random.whole(2, 5) }, (_, nth) =>
    scene.directory.get({
      key: `${circle.key}:family:${nth}`,
      payeeClass: 'relative',
      country: relay.country,
      shared: true,
    }),
  );
  for (const received of circle.members.flatMap((index) => sentBy(scene, circle, index))) {
    const shares = family.filter(() => random.chance(0.6));
    for (const payee of shares.length === 0 ? family.slice(0, 1) : shares) {
      turn.payAt({
        payee,
        at: received.at + Math.floor(random.between(0.2 * HOUR, 14 * HOUR)),
        eur: (received.eur * random.between(0.8, 0.98)) / Math.max(1, shares.length),
        ...(random.chance(0.7) ? { relationship: 'family' } : {}),
      });
    }
  }
  return turn.payments;
}

function relayOf(scene: Scene, circle: Circle): Payee {
  const country = scene.payers.country(circle.home);
  return scene.directory.get({ key: `${circle.key}:relay`, payeeClass: 'relay', country, shared: true });
}

/** The same payments as in the sender's own turn. */
function sentBy(scene: Scene, circle: Circle, index: number): Payment[] {
  const turn = new Turn(scene, index, scene.payers.make(index, circle.circleClass, scene.plan.seats.get(index)));
  relaySender(turn);
  return turn.payments;
}
