import { daytime, evening } from '../hours.ts';
import { payeeFromPayer } from '../payee-from-payer.ts';
import type { Payee } from '../people.ts';
import type { Circle } from '../plan-circles.ts';
import { Random } from '../random.ts';
import type { Group, Scene } from '../turn.ts';

/**
 * One of a rotating savings group of five to ten: every month all pay the same sum to the one whose turn it is. Members
 * who live at home are paid under their own identifier; those abroad have somebody at home who is paid for them.
 */
export const savingsGroup: Group = (turn) => {
  const { random, scene, index } = turn;
  const seat = scene.plan.seats.get(index);
  if (seat === undefined) throw new Error(`Payer ${index} has no savings group`);
  const { calendar } = scene;
  const terms = Random.stream(scene.options.seed, 'savings', seat.circle.key);
  const eur = terms.pick([30, 50, 50, 80, 100, 100, 150]);
  const dayOfMonth = terms.whole(1, 22);
  const size = Math.max(seat.circle.members.length, 5);
  const rounds = size * terms.pick([1, 2, 3]);
  const first = terms.whole(0, Math.max(0, calendar.months - size));
  const hours = random.chance(0.5) ? evening : daytime;
  const declares = random.chance(0.5);
  for (let round = 0; round < rounds && first + round < calendar.months; round++) {
    if (round % size === seat.nth) continue;
    turn.pay({
      payee: memberAtHome(scene, seat.circle, round % size),
      day: calendar.monthStart(first + round) + dayOfMonth + random.whole(0, 2),
      hours,
      eur,
      rounding: 'sent',
      ...(declares ? { relationship: random.pick(['friend', 'family', 'other']) } : {}),
      ...(random.chance(0.4) ? { purpose: random.pick(['SAVG', 'FAMI', 'OTHR']) } : {}),
    });
  }
};

function memberAtHome(scene: Scene, circle: Circle, nth: number): Payee {
  const index = circle.members[nth];
  const seat = index === undefined ? undefined : scene.plan.seats.get(index);
  if (index !== undefined && seat?.country === circle.home) {
    return payeeFromPayer(scene.payers.make(index, 'savings_group', seat), 'savings_member');
  }
  const country = scene.payers.country(circle.home);
  return scene.directory.get({ key: `${circle.key}:${nth}`, payeeClass: 'savings_member', country, shared: true });
}
