import { shuffle } from './distributions.ts';
import { Random } from './random.ts';
import type { Scene } from './turn.ts';

/** One row of the list of known subjects that a lawful user brings along. */
export interface KnownSubject {
  readonly kind: 'payer' | 'payee';
  readonly id: string;
  readonly role: 'payer' | 'facilitator';
  readonly source: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Payers of abuse and facilitators chosen at random: payees first, then in turns, as many as the options say. */
export function chooseKnown({ options, plan, payers, directory, calendar }: Scene): KnownSubject[] {
  const random = Random.stream(options.seed, 'known');
  const facilitators = shuffle(random, [...plan.facilitators]);
  const abusePayers = shuffle(random, [...plan.abuse]);
  const known: KnownSubject[] = [];
  const note = (kind: KnownSubject['kind'], id: string): void => {
    const day = Math.floor(random.between(calendar.days / 2, calendar.days));
    const date = new Date((calendar.start + day * 86_400) * 1000).toISOString().slice(0, 10);
    const role = kind === 'payer' ? 'payer' : 'facilitator';
    known.push({ kind, id, role, source: 'Synthetic list of known subjects', date });
  };
  while (known.length < options.known && facilitators.length + abusePayers.length > 0) {
    const facilitator = known.length % 2 === 0 || abusePayers.length === 0 ? facilitators.pop() : undefined;
    if (facilitator !== undefined) {
      const country = payers.country(facilitator.country);
      const { key } = facilitator;
      const payee = directory.get({ key, payeeClass: 'facilitator', country, shared: true, household: key });
      note('payee', payee.ids[0] ?? key);
      continue;
    }
    const abusePayer = abusePayers.pop();
    if (abusePayer !== undefined) note('payer', payers.make(abusePayer[0], abusePayer[1].payerClass).id);
  }
  return known;
}
