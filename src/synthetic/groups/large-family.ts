import { logNormal } from '../distributions.ts';
import { daytime } from '../hours.ts';
import { activeSpan, monthlyDays, payDay } from '../schedule.ts';
import type { Group } from '../turn.ts';
import { FAMILY_PURPOSES } from './family-support.ts';

/** Several relatives: all paid on one day, or in turns. In some families one relative shares out what comes in. */
export const largeFamily: Group = (turn) => {
  const { random, scene, index, payer } = turn;
  const span = activeSpan(random, scene.calendar);
  const sharePhone = random.chance(0.6);
  const payees = Array.from({ length: random.whole(3, 7) }, (_, nth) =>
    turn.ownPayee('relative', nth, payer.corridorTo, sharePhone && nth < 4 ? `own:${index}` : undefined),
  );
  const usual = payees.map(() => logNormal(random, 85, 0.5));
  const allTogether = random.chance(0.6);
  const days = monthlyDays(random, scene.calendar, span, payDay(random), 3, random.chance(0.45) ? 1 : 2);
  days.forEach((day, round) => {
    payees.forEach((payee, nth) => {
      if (allTogether ? random.chance(0.15) : (round + nth) % 3 !== 0) return;
      const eur = logNormal(random, usual[nth] ?? 85, 0.2) * (scene.calendar.isDecember(day) ? 1.16 : 1);
      turn.pay({
        payee,
        day: day + (random.chance(0.8) ? 0 : 1),
        hours: daytime,
        eur,
        relationship: 'family',
        purpose: random.pick(FAMILY_PURPOSES),
      });
    });
  });
  if (random.chance(0.1)) shareOut(turn);
};

/** The first relative sends part on to others at home within a day or two. */
function shareOut(turn: Parameters<Group>[0]): void {
  const { random, scene } = turn;
  const distributor = turn.ownPayee('relative', 0);
  const payer = scene.payers.fromPayee(distributor, 'distributor');
  const others = Array.from({ length: random.whole(2, 4) }, (_, nth) => turn.ownPayee('relative', 100 + nth));
  const received = turn.payments.filter(({ payee }) => payee.key === distributor.key);
  for (const { at, eur } of received) {
    for (const payee of others) {
      if (random.chance(0.4)) continue;
      turn.payAt({
        payer,
        payee,
        at: at + random.whole(3_600, 150_000),
        eur: (eur * random.between(0.3, 0.8)) / others.length,
        relationship: 'family',
      });
    }
  }
}
