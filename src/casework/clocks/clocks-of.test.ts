import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadClockPack } from './clock-pack.ts';
import { type Clock, clocksOf } from './clocks-of.ts';
import { fittingNotices } from './fitting-rules.ts';
import type { RequestFacts } from './request-facts.ts';
import { anyRequest } from './testing/any-request.ts';
import { happened, request } from './testing/request.ts';
import { workCalendars } from './work-calendar.ts';

const pack = loadClockPack();
const calendars = workCalendars(pack.calendars);
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
const clocks = (facts: RequestFacts, now: string): readonly Clock[] => clocksOf(facts, pack, calendars, at(now));
const clock = (rule: string, facts: RequestFacts, now = '2026-01-01T00:00:00Z'): Clock => {
  const found = clocks(facts, now).find((each) => each.rule === rule);
  if (found === undefined) throw new Error(`no clock ${rule}`);
  return found;
};

type Given = Omit<Partial<RequestFacts>, 'events' | 'nextOn' | 'endedAt'>;
type Events = readonly (readonly [Parameters<typeof happened>[0], string])[];
interface Example {
  readonly rule: string;
  readonly given: Given;
  readonly events: Events;
  /** Last day, or instant when hours are counted. */
  readonly ends: string;
  /** As one counts it by hand. */
  readonly counted: string;
}

const BANK = { kind: 'fiu_question', addressee: 'bank', country: 'FR' } as const;
const POLICE = { kind: 'police_exchange', addressee: 'police', country: 'DE' } as const;
const ORDER = { kind: 'european_investigation_order', country: 'DE' } as const;
const PROVIDER = { kind: 'production', addressee: 'provider', country: 'IE' } as const;
const SUSPENSION = { kind: 'suspension', addressee: 'fiu' } as const;

