/** What can be missed, each with the record to look at again. */
export const MISSES = [
  'set_aside_harmful',
  'followed_ordinary',
  'left_undecided',
  'case_without_child',
  'child_without_clue',
  'victim_not_recorded',
  'suspect_named',
  'date_passed',
  'request_without_law',
  'request_not_sent',
  'no_preservation',
] as const;
type Miss = (typeof MISSES)[number];

export interface Missed {
  readonly kind: Miss;
  readonly on: 'lead' | 'case' | 'child' | 'person' | 'request';
  readonly id: string;
  /** Of a lead: where its page is. */
  readonly queue: 'investigation' | 'safeguarding' | null;
  readonly name: string;
}

/** So many of each queue are to be decided on. */
const FIRST_LEADS = 20;

/** What a learner has left in the training space, beside what the synthetic case holds. */
export interface Practised {
  readonly today: string;
  readonly leads: readonly {
    readonly id: string;
    readonly queue: 'investigation' | 'safeguarding';
    readonly rankInQueue: number;
    readonly state: string;
    readonly name: string;
    /** What the file was made of; not what a person could know for sure. */
    readonly harmful: boolean;
  }[];
  readonly cases: readonly {
    readonly id: string;
    readonly title: string;
    readonly queues: readonly string[];
    readonly capacities: readonly string[];
    readonly children: number;
    readonly nextOn: string | null;
    readonly preserved: boolean;
  }[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly capacity: string }[];
  readonly children: readonly {
    readonly id: string;
    readonly name: string;
    readonly clues: number;
    readonly nextOn: string | null;
  }[];
  readonly requests: readonly {
    readonly id: string;
    readonly addressee: string;
    readonly legalBasis: string;
    readonly sent: boolean;
    readonly nextOn: string | null;
  }[];
}

/** What the learner missed, the gravest first. Pure. */
export function review({ today, leads, cases, people, children, requests }: Practised): Missed[] {
  const missed: Missed[] = [];
  const add = (kind: Miss, on: Missed['on'], id: string, name: string, queue: Missed['queue'] = null): void =>
    void missed.push({ kind, on, id, name, queue });
  const isPast = (day: string | null): boolean => day !== null && day < today;
  for (const { id, queue, rankInQueue, state, name, harmful } of leads) {
    if (state === 'ordinary' && harmful) add('set_aside_harmful', 'lead', id, name, queue);
    if (state === 'follow_up' && !harmful) add('followed_ordinary', 'lead', id, name, queue);
    if (state === 'new' && harmful && rankInQueue <= FIRST_LEADS) add('left_undecided', 'lead', id, name, queue);
  }
  for (const { id, title, queues, capacities, children: known, nextOn, preserved } of cases) {
    const victims = capacities.some((capacity) => capacity === 'possible_victim' || capacity === 'victim');
    if (known === 0) add('case_without_child', 'case', id, title);
    if (queues.includes('safeguarding') && capacities.length > 0 && !victims)
      add('victim_not_recorded', 'case', id, title);
    if (isPast(nextOn)) add('date_passed', 'case', id, title);
    if (!preserved) add('no_preservation', 'case', id, title);
  }
  for (const { id, name, capacity } of people) if (capacity === 'suspect') add('suspect_named', 'person', id, name);
  for (const { id, name, clues, nextOn } of children) {
    if (clues === 0) add('child_without_clue', 'child', id, name);
    if (isPast(nextOn)) add('date_passed', 'child', id, name);
  }
  for (const { id, addressee, legalBasis, sent, nextOn } of requests) {
    // A law is cited by its number: a basis without one is none that can be checked.
    if (!/\d/.test(legalBasis)) add('request_without_law', 'request', id, addressee);
    if (!sent) add('request_not_sent', 'request', id, addressee);
    if (isPast(nextOn)) add('date_passed', 'request', id, addressee);
  }
  return missed.toSorted((a, b) => MISSES.indexOf(a.kind) - MISSES.indexOf(b.kind));
}
