import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadClockPack } from './clock-pack.ts';
import { clocksOf } from './clocks-of.ts';
import type { RequestEvent, RequestFacts } from './request-facts.ts';
import {
  isNotSent,
  isOverdue,
  namedEnd,
  neverAskedAgain,
  nextDateOf,
  passedOn,
  standingOf,
  termOf,
} from './standing.ts';
import { anyRequest } from './testing/any-request.ts';
import { happened, request } from './testing/request.ts';
import { workCalendars } from './work-calendar.ts';

const pack = loadClockPack();
const calendars = workCalendars(pack.calendars);
const SENT = happened('sent', '2026-01-12');

function board(facts: RequestFacts, on: string): string {
  const now = Temporal.Instant.from(`${on}T12:00:00Z`);
  return standing(facts, now).standing;
}

function standing(facts: RequestFacts, now: Temporal.Instant): ReturnType<typeof standingOf> {
  const unasked = clocksOf(neverAskedAgain(facts), pack, calendars, now);
  return standingOf(facts, clocksOf(facts, pack, calendars, now), unasked, calendars, now);
}

function next(facts: RequestFacts, on: string): ReturnType<typeof nextDateOf> {
  const now = Temporal.Instant.from(`${on}T12:00:00Z`);
  return nextDateOf(facts, clocksOf(facts, pack, calendars, now), now);
}

describe('where a request stands', () => {
  it('is silent once it is time to ask again and nobody has given a sign; asking again does not end the silence', () => {
    const facts = request({ events: [SENT] });
    expect(board(facts, '2026-02-11')).toBe('due');
    expect(board(facts, '2026-02-12')).toBe('silent');
    expect(board(request({ events: [SENT, happened('asked_again', '2026-02-12')] }), '2026-02-13')).toBe('silent');
  });

  it('is silent since it was sent, however often it was asked again', () => {
    const facts = request({ events: [SENT, happened('asked_again', '2026-02-12')] });
    const now = Temporal.Instant.from('2026-06-01T00:00:00Z');
    expect(standing(facts, now)).toEqual({ standing: 'silent', silentSince: { date: '2026-01-12' } });
  });

  it('is not silent before something was to be heard, however early and often it is asked again: never on the day of sending', () => {
    const asked = ['2026-01-12', '2026-01-20', '2026-02-05'].map((day) => happened('asked_again', day));
    expect(board(request({ events: [SENT, ...asked.slice(0, 1)] }), '2026-01-12')).toBe('due');
    expect(board(request({ events: [SENT, ...asked] }), '2026-02-11')).toBe('due');
    expect(board(request({ events: [SENT, ...asked] }), '2026-02-12')).toBe('silent');
  });

  it('is not silent on the day of sending, whatever is asked of whom', () => {
    fc.assert(
      fc.property(anyRequest(pack), fc.nat({ max: 3 }), (facts, times) => {
        const asked = Array.from({ length: times }, () => happened('asked_again', '2026-01-12'));
        const sent: RequestFacts = { ...facts, nextOn: '2030-01-01', endedAt: null, events: [SENT, ...asked] };
        expect(board(sent, '2026-01-12')).not.toBe('silent');
      }),
    );
  });

  it('is due after a sign of life, and overdue when a term passes all the same', () => {
    const facts = request({ events: [SENT, happened('received', '2026-02-20')] });
    expect(board(facts, '2026-02-21')).toBe('due');
    expect(board(facts, '2026-03-23')).toBe('overdue');
  });

  it("is overdue when the holder's own date has passed, from the next day on, where the unit is", () => {
    expect(board(request({}, '2026-01-20'), '2026-01-20')).toBe('due');
    expect(board(request({}, '2026-01-20'), '2026-01-21')).toBe('overdue');
  });

  it("says the term that passed first, however far the holder's own date lies ahead, until an answer settles it", () => {
    const passed = (events: RequestFacts['events'], on: string) =>
      passedOn(clocksOf(request({ events }, '2030-01-01'), pack, calendars, Temporal.Instant.from(`${on}T12:00:00Z`)));
    const heard = [SENT, happened('received', '2026-02-20')];
    expect(passed(heard, '2026-02-01')).toBeNull();
    expect(passed(heard, '2026-12-01')).toBe(passed(heard, '2026-06-01'));
    expect(passed(heard, '2026-12-01')).toMatch(/^2026-0[23]-/);
    expect(passed([...heard, happened('answered', '2026-07-01')], '2026-12-01')).toBeNull();
  });

  it('is overdue when a term has passed although nobody ever answered: it is silent, and overdue too', () => {
    const facts = request({ events: [SENT] }, '2030-01-01');
    const overdue = (on: string): boolean => {
      const now = Temporal.Instant.from(`${on}T12:00:00Z`);
      return isOverdue(facts, clocksOf(facts, pack, calendars, now), calendars, now);
    };
    expect([board(facts, '2026-02-11'), overdue('2026-02-11')]).toEqual(['due', false]);
    expect([board(facts, '2026-02-12'), overdue('2026-02-12')]).toEqual(['silent', true]);
  });

  it("is overdue exactly while it is open and the last day of a term, or of the holder's own, lies behind, whatever the addressee did", () => {
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 0, 1) });
    fc.assert(
      fc.property(anyRequest(pack), instants, (facts, milliseconds) => {
        const now = Temporal.Instant.fromEpochMilliseconds(milliseconds);
        const clocks = clocksOf(facts, pack, calendars, now);
        const unsettled = clocks.filter(({ endsAt, why }) => endsAt !== null && why.settledBy === null);
        const behind = unsettled.some(({ endsAt }) => endsAt !== null && Date.parse(endsAt) <= milliseconds);
        const zone = calendars.of(facts.ownCountry, null).zone;
        const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
        const open = facts.endedAt === null;
        const expected = open && (behind || (facts.nextOn ?? '') < today);
        expect(isOverdue(facts, clocks, calendars, now)).toBe(expected);
        const stands = standing(facts, now).standing;
        if (stands === 'overdue' || stands === 'due') expect(stands === 'overdue').toBe(expected);
      }),
    );
  });

  it("names the term that ends first of those that run, apart from the holder's own date", () => {
    const term = (facts: RequestFacts, on: string) =>
      termOf(clocksOf(facts, pack, calendars, Temporal.Instant.from(`${on}T12:00:00Z`)));
    const facts = request({ events: [SENT] }, '2026-01-14');
    expect(term(facts, '2026-01-20')).toEqual({ on: '2026-02-11', means: 'ask_again' });
    expect(term(request({}, '2026-01-14'), '2026-01-20')).toBeNull();
    expect(term({ ...facts, events: [SENT, happened('answered', '2026-01-19')] }, '2026-01-20')).toBeNull();
  });

  it('is not sent while nothing says that it went out', () => {
    expect(isNotSent(request({}))).toBe(true);
    expect(isNotSent(request({ events: [happened('withdrawn', '2026-01-12')] }))).toBe(true);
    expect(isNotSent(request({ events: [SENT] }))).toBe(false);
  });

  it('is refused or answered by what came last', () => {
    const refused = [SENT, happened('refused', '2026-03-01')];
    expect(board(request({ events: refused }), '2026-06-01')).toBe('refused');
    expect(board(request({ events: [...refused, happened('answered', '2026-04-01')] }), '2026-06-01')).toBe('answered');
    expect(board(request({ events: [...refused, happened('sent', '2026-05-20')] }), '2026-06-01')).toBe('due');
  });

  it('is ended only when somebody ended it', () => {
    const facts = request({ events: [SENT] });
    expect(board({ ...facts, nextOn: null, endedAt: '2026-02-01T00:00:00Z' }, '2026-06-01')).toBe('ended');
    expect(board(request({ events: [SENT, happened('withdrawn', '2026-01-20')] }), '2026-02-01')).toBe('due');
  });
});