const EXAMPLES: readonly Example[] = [
  {
    rule: 'amlr-69-answer',
    given: BANK,
    events: [['received', '2027-07-12T10:00:00+02:00']],
    ends: '2027-07-20',
    counted: 'from Monday: Tue 13, (Wed 14 July free), Thu 15, Fri 16, Mon 19, Tue 20',
  },
  {
    rule: 'amlr-69-answer',
    given: { ...BANK, country: 'DE', ownCountry: 'DE' },
    events: [['received', '2027-12-23']],
    ends: '2027-12-30',
    counted:
      'from Thursday: Fri 24 (half a day free is worked), Mon 27, Tue 28, Wed 29, Thu 30; 25 and 26 December are a weekend',
  },
  {
    rule: 'amlr-69-answer',
    given: BANK,
    events: [['received', '2028-04-12']],
    ends: '2028-04-20',
    counted: 'from Wednesday: Thu 13, Fri 14, (Easter Monday 17 free), Tue 18, Wed 19, Thu 20',
  },
  {
    rule: 'amlr-69-answer',
    given: { ...BANK, region: '67' },
    events: [['received', '2028-04-12']],
    ends: '2028-04-21',
    counted: 'the same in Bas-Rhin, where Good Friday 14 is free too: one working day later',
  },
  {
    rule: 'amlr-69-answer',
    given: { ...BANK, urgent: true },
    events: [['received', '2027-10-30T14:20:00+02:00']],
    ends: '2027-10-31T13:00:00Z',
    counted: '24 hours from 15:00 summer time are 14:00 winter time on the day on which clocks go back',
  },
  {
    rule: 'amlr-71-go-ahead',
    given: { kind: 'str_follow_up', addressee: 'fiu', country: 'FR' },
    events: [['sent', '2028-02-25T18:00:00+01:00']],
    ends: '2028-03-01',
    counted: 'from Friday: Mon 28, Tue 29 (leap day), Wed 1 March',
  },
  {
    rule: 'amld6-24-transaction',
    given: { ...SUSPENSION, country: 'DE', traits: ['transaction'] },
    events: [['ordered', '2027-12-20']],
    ends: '2027-12-31',
    counted: 'Monday counts: 20 to 24 are five, 27 to 31 five more',
  },
  {
    rule: 'amld6-24-account',
    given: { ...SUSPENSION, country: 'BE', traits: ['account'] },
    events: [['ordered', '2028-02-29']],
    ends: '2028-03-06',
    counted: 'Tuesday counts: 29 February, 1, 2, 3 and Mon 6 March',
  },
  {
    rule: 'police-5-urgent-direct',
    given: { ...POLICE, urgent: true, traits: ['directly_accessible'] },
    events: [['sent', '2026-03-28T23:40:00+01:00']],
    ends: '2026-03-29T07:00:00Z',
    counted: '8 hours from midnight end at 9:00 on the day on which clocks go forward',
  },
  {
    rule: 'police-5-urgent',
    given: { ...POLICE, urgent: true },
    events: [['received', '2026-04-02']],
    ends: '2026-04-08',
    counted:
      'third day is Easter Sunday 5; Monday 6 free; Tuesday 7 would be the only working day, two are needed: Wednesday 8',
  },
  {
    rule: 'police-5',
    given: { ...POLICE, country: 'BE' },
    events: [['received', '2026-07-14']],
    ends: '2026-07-22',
    counted: 'seventh day is 21 July, free in Belgium; 14 July, free in France, does not count there',
  },
  {
    rule: 'eio-receipt',
    given: ORDER,
    events: [['sent', '2026-05-07T09:00:00+02:00']],
    ends: '2026-05-15',
    counted: 'Thursday in a week is Ascension Day 14; Friday 15',
  },
  {
    rule: 'eio-recognition',
    given: ORDER,
    events: [['received', '2026-09-03']],
    ends: '2026-10-05',
    counted: '30 September is day 27, 3 October day 30: a Saturday; Monday 5',
  },
  {
    rule: 'eio-recognition',
    given: ORDER,
    events: [
      ['received', '2026-08-31'],
      ['extended', '2026-09-25'],
    ],
    ends: '2026-10-30',
    counted: '60 days: 30 September is day 30, 30 October day 60, a Friday',
  },
  {
    rule: 'eio-execution',
    given: ORDER,
    events: [
      ['received', '2027-11-10'],
      ['recognised', '2027-12-01'],
    ],
    ends: '2028-02-29',
    counted: '31 December is day 30, 31 January day 61, 29 February (leap day) day 90',
  },
  {
    rule: 'e-evidence-10',
    given: PROVIDER,
    events: [['received', '2026-08-18']],
    ends: '2026-08-28',
    counted: 'day 10 is Friday 28 August; 18 August is the first day on which the regulation applies',
  },
  {
    rule: 'e-evidence-10',
    given: { ...PROVIDER, country: 'BE' },
    events: [['received', '2026-11-01']],
    ends: '2026-11-12',
    counted: 'day 10 is 11 November, free in Belgium; Thursday 12',
  },
  {
    rule: 'e-evidence-10',
    given: { ...PROVIDER, urgent: true },
    events: [['received', '2026-10-24T23:10:00+01:00']],
    ends: '2026-10-25T07:00:00Z',
    counted: '8 hours from midnight summer time are 7:00 winter time on the day on which clocks go back in Dublin',
  },
  {
    rule: 'e-evidence-11',
    given: { ...PROVIDER, kind: 'preservation' },
    events: [['received', '2026-12-01']],
    ends: '2027-01-29',
    counted: 'the day of receipt counts: 31 December is day 31, 29 January day 60',
  },
  {
    rule: 'e-evidence-11',
    given: { ...PROVIDER, kind: 'preservation' },
    events: [
      ['received', '2026-12-01'],
      ['extended', '2027-01-20'],
      ['extended', '2027-02-20'],
    ],
    ends: '2027-02-28',
    counted: '30 days more, once: 31 January is day 62, 28 February day 90; a Sunday, and nothing is moved',
  },
  {
    rule: 'fr-cmf-561-24',
    given: { ...SUSPENSION, country: 'FR' },
    events: [['ordered', '2026-05-07']],
    ends: '2026-05-20',
    counted: 'Saturdays count, 8, 10, 14 and 17 May do not: 7, 9, 11, 12, 13, 15, 16, 18, 19, 20',
  },
  {
    rule: 'budapest-16',
    given: { ...PROVIDER, kind: 'preservation', country: 'FR' },
    events: [['ordered', '2027-12-02']],
    ends: '2028-02-29',
    counted: 'the day of the order counts: 31 December is day 30, 31 January day 61, 29 February day 90',
  },
  {
    rule: 'budapest-16',
    given: { ...PROVIDER, kind: 'preservation', country: 'FR' },
    events: [
      ['ordered', '2027-12-02'],
      ['renewed', '2028-02-10'],
    ],
    ends: '2028-05-09',
    counted: '90 days from the renewal: 29 February is day 20, 31 March 51, 30 April 81, 9 May 90',
  },
  {
    rule: 'budapest-29',
    given: { kind: 'preservation', addressee: 'police' },
    events: [['ordered', '2026-11-15']],
    ends: '2027-01-13',
    counted: '30 November is day 16, 31 December day 47, 13 January day 60',
  },
  {
    rule: 'ph-11930-block',
    given: { kind: 'blocking', addressee: 'provider' },
    events: [['received', '2026-12-24T09:30:00+08:00']],
    ends: '2026-12-25T01:30:00Z',
    counted: '24 hours, holiday or not',
  },
  {
    rule: 'ph-amla-freeze',
    given: SUSPENSION,
    events: [['ordered', '2026-01-31']],
    ends: '2026-02-19',
    counted: '31 January is day 1, 19 February day 20',
  },
  {
    rule: 'house-letters-rogatory-silence',
    given: {},
    events: [['sent', '2028-01-31T10:00:00+01:00']],
    ends: '2028-03-01',
    counted: '29 February (leap day) is day 29, 1 March day 30',
  },
  {
    rule: 'house-letters-rogatory-silence',
    given: { urgent: true },
    events: [
      ['sent', '2026-01-20'],
      ['asked_again', '2026-02-25'],
    ],
    ends: '2026-03-04',
    counted: 'seven days from the last question: 28 February is day 3, 4 March day 7',
  },
  {
    rule: 'house-letters-rogatory-no-answer',
    given: {},
    events: [
      ['sent', '2026-11-30'],
      ['asked_again', '2027-01-15'],
    ],
    ends: '2027-02-28',
    counted: 'three months from 30 November end with February; asking again changes nothing',
  },
  {
    rule: 'house-order-silence',
    given: ORDER,
    events: [['sent', '2026-06-01']],
    ends: '2026-07-01',
    counted: '30 June is day 29',
  },
  {
    rule: 'house-authority-silence',
    given: { ...POLICE, country: 'PH' },
    events: [['sent', '2026-12-25']],
    ends: '2027-01-04',
    counted: '31 December is day 6, 4 January day 10',
  },
  {
    rule: 'house-firm-silence',
    given: { ...PROVIDER, urgent: true },
    events: [['sent', '2026-02-27']],
    ends: '2026-03-01',
    counted: '28 February, 1 March',
  },
  {
    rule: 'house-suspension-silence',
    given: { ...SUSPENSION, country: 'FR' },
    events: [['sent', '2026-02-26']],
    ends: '2026-03-01',
    counted: '27, 28 February, 1 March',
  },
  {
    rule: 'house-report-silence',
    given: { kind: 'str_follow_up', addressee: 'fiu', country: 'FR' },
    events: [['sent', '2028-02-01']],
    ends: '2028-03-02',
    counted: '29 February (leap day) is day 28',
  },
  {
    rule: 'house-care-silence',
    given: { kind: 'care_referral', addressee: 'victim_services', country: 'FR' },
    events: [['sent', '2026-10-23']],
    ends: '2026-10-28',
    counted: 'fifth day, also over the night on which clocks go back',
  },
  {
    rule: 'house-no-answer',
    given: { ...PROVIDER, country: 'US' },
    events: [['sent', '2026-12-31']],
    ends: '2027-02-28',
    counted: 'two months from 31 December end with February',
  },
  {
    rule: 'house-requisition-fr',
    given: { ...PROVIDER, country: 'FR' },
    events: [['received', '2026-05-04']],
    ends: '2026-05-15',
    counted: 'tenth day is Ascension Day 14; Friday 15',
  },
  {
    rule: 'house-requisition-fr',
    given: { ...PROVIDER, country: 'FR', region: '57' },
    events: [['received', '2026-03-24']],
    ends: '2026-04-07',
    counted: 'tenth day is Good Friday 3, free in Moselle, then a weekend and Easter Monday: Tuesday 7',
  },
];

