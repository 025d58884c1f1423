import type { Engine } from '../engine/engine.ts';

/** How many transfers there are, and from when to when: seconds UTC, both included; 0 without any. */
export interface RecordSpan {
  readonly transfers: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Looks once at a relation with the columns of the lake. */
export async function recordSpan(engine: Engine, transfers: string): Promise<RecordSpan> {
  const span = await engine.row(`SELECT count(*)::DOUBLE AS transfers, coalesce(epoch(min(executed_at)), 0) AS first,
    coalesce(epoch(max(executed_at)), 0) AS last FROM ${transfers}`);
  return { transfers: Number(span.transfers), firstAt: Number(span.first), lastAt: Number(span.last) };
}
