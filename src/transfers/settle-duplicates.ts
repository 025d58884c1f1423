import type { Engine } from '../engine/engine.ts';

/** What tells two transfers apart when they carry the same reference. */
const CONTENT = ['executed_at', 'payer_id', 'payee_id', 'amount', 'currency', 'status'];
const content = (table: string): string =>
  `md5(concat_ws('|', ${CONTENT.map((column) => `coalesce(${table}.${column}::VARCHAR, '')`).join(', ')}))`;

export interface SettledDuplicates {
  /** The candidates without those that were there already; a relation with the same columns. */
  readonly accepted: string;
  readonly duplicates: number;
  /** Relation (row, reason) of candidates whose reference is used for another transfer; null when there is none. */
  readonly conflicts: string | null;
  readonly conflictCount: number;
}

/**
 * One transfer counts once. Candidates of one file whose transfer_id was seen, in this file or in `earlier`, are duplicates when
 * they say the same, and conflicts when they do not. Rows without reference that carry only a date may well be two payments of one
 * day: they are told apart by how often they occur. The usual case, no repetition, costs nothing more.
 *
 * @param candidates table or view with the lake's columns and `date_only`; @param name unique within the run
 * @param mayRepeat false when it is known that no two candidates have the same transfer_id
 */
export async function settleDuplicates(
  engine: Engine,
  candidates: string,
  earlier: string | null,
  name: string,
  mayRepeat: boolean,
): Promise<SettledDuplicates> {
  const seen = earlier
    ? await engine.row(`SELECT count(*)::DOUBLE AS n FROM ${candidates} c SEMI JOIN ${earlier} e USING (transfer_id)`)
    : { n: 0 };
  if (!mayRepeat && seen.n === 0) return { accepted: candidates, duplicates: 0, conflicts: null, conflictCount: 0 };

  const settled = `settled_${name}`;
  const before = earlier ?? `(SELECT * FROM ${candidates} WHERE false)`;
  await engine.run(`CREATE TEMP TABLE ${settled} AS
    WITH suspect AS (
      SELECT transfer_id FROM ${candidates} GROUP BY transfer_id HAVING count(*) > 1
      UNION SELECT c.transfer_id FROM ${candidates} c SEMI JOIN ${before} e USING (transfer_id)
    ), numbered AS (
      SELECT c.source_row, c.transfer_id, ${content('c')} AS content, c.source_ref IS NULL AND c.date_only AS may_repeat,
        row_number() OVER (PARTITION BY c.transfer_id ORDER BY c.source_row) AS occurrence
      FROM ${candidates} c SEMI JOIN suspect USING (transfer_id)
    ), named AS (
      SELECT source_row, content,
        CASE WHEN may_repeat AND occurrence > 1 THEN md5(transfer_id::VARCHAR || '#' || occurrence)::UUID ELSE transfer_id END AS transfer_id
      FROM numbered
    ), compared AS (
      SELECT n.source_row, n.transfer_id, n.content, e.transfer_id IS NOT NULL AS seen_before, ${content('e')} AS earlier_content,
        first_value(n.content) OVER (PARTITION BY n.transfer_id ORDER BY n.source_row) AS first_content,
        row_number() OVER (PARTITION BY n.transfer_id ORDER BY n.source_row) AS k
      FROM named n LEFT JOIN ${before} e ON e.transfer_id = n.transfer_id
    )
    SELECT source_row, transfer_id,
      CASE WHEN seen_before THEN (CASE WHEN content = earlier_content THEN 'duplicate' ELSE 'conflict' END)
        WHEN k = 1 THEN 'kept' WHEN content = first_content THEN 'duplicate' ELSE 'conflict' END AS outcome
    FROM compared`);
  const outcome = await engine.row(`SELECT count(*) FILTER (outcome = 'duplicate')::DOUBLE AS duplicates,
    count(*) FILTER (outcome = 'conflict')::DOUBLE AS conflicts FROM ${settled}`);
  return {
    accepted: `(SELECT c.* REPLACE (coalesce(s.transfer_id, c.transfer_id) AS transfer_id) FROM ${candidates} c
      LEFT JOIN ${settled} s ON s.source_row = c.source_row WHERE coalesce(s.outcome, 'kept') = 'kept')`,
    duplicates: Number(outcome.duplicates),
    conflicts:
      outcome.conflicts === 0
        ? null
        : `(SELECT source_row AS row, 'The reference was used before for another transfer (other date, people, amount or status): find out which of the two holds.' AS reason
            FROM ${settled} WHERE outcome = 'conflict')`,
    conflictCount: Number(outcome.conflicts),
  };
}