describe('each rule, counted by hand', () => {
  it.each(EXAMPLES)('$rule ends $ends: $counted', ({ rule, given, events, ends }) => {
    const facts = request({ ...given, events: events.map(([kind, when]) => happened(kind, when)) });
    const { endsOn, endsAt } = clock(rule, facts);
    expect(ends.length === 10 ? endsOn : endsAt).toBe(ends);
  });

  it('has an example', () => {
    expect(pack.rules.map(({ id }) => id).filter((id) => !EXAMPLES.some(({ rule }) => rule === id))).toEqual([]);
  });
});

describe('which rules a request has', () => {
  const rules = (given: Given, sent = '2028-01-10'): readonly string[] =>
    clocks(request({ ...given, events: [happened('sent', sent)] }), '2028-01-11T00:00:00Z').map(({ rule }) => rule);

  it('leaves financial services outside e-Evidence', () => {
    expect(rules(PROVIDER)).toContain('e-evidence-10');
    expect(rules({ ...PROVIDER, addressee: 'bank' })).toEqual(['house-firm-silence', 'house-no-answer']);
  });

  it('goes by the day on which a law begins', () => {
    expect(rules(PROVIDER, '2026-08-17')).not.toContain('e-evidence-10');
    expect(rules(BANK, '2027-07-09')).not.toContain('amlr-69-answer');
    expect(rules(BANK, '2027-07-10')).toContain('amlr-69-answer');
  });

  it('gives letters rogatory the house rules, because law sets no term', () => {
    expect(rules({})).toEqual(['house-letters-rogatory-silence', 'house-letters-rogatory-no-answer']);
  });

  it('has the European Investigation Order only between states that take part', () => {
    expect(rules(ORDER)).toContain('eio-recognition');
    expect(rules({ ...ORDER, country: 'IE' })).toEqual(['house-order-silence']);
  });
});

