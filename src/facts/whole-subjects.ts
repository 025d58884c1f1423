import { type ColumnBatch, type ColumnType, viewsOf } from '../engine/columns.ts';
import type { BatchMemory } from './batch-memory.ts';

export interface Gathering {
  readonly types: readonly ColumnType[];
  /** The column of the subject: rows come sorted by it. */
  readonly key: number;
  /** Rows of a batch, as long as no subject has more. */
  readonly rows: number;
  readonly memory: BatchMemory;
}

/**
 * Gathers parts of a table, each read before the next one comes, into batches of which each holds whole subjects, in a buffer of its own.
 * A subject with more rows than a batch makes a larger batch.
 */
export async function* wholeSubjects(
  parts: AsyncIterable<ColumnBatch>,
  { types, key, rows, memory }: Gathering,
): AsyncGenerator<ColumnBatch> {
  const withRoom = (room: number, rest: readonly ColumnBatch['columns'][number][]) => {
    const columns = viewsOf(types, room, (bytes) => memory.take(bytes));
    for (const [index, column] of columns.entries()) {
      const left = rest[index];
      if (left) column.set(left);
    }
    return columns;
  };
  let room = rows;
  let columns = withRoom(room, []);
  let filled = 0;
  for await (const part of parts) {
    if (filled + part.count > room) {
      const cut = startOfLastSubject(columns[key], filled);
      const rest = columns.map((column) => column.subarray(cut, filled));
      // A batch that one subject fills grows by half and more, so that a large subject is not copied at every part.
      room = cut === 0 ? Math.ceil(1.5 * room) + part.count : Math.max(rows, filled - cut + part.count);
      const next = withRoom(room, rest);
      if (cut > 0) yield { count: cut, columns: columns.map((column) => column.subarray(0, cut)) };
      else memory.give(buffersOf(columns));
      columns = next;
      filled -= cut;
    }
    for (const [index, column] of columns.entries()) {
      const source = part.columns[index];
      if (source) column.set(source, filled);
    }
    filled += part.count;
  }
  if (filled > 0) yield { count: filled, columns: columns.map((column) => column.subarray(0, filled)) };
}

/** Where the last subject of the first `filled` rows begins; 0 when they are all its own. */
function startOfLastSubject(codes: ColumnBatch['columns'][number] | undefined, filled: number): number {
  if (!codes) throw new Error('There is no column to cut by');
  const last = codes[filled - 1];
  let at = filled - 1;
  while (at > 0 && codes[at - 1] === last) at--;
  return Math.max(0, at);
}

function buffersOf(columns: ColumnBatch['columns']): ArrayBuffer[] {
  return [...new Set(columns.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
