import { logNormal } from '../distributions.ts';
import { daytime, evening, type Hours, offShift } from '../hours.ts';
import type { Payee } from '../people.ts';
import { activeSpan, monthlyDays, payDay, spacedDays } from '../schedule.ts';
import type { Group, Turn } from '../turn.ts';

/** IFAD: US$200-300 every one or two months; BSP: 16 % more in December. */
const MEDIAN_EUR = 235;
const DECEMBER = 1.16;

export const FAMILY_PURPOSES = ['FAMI', 'FAMI', 'FAMI', 'EDUC', 'MDCS', 'RENT', 'GIFT', 'OTHR'] as const;
/** Relatives who live apart and support the same household are looked for among this many neighbours. */
const SIBLING_BLOCK = 48;

export const familySupport: Group = (turn) => supportHousehold(turn, turn.random.chance(0.15) ? evening : daytime);

export const nightShiftWorker: Group = (turn) => supportHousehold(turn, offShift);

/** One household, one or two payees, on a pay-day rhythm or small and often or as it comes. */
function supportHousehold(turn: Turn, hours: Hours): void {
  const { random, scene } = turn;
  const span = activeSpan(random, scene.calendar);
  const payees = householdPayees(turn);
  const style = random.unit();
  const [days, median] =
    style < 0.34
      ? [monthlyDays(random, scene.calendar, span, payDay(random), 2), MEDIAN_EUR]
      : style < 0.56
        ? [monthlyDays(random, scene.calendar, span, payDay(random), 6, 2), MEDIAN_EUR * 1.15]
        : style < 0.92
          ? [spacedDays(random, span, random.between(25, 75), 0.6), MEDIAN_EUR]
          : [spacedDays(random, span, random.between(7, 14), 0.5), random.between(30, 80)];
  const usual = logNormal(random, median, 0.35);
  const fixed = random.chance(0.4);
  for (const day of days) {
    const eur = (fixed ? usual : logNormal(random, usual, 0.3)) * (scene.calendar.isDecember(day) ? DECEMBER : 1);
    turn.pay({
      payee: drawPayee(turn, payees),
      day,
      hours,
      eur,
      relationship: 'family',
      purpose: random.pick(FAMILY_PURPOSES),
    });
  }
  giveAfterDisaster(turn, payees, usual, hours);
}

function drawPayee(turn: Turn, payees: readonly Payee[]): Payee {
  const [first] = payees;
  return first !== undefined && turn.random.chance(0.8) ? first : turn.random.pick(payees);
}

/** A facilitator's relatives support the facilitator; couples and some siblings support the same household. */
function householdPayees(turn: Turn): Payee[] {
  const { random, scene, index, payer } = turn;
  const facilitator = scene.plan.supportersOf.get(index);
  if (facilitator !== undefined) {
    return [
      turn.sharedPayee('facilitator', facilitator.key, scene.payers.country(facilitator.country), facilitator.key),
    ];
  }
  const count = random.chance(0.72) ? 1 : 2;
  const together = random.chance(0.5);
  const kin = scene.payers.livesInCouple(index)
    ? `kin:couple:${index >>> 1}`
    : random.chance(0.2)
      ? `kin:${Math.floor(index / SIBLING_BLOCK)}:${payer.corridorTo.code}`
      : undefined;
  return Array.from({ length: count }, (_, nth) =>
    kin === undefined
      ? turn.ownPayee('relative', nth, payer.corridorTo, together ? `own:${index}` : undefined)
      : turn.sharedPayee('relative', `${kin}:${nth}`, payer.corridorTo, kin),
  );
}

/** Families in the stricken country get something extra within weeks. */
function giveAfterDisaster(turn: Turn, payees: readonly Payee[], usual: number, hours: Hours): void {
  for (const disaster of turn.scene.disasters) {
    if (disaster.country.code !== turn.payer.corridorTo.code || !turn.random.chance(0.5)) continue;
    const day = disaster.day + turn.random.between(0, 14);
    const eur = usual * turn.random.between(0.4, 1.5);
    turn.pay({ payee: drawPayee(turn, payees), day, hours, eur, relationship: 'family' });
  }
}
