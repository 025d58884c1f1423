/**
 * How fast the kernels are: transfers per second on one thread, on made-up typed arrays, and the worst cases, which must stay
 * near-linear. Usage: node bench/kernels.ts [transfers]
 */
import { performance } from 'node:perf_hooks';
import { PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from '../src/facts/catalogue.ts';
import { computeFacts, computePayerFacts } from '../src/facts/kernel-run.ts';
import type { Kernel, KernelContext, Ledger } from '../src/facts/ledger.ts';
import { allocateLedger } from '../src/facts/ledger-columns.ts';
import { rowsOf } from '../src/facts/ledger-rows.ts';
import type { LedgerSlice } from '../src/facts/ledger-slice.ts';
import { pairKernel } from '../src/facts/pair.ts';
import { payeeKernel } from '../src/facts/payee.ts';
import { payerKernel } from '../src/facts/payer.ts';
import { orderBySubject } from '../src/facts/subject-order.ts';

const TRANSFERS = Number(process.argv[2] ?? 2_000_000);
const DAY = 86_400;
const START = Date.UTC(2023, 0, 1) / 1_000;
const YEARS = 2;
const CONTEXT: KernelContext = {
  asOf: START + YEARS * 365 * DAY,
  dataStart: START,
  zones: {
    transitions: Array.from({ length: 8 }, () => halfYears()),
    offsets: Array.from({ length: 8 }, (_, zone) =>
      Int32Array.from({ length: 11 }, (_, half) => zone * 1_800 + (half % 2) * 3_600),
    ),
  },
};

function halfYears(): Float64Array {
  return Float64Array.from({ length: 11 }, (_, half) => (half === 0 ? -Infinity : START + (half - 4) * 182 * DAY));
}

/** Repeatable numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Shape {
  readonly perSubject: number;
  readonly partners: number;
  readonly seconds: number;
  readonly amounts: number;
}

/** Subjects with about `perSubject` transfers each; the other side drawn from a few partners of each subject's own. */
function makeLedger(rows: number, side: 'payer' | 'payee', shape: Shape): Ledger {
  const ledger = allocateLedger(rows);
  const other = side === 'payer' ? ledger.payee : ledger.payer;
  const random = numbers(7);
  const among = (count: number): number => Math.floor(random() * count);
  let subject = 0;
  for (let from = 0; from < rows; subject++) {
    const size = Math.min(rows - from, shape.perSubject === rows ? rows : 1 + among(2 * shape.perSubject - 1));
    const instants = Float64Array.from({ length: size }, () => START + among(shape.seconds)).sort();
    for (let index = 0; index < size; index++) {
      const row = from + index;
      ledger[side][row] = subject;
      other[row] = subject * 3 + among(shape.partners);
      ledger.at[row] = instants[index] ?? 0;
      ledger.sentMinor[row] = 500 * (1 + among(shape.amounts));
      ledger.eurCents[row] = (ledger.sentMinor[row] ?? 0) * 0.93;
      ledger.payoutMinor[row] = (ledger.sentMinor[row] ?? 0) * 61;
      ledger.payoutCurrency[row] = 1;
      ledger.payerZone[row] = subject % 3;
      ledger.payeeZone[row] = 3 + among(2);
      ledger.payerCountry[row] = subject % 5;
      ledger.payeeCountry[row] = 5 + ((other[row] ?? 0) % 3);
      ledger.payoutPlace[row] = 1 + among(4);
      ledger.channel[row] = 1 + among(3);
      ledger.provider[row] = among(3);
      ledger.declaredTie[row] = among(3) - 1;
      ledger.purpose[row] = among(10);
      ledger.payeeName[row] = 1 + among(2);
      ledger.payeePhone[row] = among(3);
      ledger.payeeAccount[row] = among(3);
    }
    from += size;
  }
  return ledger;
}

/** Transfers per second of the best of three passes. */
function speedOf(kernel: Kernel, ledger: Ledger, codes: Int32Array, facts: number): number {
  const out = new Float64Array(facts);
  let best = Infinity;
  for (let pass = 0; pass < 3; pass++) {
    const begin = performance.now();
    for (let from = 0; from < codes.length; ) {
      let to = from + 1;
      while (to < codes.length && codes[to] === codes[from]) to++;
      kernel(ledger, from, to, CONTEXT, out);
      from = to;
    }
    best = Math.min(best, performance.now() - begin);
  }
  return (codes.length / best) * 1_000;
}

function report(name: string, transfersPerSecond: number): void {
  console.log(`${name.padEnd(58)}${(transfersPerSecond / 1e6).toFixed(2).padStart(8)} M transfers/s`);
}

const TYPICAL: Shape = { perSubject: 10, partners: 3, seconds: YEARS * 365 * DAY, amounts: 40 };
const payers = makeLedger(TRANSFERS, 'payer', TYPICAL);
const payees = makeLedger(TRANSFERS, 'payee', TYPICAL);
report('payer, about 10 transfers each', speedOf(payerKernel, payers, payers.payer, PAYER_FACTS.length));
report('payee, about 10 transfers each', speedOf(payeeKernel, payees, payees.payee, PAYEE_FACTS.length));
report('pair, about 10 transfers each', speedOf(pairKernel, payers, payers.payer, PAIR_FACTS.length));

const WORST: readonly [string, Shape][] = [
  ['10^6 transfers to 10^6 payees', { ...TYPICAL, perSubject: 1e6, partners: 1e9 }],
  ['10^6 transfers to one payee', { ...TYPICAL, perSubject: 1e6, partners: 1 }],
  ['10^6 transfers at one instant', { ...TYPICAL, perSubject: 1e6, partners: 1e5, seconds: 1 }],
  ['10^6 transfers of one amount', { ...TYPICAL, perSubject: 1e6, partners: 1e5, amounts: 1 }],
  ['10^6 transfers of 10^6 amounts', { ...TYPICAL, perSubject: 1e6, partners: 1e5, amounts: 1e9 }],
];
for (const [name, shape] of WORST) {
  const one = makeLedger(1e6, 'payer', shape);
  report(`one payer, ${name}`, speedOf(payerKernel, one, one.payer, PAYER_FACTS.length));
  const other = makeLedger(1e6, 'payee', shape);
  report(
    `one payee, ${name.replace('payees', 'payers').replace('payee', 'payer')}`,
    speedOf(payeeKernel, other, other.payee, PAYEE_FACTS.length),
  );
}

/** The whole ledger as one slice. */
function sliceOf(ledger: Ledger, side: 'payer' | 'payee', subjects: number): LedgerSlice {
  const rows = rowsOf(ledger);
  return { ledger: rows, order: orderBySubject(rows, side, 0, subjects).order };
}

// The first run only warms up: its threads still compile.
for (const workers of [0, 0, 1, 2]) {
  const subjects = (payers.payer.at(-1) ?? 0) + 1;
  const slice = sliceOf(payers, 'payer', subjects);
  const begin = performance.now();
  await computePayerFacts([slice], { subjects, context: CONTEXT, workers });
  report(`payer facts and pairs, ${workers} workers`, (TRANSFERS / (performance.now() - begin)) * 1_000);
}
for (const workers of [0, 2]) {
  const subjects = (payees.payee.at(-1) ?? 0) + 1;
  const begin = performance.now();
  const slice = sliceOf(payees, 'payee', subjects);
  report('payee order', (TRANSFERS / (performance.now() - begin)) * 1_000);
  const ordered = performance.now();
  await computeFacts([slice], { subject: 'payee', subjects, context: CONTEXT, workers });
  report(`payee facts, ${workers} workers`, (TRANSFERS / (performance.now() - ordered)) * 1_000);
}
