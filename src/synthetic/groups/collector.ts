import { logNormal } from '../distributions.ts';
import { daytime } from '../hours.ts';
import type { Payment } from '../people.ts';
import type { Collector } from '../plan-extortion.ts';
import { activeSpan, monthlyDays, payDay } from '../schedule.ts';
import { type Scene, Turn } from '../turn.ts';
import { paidToCollector } from './extortion-victim.ts';

const HOUR = 3600;
/** Several collectors send on to the same payee. */
const COLLECTORS_PER_UPSTREAM = 4;

/** What a collector pays: most of what came in is sent on within hours; a mule also has an ordinary life. */
export function collectorPayments(scene: Scene, collector: Collector, nth: number): Payment[] {
  const country = scene.payers.country(collector.country);
  const payee = scene.directory.get({ key: collector.key, payeeClass: 'collector', country, shared: true });
  const turn = new Turn(scene, -1 - nth, scene.payers.fromPayee(payee, 'collector'));
  if (collector.passesOn) passOn(turn, collector, nth);
  if (collector.ordinaryLife) ordinaryLife(turn);
  return turn.payments;
}

/** AUSTRAC, Operation Huntsman: small first-time payments from many payers, passed on within hours. */
function passOn(turn: Turn, collector: Collector, nth: number): void {
  const { random, scene } = turn;
  const group = Math.floor(nth / COLLECTORS_PER_UPSTREAM);
  const country = scene.payers.country(
    scene.plan.collectors[group * COLLECTORS_PER_UPSTREAM]?.country ?? collector.country,
  );
  const upstream = turn.sharedPayee('collector_upstream', `upstream:${group}`, country);
  for (const victim of collector.victims) {
    for (const received of paidToCollector(scene, victim, collector.key)) {
      const at = received.at + Math.floor(random.between(0.3 * HOUR, 14 * HOUR));
      turn.payAt({
        payee: upstream,
        at,
        eur: received.eur * random.between(0.8, 0.97),
        relationship: 'other',
        purpose: 'OTHR',
      });
    }
  }
}

function ordinaryLife(turn: Turn): void {
  const { random, scene } = turn;
  const landlord = turn.ownPayee('landlord', 0);
  const relative = turn.ownPayee('relative', 1);
  const span = activeSpan(random, scene.calendar);
  const rent = logNormal(random, 180, 0.3);
  for (const day of monthlyDays(random, scene.calendar, span, payDay(random), 2)) {
    turn.pay({ payee: landlord, day, hours: daytime, eur: rent, relationship: 'business', purpose: 'RENT' });
    if (random.chance(0.4))
      turn.pay({
        payee: relative,
        day: day + 3,
        hours: daytime,
        eur: logNormal(random, 40, 0.4),
        relationship: 'family',
        purpose: 'FAMI',
      });
  }
}
