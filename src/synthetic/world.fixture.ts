import { perEuro } from './money.ts';
import type { WorldRequest } from './options.ts';
import type { TransferRow } from './transfer-row.ts';
import { makeWorld, type TruthRow } from './world.ts';

/** A whole world in memory, for tests. */
export function collectWorld(request: WorldRequest): { transfers: TransferRow[]; truth: TruthRow[] } {
  const transfers: TransferRow[] = [];
  const truth: TruthRow[] = [];
  for (const batch of makeWorld(request).batches()) {
    transfers.push(...batch.transfers);
    truth.push(...batch.truth);
  }
  return { transfers, truth };
}

export function euros(row: TransferRow): number {
  return Number(row.amount) / perEuro(row.currency ?? 'EUR');
}

export function instant(row: TransferRow): number {
  return Date.parse(row.executed_at ?? '');
}
