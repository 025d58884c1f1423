import { BatchMemory } from './batch-memory.ts';
import { type BatchPlan, BatchRun, catalogueOf, type SubjectKind } from './fact-batch.ts';
import { allocateFactTable, type FactTable } from './fact-table.ts';
import { KernelPool } from './kernel-pool.ts';
import type { KernelContext, Ledger } from './ledger.ts';
import { transferableBuffers } from './ledger-columns.ts';
import { concatenatePairs, type PairTable } from './pair-table.ts';

/** One row for each transfer, in batches that hold whole subjects. */
type Batches = AsyncIterable<Ledger> | Iterable<Ledger>;

export interface FactRunOptions {
  /** Whose facts; the batches are sorted by (this, at, transfer_id). */
  readonly subject: SubjectKind;
  /** Number of subjects: their codes are 0 to subjects - 1. */
  readonly subjects: number;
  readonly context: KernelContext;
  /** Worker threads; 0 = this thread does the work. */
  readonly workers: number;
  /** Where the memory of each batch goes when it was read. */
  readonly memory?: BatchMemory;
}

/**
 * The facts of order 1 of all payers or payees; facts of order 2 are columns of NaN, to be filled in by the network. The same
 * bytes on any number of workers.
 *
 * Each batch holds whole subjects, in ascending order of code within and between batches. With workers, the memory of a batch
 * is given away: the source must not touch it again, nor put two batches into one buffer. At most two batches for each
 * worker and one more are held at a time; the source is not asked for more.
 *
 * Throws a RangeError for batches out of order; with workers, an Error that tells what stopped the worker.
 */
export async function computeFacts(batches: Batches, options: FactRunOptions): Promise<FactTable> {
  const { facts } = await run(batches, options, false);
  return facts;
}

/** The facts of all payers and, from the same pass, who paid whom. See `computeFacts`. */
export async function computePayerFacts(
  batches: Batches,
  options: Omit<FactRunOptions, 'subject'>,
): Promise<{ readonly facts: FactTable; readonly pairs: PairTable }> {
  return run(batches, { ...options, subject: 'payer' }, true);
}

interface FactRun {
  readonly facts: FactTable;
  readonly pairs: PairTable;
}

async function run(batches: Batches, options: FactRunOptions, pairs: boolean): Promise<FactRun> {
  const { subject, subjects, context, workers, memory = new BatchMemory() } = options;
  const table = allocateFactTable(catalogueOf(subject), subjects, workers > 0);
  const plan = { subject, context, table, pairs };
  const tables =
    workers > 0 ? await runInWorkers(batches, plan, workers, memory) : await runHere(batches, plan, memory);
  return { facts: table, pairs: concatenatePairs(tables) };
}

async function runHere(batches: Batches, plan: BatchPlan, memory: BatchMemory): Promise<readonly PairTable[]> {
  const run = new BatchRun(plan);
  const tables: PairTable[] = [];
  for await (const batch of inOrder(batches, plan.subject)) {
    tables.push(run.add(batch));
    memory.give(transferableBuffers(batch));
  }
  return tables;
}

async function runInWorkers(
  batches: Batches,
  plan: BatchPlan,
  workers: number,
  memory: BatchMemory,
): Promise<readonly PairTable[]> {
  const pool = new KernelPool(plan, workers, new URL('./kernel-worker.ts', import.meta.url), memory);
  try {
    for await (const batch of untilFailure(inOrder(batches, plan.subject), pool.failure)) await pool.take(batch);
    return await pool.finish();
  } finally {
    await pool.close();
  }
}

/** The batches that have rows. Throws when one begins with a subject that does not come after all before it. */
async function* inOrder(batches: Batches, subject: SubjectKind): AsyncGenerator<Ledger, void> {
  let before = -1;
  for await (const batch of batches) {
    const first = batch[subject].at(0);
    if (first === undefined) continue;
    if (first <= before) {
      throw new RangeError(`A batch begins with ${subject} ${first}, but the one before it ended with ${before}`);
    }
    before = batch[subject].at(-1) ?? before;
    yield batch;
  }
}

/** The same batches, but ended by a failure even while the source keeps us waiting for its next one. */
async function* untilFailure(
  source: AsyncGenerator<Ledger, void>,
  failure: Promise<never>,
): AsyncGenerator<Ledger, void> {
  try {
    for (;;) {
      const next = await Promise.race([source.next(), failure]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a source that hangs must not keep the failure from being told.
    source.return().catch(() => undefined);
  }
}
