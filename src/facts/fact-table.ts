import { type Fact, factIndex } from './catalogue.ts';

export type FactColumn = Float64Array | Float32Array;

/**
 * Facts of all subjects of one kind: one column a fact, in the order of the catalogue; index = dense code of the subject.
 * NaN = unknown. Each column has the type that `isStoredWhole` says. The memory may be shared between threads.
 */
export interface FactTable {
  readonly catalogue: readonly Fact[];
  readonly count: number;
  readonly columns: readonly FactColumn[];
  /** Where the facts are that have no column here, when all of them would not fit into memory: see `FactWindows`. */
  readonly file?: FactFile;
}

/** An open file, which all threads of the process know by the same number. It holds one fact after the other, each of all rows. */
export interface FactFile {
  readonly descriptor: number;
  /** Where each fact of the catalogue begins; null for those that are in memory. */
  readonly offsets: readonly (number | null)[];
}

/** The column of one fact. Throws when the catalogue has no such fact, or it is not in memory. */
export function factColumn(table: FactTable, id: string): FactColumn {
  const column = table.columns[factIndex(table.catalogue, id)];
  if (column?.length !== table.count) throw new Error(`The fact ${id} has no column in this table`);
  return column;
}

/** Whether all of it lies in memory that threads share. */
export function isShared({ columns }: FactTable): boolean {
  return columns.every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

/**
 * Whether a fact is kept in 64 bits: instants, sums of money, and the numbers of transfers, which may pass 2^24. All others
 * are kept in 32 bits, rounded by at most one part in 2^24: at 10 million payers the difference is 3 GB.
 */
export function isStoredWhole(fact: Fact): boolean {
  return (
    fact.unit === 'instant' || fact.id.endsWith('_sum') || fact.id === 'transfers' || fact.id === 'excluded_transfers'
  );
}

/** What a fact takes of each subject. */
export function bytesOfFact(fact: Fact): number {
  return isStoredWhole(fact) ? 8 : 4;
}

/** The value of a fact as a table gives it back. */
export function asStored(fact: Fact, value: number): number {
  return isStoredWhole(fact) ? value : Math.fround(value);
}

/**
 * Room for a table, in memory that worker threads can write to when `shared`. Nothing is written yet, so that the system gives no memory for
 * what nobody fills before the transfers are given back: see `putUnknown`.
 */
export function reserveFactTable(
  catalogue: readonly Fact[],
  count: number,
  shared = false,
  file: FactFile | null = null,
): FactTable {
  const columns = catalogue.map((fact, place) => {
    const bytes = typeof file?.offsets[place] === 'number' ? 0 : count * bytesOfFact(fact);
    const memory = shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
    return isStoredWhole(fact) ? new Float64Array(memory) : new Float32Array(memory);
  });
  return { catalogue, count, columns, ...(file && { file }) };
}

/** What a fact is while nothing is known: no transfers, NaN for the rest. */
export function unknownOf({ id }: Fact): number {
  return id === 'transfers' || id === 'excluded_transfers' ? 0 : Number.NaN;
}

/** Says of the facts of some orders that nothing is known. */
export function putUnknown({ catalogue, columns }: FactTable, isAsked: (order: Fact['order']) => boolean): void {
  for (const [place, fact] of catalogue.entries()) if (isAsked(fact.order)) columns[place]?.fill(unknownOf(fact));
}

/**
 * Says of whoever has no transfer that counts that nothing else of order 1 is known. The memory of a table is zero until a kernel writes, and filling all of it
 * before would write it twice, on one thread.
 */
export function putUnknownWithoutTransfers(table: FactTable): void {
  const { catalogue, columns } = table;
  const transfers = factColumn(table, 'transfers');
  const others = columns.filter((column, place) => {
    const fact = catalogue[place] as Fact;
    return fact.order === 1 && Number.isNaN(unknownOf(fact)) && column.length > 0;
  });
  for (let row = 0; row < transfers.length; row++)
    if (transfers[row] === 0) for (const column of others) column[row] = Number.NaN;
}

/** A table in which nothing is known yet. */
export function allocateFactTable(catalogue: readonly Fact[], count: number, shared = false): FactTable {
  const table = reserveFactTable(catalogue, count, shared);
  putUnknown(table, () => true);
  return table;
}