describe('what sets no clock', () => {
  const notices = (given: Given): readonly string[] => fittingNotices(request(given), pack).map(({ id }) => id);

  it('is shown beside the requests that it concerns', () => {
    expect(notices({ ...POLICE, country: 'PH' })).toEqual(['budapest-35']);
    expect(notices({ kind: 'str_follow_up', addressee: 'fiu', country: 'FR' })).toContain('fr-cmf-561-19');
    expect(notices(ORDER)).toEqual(['eio-26-28']);
  });
});

describe('a clock', () => {
  const sent = [happened('sent', '2026-05-07T09:00:00+02:00')];
  const order = (more: RequestFacts['events'] = []): RequestFacts => request({ ...ORDER, events: [...sent, ...more] });

  it('waits for its event and says for which', () => {
    const waiting = clock('eio-execution', order());
    expect([waiting.state, waiting.endsOn, waiting.why.awaits]).toEqual(['not_started', null, ['recognised']]);
  });

  it('runs from the day of sending while nobody has acknowledged receipt, and from receipt when somebody has', () => {
    expect(clock('eio-recognition', order())).toMatchObject({ why: { startedBy: 'sent' }, endsOn: '2026-06-08' });
    const received = order([happened('received', '2026-05-12')]);
    expect(clock('eio-recognition', received)).toMatchObject({ why: { startedBy: 'received' }, endsOn: '2026-06-11' });
  });

  it('goes from running over due soon to overdue, up the ladder', () => {
    const seen = (now: string) => {
      const { state, escalatedTo, nextStep } = clock('eio-receipt', order(), now);
      return [state, escalatedTo, nextStep?.to ?? null, nextStep?.on ?? null];
    };
    expect(seen('2026-05-08T00:00:00Z')).toEqual(['running', null, 'holder', '2026-05-12']);
    expect(seen('2026-05-12T00:00:00Z')).toEqual(['due_soon', 'holder', 'holder', '2026-05-15']);
    expect(seen('2026-05-15T21:59:59Z')).toEqual(['due_soon', 'holder', 'deputy', '2026-05-16']);
    expect(seen('2026-05-15T22:00:00Z')).toEqual(['overdue', 'deputy', 'head', '2026-05-20']);
    expect(seen('2026-05-26T00:00:00Z')).toEqual(['overdue', 'magistrate', null, null]);
  });

  it('climbs by the hour when an urgent answer is due in hours', () => {
    const facts = request({ ...PROVIDER, urgent: true, events: [happened('received', '2026-10-24T08:10:00Z')] });
    expect(clock('e-evidence-10', facts).steps.map(({ to, at: when }) => [to, String(when)])).toEqual([
      ['holder', '2026-10-24T15:00:00Z'],
      ['holder', '2026-10-24T17:00:00Z'],
      ['deputy', '2026-10-24T18:00:00Z'],
      ['head', '2026-10-24T21:00:00Z'],
      ['magistrate', '2026-10-25T17:00:00Z'],
    ]);
  });

  it('is met, met late or stopped by what happens, and then turns to nobody', () => {
    const state = (...more: RequestFacts['events']) => {
      const { state: found, escalatedTo, nextStep } = clock('eio-receipt', order(more), '2026-08-01T00:00:00Z');
      expect([escalatedTo, nextStep]).toEqual([null, null]);
      return found;
    };
    expect(state(happened('received', '2026-05-15'))).toBe('met');
    expect(state(happened('received', '2026-05-16'))).toBe('met_late');
    expect(state(happened('refused', '2026-05-20'), happened('answered', '2026-06-20'))).toBe('stopped');
  });

  it('that protects warns at 30, 14, 7 and 2 days, and says when it has run out', () => {
    const facts = request({ kind: 'preservation', addressee: 'police', events: [happened('ordered', '2026-11-15')] });
    const { steps } = clock('budapest-29', facts);
    expect(steps.filter(({ kind }) => kind === 'warning').map(({ on }) => on)).toEqual([
      '2026-12-14',
      '2026-12-30',
      '2027-01-06',
      '2027-01-11',
    ]);
    expect(clock('budapest-29', facts, '2027-01-13T15:59:59Z').state).toBe('due_soon');
    expect(clock('budapest-29', facts, '2027-01-13T16:00:00Z')).toMatchObject({
      state: 'ran_out',
      escalatedTo: 'magistrate',
    });
  });

  it('that has run out is not prolonged by an extension that comes too late', () => {
    const facts = request({
      ...PROVIDER,
      kind: 'preservation',
      events: [happened('received', '2026-12-01'), happened('extended', '2027-01-30')],
    });
    expect(clock('e-evidence-11', facts, '2027-02-01T00:00:00Z')).toMatchObject({
      state: 'ran_out',
      endsOn: '2027-01-29',
      why: { extensions: 0 },
    });
  });

  it('follows the day that an extension names, never beyond what its rule allows', () => {
    const recognition = (until?: string) => {
      const { endsOn, why } = clock('eio-recognition', order([happened('extended', '2026-05-20', until)]));
      return [endsOn, why.named?.notFollowed];
    };
    // Sent on 7 May: 30 days, moved from a Saturday to Monday; 30 more at most.
    expect(recognition()).toEqual(['2026-07-06', undefined]);
    expect(recognition('2026-06-25')).toEqual(['2026-06-25', null]);
    expect(recognition('2026-12-24')).toEqual(['2026-07-06', 'beyond']);
    expect(recognition('2026-05-21')).toEqual(['2026-06-08', 'no_later']);
  });

  it('goes by the day that was agreed where the law names none, and stays where no day is named', () => {
    const execution = (...later: RequestFacts['events']) =>
      clock('eio-execution', order([happened('recognised', '2026-05-20'), ...later])).endsOn;
    expect(execution()).toBe('2026-08-18');
    expect(execution(happened('extended', '2026-08-01'))).toBe('2026-08-18');
    expect(execution(happened('extended', '2026-08-01', '2026-10-30'))).toBe('2026-10-30');
  });

  it('of a request that has no answer is put off by what the addressee says once, by a month at most', () => {
    const net = (...later: RequestFacts['events']) =>
      clock('house-letters-rogatory-no-answer', request({ events: [happened('sent', '2026-01-15'), ...later] })).endsOn;
    expect(net()).toBe('2026-04-15');
    expect(net(happened('extended', '2026-03-01'))).toBe('2026-04-15');
    expect(net(happened('extended', '2026-03-01', '2026-05-04'))).toBe('2026-05-04');
    expect(net(happened('extended', '2026-03-01', '2027-03-01'))).toBe('2026-05-15');
    expect(
      net(happened('extended', '2026-03-01', '2026-05-04'), happened('extended', '2026-05-01', '2027-03-01')),
    ).toBe('2026-05-04');
  });

  it('is not prolonged by a day that is no later, which does not use up what the rule allows either', () => {
    const net = (...later: RequestFacts['events']) => {
      const sent = request({ events: [happened('sent', '2026-01-15'), ...later] });
      const { endsOn, why } = clock('house-letters-rogatory-no-answer', sent);
      return [endsOn, why.extensions];
    };
    const early = happened('extended', '2026-02-01', '2026-03-10');
    expect(net(early)).toEqual(['2026-04-15', 0]);
    expect(net(early, happened('extended', '2026-03-01', '2026-05-04'))).toEqual(['2026-05-04', 1]);
  });

  it('says that its rule is used up, or that what was protected had run out, where that is why it does not follow', () => {
    const net = request({
      events: [
        happened('sent', '2026-01-15'),
        happened('extended', '2026-03-01', '2026-05-04'),
        happened('extended', '2026-05-01', '2026-05-20'),
      ],
    });
    expect(clock('house-letters-rogatory-no-answer', net).why.named).toEqual({
      on: '2026-05-20',
      notFollowed: 'used_up',
    });
    const preserved = request({
      ...{ kind: 'preservation', addressee: 'police' },
      events: [happened('ordered', '2026-11-15')],
    });
    const kept = (...later: RequestFacts['events']) =>
      clock('e-evidence-11', {
        ...{ ...preserved, ...PROVIDER, kind: 'preservation' },
        events: [happened('received', '2026-12-01'), ...later],
      });
    const late = happened('extended', '2027-01-30', '2027-02-15');
    expect(kept(late).why.named).toEqual({ on: '2027-02-15', notFollowed: 'ran_out' });
  });

  it('that the law gives no extension stays where it is, and says so', () => {
    const facts = request({
      ...BANK,
      events: [happened('received', '2027-07-12'), happened('extended', '2027-07-13', '2027-09-01')],
    });
    expect(clock('amlr-69-answer', facts)).toMatchObject({
      endsOn: '2027-07-20',
      why: { named: { on: '2027-09-01', notFollowed: 'no_extension' } },
    });
  });

  it('that protects is prolonged to the day of the renewal, no longer than its rule protects', () => {
    const kept = (until?: string) =>
      clock(
        'budapest-29',
        request({
          ...{ kind: 'preservation', addressee: 'police' },
          events: [happened('ordered', '2026-11-15'), happened('renewed', '2027-01-10', until)],
        }),
      ).endsOn;
    expect(kept()).toBe('2027-03-10');
    expect(kept('2027-02-10')).toBe('2027-02-10');
    expect(kept('2027-12-31')).toBe('2027-03-10');
  });

  it('begins afresh when a refused request is sent once more', () => {
    const again = [happened('refused', '2026-06-01'), happened('sent', '2026-07-01')];
    expect(clock('eio-receipt', order(again), '2026-07-02T00:00:00Z')).toMatchObject({
      state: 'running',
      endsOn: '2026-07-08',
    });
  });

  it('takes an answer of the same day, of which the hour is not known, as one that came after the question', () => {
    const facts = order([happened('answered', '2026-05-07')]);
    expect(clock('house-order-silence', facts, '2026-09-01T00:00:00Z').state).toBe('met');
  });

  it('stops with the request', () => {
    const ended: RequestFacts = { ...order(), nextOn: null, endedAt: '2026-05-11T10:00:00Z' };
    expect(clocks(ended, '2026-09-01T00:00:00Z').map(({ state }) => state)).toEqual(Array(4).fill('stopped'));
  });

  it('says when the hour of its start is not known', () => {
    const facts = (received: string) =>
      request({ ...PROVIDER, urgent: true, events: [happened('received', received)] });
    expect(clock('e-evidence-10', facts('2026-10-24')).why.hourUnknown).toBe(true);
    expect(clock('e-evidence-10', facts('2026-10-24T08:00:00Z')).why.hourUnknown).toBe(false);
  });
});

