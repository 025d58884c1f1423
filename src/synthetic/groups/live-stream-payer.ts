import { beta, clamp, exponential, logNormal } from '../distributions.ts';
import { daytime, evening, type Hours, night, nightly } from '../hours.ts';
import type { Rounding } from '../money.ts';
import type { Payee, Payment } from '../people.ts';
import type { AbusePlan, Facilitator } from '../plan-abuse.ts';
import { payDay, spanOf } from '../schedule.ts';
import type { Group, Turn } from '../turn.ts';
import { FAMILY_PURPOSES, familySupport } from './family-support.ts';
import { gamer } from './gamer.ts';
import { onlineBuyer } from './online-buyer.ts';
import { traveller } from './traveller.ts';

/** AIC 639: median A$51, about EUR 32; police ranges EUR 10-60 and up to about EUR 500. */
const LEAST_EUR = 5;
const MOST_EUR = 500;
/** Many of them have an ordinary life in the same records. */
const SIDE_LIVES: readonly Group[] = [familySupport, onlineBuyer, gamer, traveller];
const SIDE_LIFE_SHARE = 0.3;

const PURPOSES = ['FAMI', 'EDUC', 'MDCS', 'RENT', 'GIFT', 'OTHR', 'OTHR'] as const;
const RELATIONSHIPS = ['friend', 'friend', 'friend', 'family', 'other', 'other', 'none'] as const;

/** A payer of live-streamed abuse, as its plan says: how many payments, to which facilitators. */
export const liveStreamPayer: Group = (turn) => {
  const { random, scene, index, payer } = turn;
  const plan = scene.plan.abuse.get(index);
  if (plan === undefined) throw new Error(`Payer ${index} has no plan`);
  const households = new Map(plan.links.map((link) => [link, householdOf(turn, link)] as const));
  const hours = drawHours(turn);
  const escalates = random.chance(0.35);
  const usual = clamp(logNormal(random, 0.95 * scene.options.habits.medianEur, 0.45), 10, 250);
  const rounding: Rounding = random.chance(0.65) ? (random.chance(0.6) ? 'sent' : 'paid_out') : 'none';
  const providers = random.chance(0.25) ? [...new Set([...payer.providers, ...otherProviders(turn)])] : payer.providers;
  const writesHandle = random.chance(0.08);
  const links = sequence(turn, plan);
  paymentDays(turn, plan, escalates).forEach((day, nth) => {
    const link = links[nth];
    const payees = link === undefined ? [] : (households.get(link) ?? []);
    const growth = escalates ? 0.6 + 1.4 * (nth / plan.payments) : 1;
    const special = random.chance(0.06) ? random.between(2, 7) : 1;
    const eur = clamp(logNormal(random, usual * growth * special, 0.45), LEAST_EUR, MOST_EUR);
    const [usualPayee] = payees;
    const payee = usualPayee !== undefined && random.chance(0.8) ? usualPayee : random.pick(payees);
    const handle = writesHandle && random.chance(0.5) ? `synthetic_handle_${random.whole(1, 999)}` : undefined;
    turn.pay({
      payee,
      day,
      hours,
      eur,
      rounding,
      provider: random.pick(providers),
      ...declared(turn, handle),
    });
  });
  if (random.chance(SIDE_LIFE_SHARE)) random.pick(SIDE_LIVES)(turn);
};

/** The payees of a facilitator's household, in the order in which this payer prefers them. */
function householdOf(turn: Turn, facilitator: Facilitator): Payee[] {
  const country = turn.scene.payers.country(facilitator.country);
  const payees = Array.from({ length: facilitator.payees }, (_, nth) =>
    nth === 0
      ? turn.sharedPayee('facilitator', facilitator.key, country, facilitator.key)
      : turn.sharedPayee('facilitator_household', `${facilitator.key}:${nth}`, country, facilitator.key),
  );
  const first = turn.random.chance(0.75) ? 0 : turn.random.whole(0, payees.length - 1);
  return [...payees.slice(first), ...payees.slice(0, first)];
}

