import { expect, test } from 'vitest';
import { processorTime } from '../../test/support/processor-time.ts';
import {
  DAY,
  dayIn,
  dayOfHour,
  firstDayOf,
  hourOfWeek,
  lengthOf,
  monthAndDay,
  monthIn,
  UNKNOWN_HOUR,
} from './calendar.ts';
import { factIndex, PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import { Distinct } from './distinct.ts';
import type { KernelContext } from './ledger.ts';
import { allocateLedger, type LedgerRow } from './ledger-columns.ts';
import { factsOf } from './online.ts';
import { payerKernel } from './payer.ts';
import { positions } from './positions.ts';
import { ZoneClock } from './zone-clock.ts';

const START = Date.UTC(2024, 0, 1, 12) / 1_000;
const CONTEXT: KernelContext = {
  asOf: START + 400 * DAY,
  dataStart: START,
  zones: { transitions: [Float64Array.of(-Infinity)], offsets: [Int32Array.of(0)] },
};

const PLAIN: LedgerRow = {
  payer: 0,
  payee: 1,
  at: START,
  eurCents: 5_000,
  sentMinor: 5_000,
  sentCurrency: 0,
  payoutMinor: Number.NaN,
  payoutCurrency: -1,
  payerZone: 0,
  payeeZone: -1,
  payerCountry: 0,
  payeeCountry: 1,
  payoutPlace: 0,
  channel: 0,
  provider: -1,
  declaredTie: -1,
  purpose: 0,
  payeeName: 0,
  payeePhone: 0,
  payeeAccount: 0,
  state: 0,
};

const onDay = (day: number, more: Partial<LedgerRow> = {}): LedgerRow => ({ ...PLAIN, at: START + day * DAY, ...more });
const payerFact = (id: string, rows: readonly LedgerRow[]): number | undefined =>
  factsOf('payer', rows, CONTEXT)[factIndex(PAYER_FACTS, id)];
const payeeFact = (id: string, rows: readonly LedgerRow[]): number | undefined =>
  factsOf('payee', rows, CONTEXT)[factIndex(PAYEE_FACTS, id)];

test('a window of 30 days does not hold the instant 30 days later', () => {
  expect(payerFact('max_payees_country_30d', [onDay(0), onDay(30, { payee: 2 })])).toBe(1);
  expect(payerFact('max_payees_country_30d', [onDay(0), onDay(29.99, { payee: 2 })])).toBe(2);
  expect(payerFact('max_30d', [onDay(0), onDay(30)])).toBe(1);
  expect(payeeFact('burst_payers_24h', [onDay(0), onDay(1, { payer: 2 })])).toBe(1);
  expect(payeeFact('new_payers_max_30d', [onDay(0), onDay(29), onDay(30, { payer: 2 })])).toBe(1);
});

test('payees are counted country by country', () => {
  expect(payerFact('max_payees_country_365d', [onDay(0), onDay(1, { payee: 2, payeeCountry: 5 })])).toBe(1);
  expect(payerFact('max_payees_country_365d', [onDay(0, { payeeCountry: 0 })])).toBe(0);
  expect(payerFact('max_payees_country_365d', [onDay(0, { payeeCountry: -1 })])).toBeNaN();
});

test('gaps that vary by exactly a third are no rhythm', () => {
  expect(payeeFact('rhythmic_payer_share', [onDay(0), onDay(10), onDay(30)])).toBe(0);
  expect(payeeFact('rhythmic_payer_share', [onDay(0), onDay(10.1), onDay(30)])).toBe(1);
});

test('tempo is compared from exactly 14 days on', () => {
  const within = (days: number): LedgerRow[] => [0, 1, 2, 3, 4, 5].map((step) => onDay((step * days) / 5));
  expect(payerFact('tempo_escalation', within(14))).toBe(0);
  expect(payerFact('tempo_escalation', within(13.99))).toBeNaN();
});

test('an episode passes over payees known before it, and is ended by 72 quiet hours', () => {
  const rows = [
    onDay(0),
    onDay(50, { payee: 2 }),
    onDay(51, { payee: 1 }), // known: not in it, and does not end it
    onDay(53, { payee: 3 }), // 72 hours after the last of it
    onDay(56.01, { payee: 4 }), // too late
    onDay(66, { payee: 3 }),
  ];
  expect(payerFact('episode_transfers', rows)).toBe(2);
  expect(payerFact('episode_hours', rows)).toBe(72);
  expect(payerFact('episode_new_payees', rows)).toBe(2);
  expect(payerFact('episode_quiet_days', rows)).toBe(13);
});

test('a subject of which nothing counts has only its two numbers', () => {
  const facts = factsOf('payer', [onDay(0, { state: 1 }), onDay(1, { state: 3 })], CONTEXT);
  expect(PAYER_FACTS.filter((_, index) => !Number.isNaN(facts[index])).map(({ id }) => id)).toEqual([
    'transfers',
    'excluded_transfers',
  ]);
  expect(payerFact('excluded_transfers', [onDay(0, { state: 1 }), onDay(1, { state: 3 })])).toBe(2);
  const pair = factsOf('pair', [onDay(0, { state: 2 })], CONTEXT);
  expect(pair[factIndex(PAIR_FACTS, 'transfers')]).toBe(0);
});

test('a zone changes its offset at the very second of the transition, whatever the order of the questions', () => {
  const HOUR = 3_600;
  const zones = {
    transitions: [Float64Array.of(-Infinity, 10 * HOUR, 20 * HOUR)],
    offsets: [Int32Array.of(0, 1.5 * HOUR, 5.75 * HOUR)],
  };
  const clock = new ZoneClock(zones);
  const hours = [20 * HOUR, 20 * HOUR - 1, 10.5 * HOUR, 10 * HOUR - 1, 30.25 * HOUR, -0.5].map((at) =>
    clock.hourAt(0, at),
  );
  expect(hours).toEqual([25, 21, 12, 9, 36, -1]);
  expect(clock.hourAt(-1, 0)).toBe(UNKNOWN_HOUR);
  expect(() => clock.hourAt(1, 0)).toThrow('Zone 1 has no table of offsets');
});

test('the calendar is that of the platform from year 0 to 9999', () => {
  const wrong: number[] = [];
  for (let day = -719_528; day < 2_932_896; day += 13) {
    const date = new Date(day * DAY * 1_000);
    const found = monthAndDay(day);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const weekday = (date.getUTCDay() + 6) % 7;
    const last = new Date(date);
    last.setUTCMonth(date.getUTCMonth() + 1, 0);
    const agrees =
      monthIn(found) === month &&
      dayIn(found) === date.getUTCDate() &&
      lengthOf(month) === last.getUTCDate() &&
      firstDayOf(month) === day - date.getUTCDate() + 1 &&
      hourOfWeek(day * 24 + 23) === weekday * 24 + 23 &&
      dayOfHour(day * 24 + 23) === day &&
      dayOfHour(day * 24) === day;
    if (!agrees) wrong.push(day);
  }
  expect(wrong).toEqual([]);
});

test('distinct keys keep their numbers, few or many, subject after subject', () => {
  const keys = new Distinct();
  for (const size of [5, 16, 17, 40, 5_000, 3, 33, 100_000, 17]) {
    keys.clear();
    let wrong = 0;
    for (let pass = 0; pass < 2; pass++) {
      for (let key = 0; key < size; key++) if (keys.add(key * 65_536, -key) !== key) wrong++;
    }
    expect(wrong).toBe(0);
    expect(keys.size).toBe(size);
    expect(keys.find(-1)).toBe(-1);
    expect(keys.find(65_536, 0)).toBe(-1);
  }
});

test('a misspelt fact, or one of the network, stops the program when it is loaded', () => {
  expect(() => positions(PAYER_FACTS, ['transfer'])).toThrow('There is no fact called transfer');
  expect(() => positions(PAYER_FACTS, ['strangers'])).toThrow('of order 2');
});

test('a million transfers of one payer take no more than seconds, however they lie', async () => {
  const size = 1_000_000;
  const out = new Float64Array(PAYER_FACTS.length);
  const took = await processorTime(async () => {
    for (const shape of ['one payee', 'all payees differ', 'two days 45 days apart']) {
      const ledger = allocateLedger(size);
      for (let row = 0; row < size; row++) {
        ledger.payee[row] = shape === 'all payees differ' ? row : 1;
        ledger.at[row] = START + (shape === 'one payee' ? row * 30 : row < size / 2 ? 0 : 45 * DAY);
        ledger.payeeCountry[row] = row % 7;
        ledger.sentMinor[row] = row;
      }
      payerKernel(ledger, 0, size, CONTEXT, out);
      expect(out[factIndex(PAYER_FACTS, 'transfers')]).toBe(size);
    }
  });
  expect(took).toBeLessThan(30_000);
});