describe('clocks of any request', () => {
  const instants = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) })
    .map(Temporal.Instant.fromEpochMilliseconds);

  it('end where their events put them, whenever one looks', () => {
    fc.assert(
      fc.property(anyRequest(pack), instants, instants, (facts, one, other) => {
        const ends = (now: Temporal.Instant) =>
          clocksOf(facts, pack, calendars, now)
            .filter(({ startsAt }) => startsAt !== null)
            .map(({ rule, startsAt, endsOn, endsAt, steps }) => [
              rule,
              startsAt,
              endsOn,
              endsAt,
              JSON.stringify(steps),
            ]);
        expect(ends(one)).toEqual(ends(other));
      }),
    );
  });

  it('are overdue or run out exactly from their end on, and have their next step ahead', () => {
    fc.assert(
      fc.property(anyRequest(pack), instants, (facts, now) => {
        for (const { state, endsAt, nextStep } of clocksOf(facts, pack, calendars, now)) {
          if (nextStep !== null) expect(Temporal.Instant.compare(nextStep.at, now)).toBe(1);
          if (endsAt === null || ['met', 'met_late', 'stopped'].includes(state)) continue;
          const over = Temporal.Instant.compare(at(endsAt), now) <= 0;
          expect(['overdue', 'ran_out'].includes(state)).toBe(over);
        }
      }),
    );
  });

  it('always hold one that watches the silence of a request that was sent and has no answer', () => {
    fc.assert(
      fc.property(anyRequest(pack), instants, (facts, now) => {
        const kinds = facts.events.map(({ kind }) => kind);
        fc.pre(kinds.includes('sent'));
        fc.pre(!kinds.some((kind) => ['answered', 'refused', 'withdrawn'].includes(kind)));
        const watching = clocksOf(facts, pack, calendars, now).filter(({ means }) => means === 'ask_again');
        expect(watching.length).toBeGreaterThan(0);
        for (const { state } of watching) expect(['running', 'due_soon', 'overdue']).toContain(state);
      }),
    );
  });
});
