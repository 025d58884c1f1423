import type { LeadRow } from '../api/schema.ts';
import type { Act } from '../handling/act-on-lead.ts';

export interface BulkPlan {
  /** On which the act is to be done. */
  readonly willChange: readonly LeadRow[];
  /** Which somebody else holds: left alone. */
  readonly heldByOthers: readonly LeadRow[];
  /** Which are so already. */
  readonly alreadySo: readonly LeadRow[];
}

/** What an act would do to each of the chosen leads, as far as the reader's list knows. The server has the last word. */
export function bulkPlan(act: Act, rows: readonly LeadRow[], selfId: string): BulkPlan {
  const isSo = (row: LeadRow): boolean => {
    if (act.kind === 'claim') return row.holder?.id === selfId;
    if (act.kind === 'assign') return row.holder?.id === act.to.id;
    return act.kind === 'decide' && row.state === act.decision.kind && row.changed === null;
  };
  const isForeign = (row: LeadRow): boolean =>
    (act.kind === 'claim' || act.kind === 'decide') && row.holder !== null && row.holder.id !== selfId;
  const alreadySo = rows.filter(isSo);
  const heldByOthers = rows.filter((row) => !isSo(row) && isForeign(row));
  return { alreadySo, heldByOthers, willChange: rows.filter((row) => !isSo(row) && !isForeign(row)) };
}