/** What the payer says of the payment. Quiet ones say little, and what they say families and friends say too. */
function declared({ random, scene }: Turn, handle: string | undefined): Pick<Payment, 'relationship' | 'purpose'> {
  if (scene.options.habits.declares === 'mixed') {
    return { relationship: random.pick(RELATIONSHIPS), purpose: handle ?? random.pick(PURPOSES) };
  }
  const tie = random.unit();
  const purpose = handle ?? (random.chance(0.35) ? random.pick(FAMILY_PURPOSES) : undefined);
  return {
    ...(tie < 0.45 ? { relationship: 'friend' } : tie < 0.55 ? { relationship: random.pick(['family', 'other']) } : {}),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

/** ECPAT Sweden 2024, FATF 2025: late evening and night for many, not for all. */
function drawHours({ random, scene }: Turn): Hours {
  const { nocturnal, nocturnalMean } = scene.options.habits;
  if (nocturnal === 'spread') return nightly(beta(random, 2 * nocturnalMean, 2 * (1 - nocturnalMean)));
  if (random.chance(scene.options.nocturnalShare)) return (each) => (each.chance(0.78) ? night(each) : evening(each));
  return (each) => (each.chance(0.5) ? evening(each) : daytime(each));
}

/** Every facilitator is paid at least once, new ones arrive over time, and the last one paid is often paid again. */
function sequence({ random }: Turn, plan: AbusePlan): Facilitator[] {
  const { links, payments } = plan;
  const order: Facilitator[] = [];
  let met = 0;
  for (let nth = 0; nth < payments; nth++) {
    const previous = order[nth - 1];
    const mustMeet = payments - nth <= links.length - met;
    const due = links[met];
    if (
      due !== undefined &&
      (mustMeet || previous === undefined || random.chance((links.length - met) / (payments - nth)))
    ) {
      order.push(due);
      met++;
    } else if (previous !== undefined && random.chance(0.55)) {
      order.push(previous);
    } else {
      order.push(random.pick(links.slice(0, Math.max(1, met))));
    }
  }
  return order;
}

/** Irregular gaps: sessions of several payments, pauses of weeks. AIC 634: the prolific pay less than 20 days apart. */
function paymentDays(turn: Turn, plan: AbusePlan, escalates: boolean): number[] {
  const { random, scene } = turn;
  const { payments, payerClass } = plan;
  const gap = payerClass === 'live_stream_payer_prolific' ? random.between(1.5, 12) : logNormal(random, 16, 0.7);
  const span = spanOf(random, scene.calendar, Math.min(payments * gap, scene.calendar.days * random.between(0.6, 1)));
  const marks: number[] = [];
  let mark = 0;
  for (let nth = 0; nth < payments; nth++) {
    const faster = escalates ? 1.5 - nth / payments : 1;
    mark += (random.chance(0.25) ? random.between(0, 0.05) : exponential(random, 1) ** 1.2) * faster;
    marks.push(mark);
  }
  const scale = (span.to - span.from) / (mark + 0.5);
  const days = marks.map((each) => span.from + each * scale);
  const { salaryShare } = scene.options.habits;
  if (salaryShare === 0 || !random.chance(salaryShare)) return days;
  return afterSalary(turn, days);
}

/** Six in ten payments move into the days after their month's salary. */
function afterSalary({ random, scene: { calendar } }: Turn, days: readonly number[]): number[] {
  const salary = payDay(random);
  const moved = days.map((day) => {
    let month = 0;
    while (month + 1 < calendar.months && calendar.monthStart(month + 1) <= day) month++;
    const paid = calendar.monthStart(month) + salary + exponential(random, 2.5);
    return random.chance(0.6) && paid < calendar.days ? paid : day;
  });
  return moved.sort((one, other) => one - other);
}

function otherProviders({ random, scene }: Turn): string[] {
  const names = Object.keys(scene.options.providers);
  return [random.pick(names), random.pick(names)];
}
