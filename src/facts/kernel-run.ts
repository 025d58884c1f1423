import { type BatchPlan, BatchRun, catalogueOf, type SubjectKind } from './fact-batch.ts';
import { type FactFile, type FactTable, putUnknownWithoutTransfers, reserveFactTable } from './fact-table.ts';
import { GatheredLedger } from './gathered-ledger.ts';
import { KernelPool } from './kernel-pool.ts';
import type { KernelContext } from './ledger.ts';
import { type LedgerSlice, tasksOf } from './ledger-slice.ts';
import { concatenatePairs, type PairTable } from './pair-table.ts';
import type { TakenOver } from './taken-over.ts';

/** All transfers of some subjects after those of others, in ascending order of their codes. */
type Slices = AsyncIterable<LedgerSlice> | Iterable<LedgerSlice>;

export interface FactRunOptions {
  /** Whose facts; the slices are sorted by them. */
  readonly subject: SubjectKind;
  /** Number of subjects: their codes are 0 to subjects - 1. */
  readonly subjects: number;
  readonly context: KernelContext;
  /** Worker threads; 0 = this thread does the work. */
  readonly workers: number;
  /** Where facts are kept that do not fit into memory; null = all are in memory. In a file, each subject must have transfers. */
  readonly file?: FactFile | null;
  /** Facts that need not be computed; null = all are. */
  readonly takenOver?: TakenOver | null;
}

/**
 * The facts of order 1 of all payers or payees; nothing is written of those of higher orders, not even that they are unknown. The same
 * bytes on any number of workers. A slice is done with when the next one is asked for.
 *
 * Throws a RangeError for subjects that the table has not; with workers, an Error that tells what stopped the worker.
 */
export async function computeFacts(slices: Slices, options: FactRunOptions): Promise<FactTable> {
  const { facts } = await run(slices, options, false);
  return facts;
}

/** The facts of all payers and, from the same pass, who paid whom. See `computeFacts`. */
export async function computePayerFacts(
  slices: Slices,
  options: Omit<FactRunOptions, 'subject'>,
): Promise<{ readonly facts: FactTable; readonly pairs: PairTable }> {
  return run(slices, { ...options, subject: 'payer' }, true);
}

interface FactRun {
  readonly facts: FactTable;
  readonly pairs: PairTable;
}

async function run(slices: Slices, options: FactRunOptions, pairs: boolean): Promise<FactRun> {
  const { subject, subjects, context, workers, file = null, takenOver = null } = options;
  const table = reserveFactTable(catalogueOf(subject), subjects, workers > 0, file);
  const plan = { subject, context, table, pairs, takenOver };
  const tables = workers > 0 ? await runInWorkers(slices, plan, workers) : await runHere(slices, plan);
  putUnknownWithoutTransfers(table);
  return { facts: table, pairs: concatenatePairs(tables) };
}

async function runHere(slices: Slices, plan: BatchPlan): Promise<PairTable[]> {
  const run = new BatchRun(plan);
  const gathered = new GatheredLedger();
  const tables: PairTable[] = [];
  for await (const slice of slices) for (const task of tasksOf(slice)) tables.push(run.add(gathered.of(slice, task)));
  return tables;
}

async function runInWorkers(slices: Slices, plan: BatchPlan, workers: number): Promise<PairTable[]> {
  const pool = new KernelPool(plan, workers, new URL('./kernel-worker.ts', import.meta.url));
  try {
    for await (const slice of slices) await pool.take(slice);
    return pool.pairs;
  } finally {
    await pool.close();
  }
}
