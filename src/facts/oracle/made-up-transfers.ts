import fc from 'fast-check';
import { CHANNEL_KINDS, type KernelContext, PURPOSE_KINDS, TRANSFER_STATES } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { DAY, HOUR } from './transfers.ts';

/** A made-up subject: its transfers in time order, and what was known around it. */
export interface MadeUpSubject {
  readonly rows: readonly LedgerRow[];
  readonly context: KernelContext;
}

const START = Date.UTC(2023, 11, 20) / 1_000; // so that a leap day and year ends fall in
const HALF_HOUR = HOUR / 2;

/** Zones with whole, half and quarter hours, summer time within the data, and one that moves by half an hour. */
const ZONES: KernelContext['zones'] = {
  transitions: [
    [-Infinity],
    [-Infinity, Date.UTC(2024, 2, 31, 1) / 1_000, Date.UTC(2024, 9, 27, 1) / 1_000, Date.UTC(2025, 2, 30, 1) / 1_000],
    [-Infinity],
    [-Infinity],
    [-Infinity, Date.UTC(2024, 3, 6, 15) / 1_000, Date.UTC(2024, 9, 5, 15, 30) / 1_000],
  ].map((instants) => Float64Array.from(instants)),
  offsets: [
    [0],
    [HOUR, 2 * HOUR, HOUR, 2 * HOUR],
    [5.5 * HOUR],
    [5.75 * HOUR],
    [11 * HOUR, 10.5 * HOUR, 11 * HOUR],
  ].map((seconds) => Int32Array.from(seconds)),
};

/** Gaps that meet every edge of a window or a rhythm, and some in between. */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 10 * DAY }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 * DAY }).map((seconds) => seconds - (seconds % HALF_HOUR)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[1, 3, 6, 7, 8, 13, 14, 15, 25, 28, 29, 30, 31, 34, 56, 61, 62, 65, 86, 90, 92, 95, 365].flatMap((days) => [
        days * DAY - 1,
        days * DAY,
        days * DAY + 1,
      ]),
    ),
  },
);

const amount = fc.oneof(
  fc.constantFrom(0, 500, 4_999, 5_000, 6_000, 15_000, 50_000, 99_500, 100_000, 150_000, 1_000_000, 1_050_000, 30_000),
  fc.integer({ min: 1, max: 3_000_000 }),
);
const amountOrUnknown = fc.oneof({ weight: 5, arbitrary: amount }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

const code = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most });

/** One transfer; `spread` is how varied its attributes are: 0 = hardly (all equal, or all unknown), 3 = widely. */
function transfer(partners: number, spread: number, unknownZones: boolean): fc.Arbitrary<LedgerRow> {
  const zone = unknownZones ? fc.constant(-1) : code(-1, ZONES.offsets.length - 1);
  return fc.record({
    payer: code(0, partners - 1),
    payee: code(0, partners - 1),
    at: gap,
    eurCents: spread === 0 ? fc.constantFrom(5_000, Number.NaN) : amountOrUnknown,
    sentMinor: spread === 0 ? fc.constant(5_000) : amountOrUnknown,
    sentCurrency: code(0, Math.min(1, spread)),
    payoutMinor: amountOrUnknown,
    payoutCurrency: code(-1, spread),
    payerZone: zone,
    payeeZone: zone,
    payerCountry: code(-1, spread - 1),
    payeeCountry: code(-1, spread),
    payoutPlace: code(0, spread * 2),
    channel: code(0, spread === 0 ? 0 : CHANNEL_KINDS.length - 1),
    provider: code(-1, spread - 1),
    declaredTie: code(-1, 1),
    purpose: code(0, spread === 0 ? 1 : PURPOSE_KINDS.length - 1),
    payeeName: code(0, spread),
    payeePhone: code(-spread, spread),
    payeeAccount: code(0, spread * 20),
    state: fc.oneof(
      { weight: 8, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: code(0, TRANSFER_STATES.length - 1) },
    ),
  });
}

/** Subjects of 1 to 60 transfers, some with all times equal, all amounts equal, no zone, one partner or very many. */
export const madeUpSubject: fc.Arbitrary<MadeUpSubject> = fc
  .record({
    size: fc.constantFrom(1, 2, 3, 4, 6, 12, 30, 60),
    partners: fc.constantFrom(1, 2, 3, 8, 1_000_000),
    spread: code(0, 3),
    unknownZones: fc.boolean(),
    sameInstant: fc.constantFrom(true, ...Array.from({ length: 9 }, () => false)),
    quiet: fc.oneof(fc.constantFrom(1, 30 * DAY, 30 * DAY + 1, 90 * DAY), code(1, 400 * DAY)),
    before: code(0, 100 * DAY),
  })
  .chain(({ size, partners, spread, unknownZones, sameInstant, quiet, before }) =>
    fc.array(transfer(partners, spread, unknownZones), { minLength: 1, maxLength: size, size: 'max' }).map((steps) => {
      let at = START + before;
      const rows = steps.map((step) => {
        if (!sameInstant) at += step.at;
        return { ...step, at };
      });
      return { rows, context: { asOf: at + quiet, dataStart: START, zones: ZONES } };
    }),
  );

/** The same transfers, all of one payer, payee or both. */
export function ofOne(rows: readonly LedgerRow[], ...sides: readonly ('payer' | 'payee')[]): readonly LedgerRow[] {
  const one = Object.fromEntries(sides.map((side) => [side, 7]));
  return rows.map((row) => ({ ...row, ...one }));
}