describe('the end of what is preserved', () => {
  const given = { kind: 'preservation', addressee: 'provider', country: 'US' } as const;
  const renewed = [happened('sent', '2026-11-02'), happened('renewed', '2026-11-10', '2027-01-10')];
  const endOf = (events: readonly RequestEvent[], changes: object = {}): string | null => {
    const facts = request({ ...given, ...changes, events: [...events] });
    return namedEnd(facts, clocksOf(facts, pack, calendars, Temporal.Instant.from('2026-11-20T12:00:00Z')));
  };

  it('is the day that was named, where no rule gives it one, as long as it matters', () => {
    expect(endOf(renewed)).toBe('2027-01-10');
    expect(endOf(renewed.slice(0, 1))).toBe(null);
    expect(endOf([...renewed, happened('answered', '2026-11-15')])).toBe(null);
  });

  it('is left to its rule where there is one', () => {
    expect(endOf(renewed, { addressee: 'judicial_authority' })).toBe(null);
  });
});

describe('the next date', () => {
  it("is the holder's own when no clock is nearer", () => {
    expect(next(request({}, '2026-03-01'), '2026-01-01')).toEqual({
      on: '2026-03-01',
      because: 'own_date',
      rule: null,
    });
  });

  it('is a step or an end of a clock when that is nearer', () => {
    expect(next(request({ events: [SENT] }), '2026-01-20')).toEqual({
      on: '2026-02-11',
      because: 'step',
      rule: 'house-letters-rogatory-silence',
    });
  });

  it('goes up the ladder when an end has passed', () => {
    expect(next(request({ events: [SENT] }), '2026-02-12')).toMatchObject({ on: '2026-02-18', because: 'step' });
  });

  it('is there for every open request, at any time, and only for those', () => {
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 0, 1) });
    fc.assert(
      fc.property(anyRequest(pack), instants, (facts, milliseconds) => {
        const now = Temporal.Instant.fromEpochMilliseconds(milliseconds);
        const date = nextDateOf(facts, clocksOf(facts, pack, calendars, now), now);
        expect(date?.on).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(date !== null && facts.nextOn !== null && date.on <= facts.nextOn).toBe(true);
        const ended: RequestFacts = { ...facts, nextOn: null, endedAt: now.toString() };
        expect(nextDateOf(ended, clocksOf(ended, pack, calendars, now), now)).toBeNull();
      }),
    );
  });
});
