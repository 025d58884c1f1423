import type { Engine } from './engine/engine.ts';
import type { LedgerTally } from './facts/ledger-rows.ts';
import { LEDGER_TABLES } from './facts/ledger-store.ts';
import type { Groups } from './leads/build-groups.ts';
import type { Group } from './leads/group.ts';
import { isoFromSeconds } from './leads/iso-instant.ts';
import type { RunSummary } from './leads/run-summary.ts';
import { strayEnd } from './leads/stray-end.ts';
import type { KnownSubjects } from './network/known.ts';
import type { Untied } from './network/untie.ts';
import { NAME_ALONE } from './transfers/canonical.ts';
import { QUARANTINE_TABLE } from './transfers/ingest.ts';
import { isCurrency } from './transfers/money/currencies.ts';
import type { TakenIn } from './transfers/take-in.ts';

const DAY_SECONDS = 86_400;
/** Transfers that are named when they stand apart. */
const EXAMPLES = 3;

export async function quarantineReasons(engine: Engine): Promise<RunSummary['quarantineReasons']> {
  const reasons = await engine.rows(`SELECT reason, "column", n, first.file AS file, first.row AS "row" FROM (
      SELECT reason, "column", count(*)::INTEGER AS n, min({'file': file, 'row': "row"::DOUBLE}) AS first FROM ${QUARANTINE_TABLE} GROUP BY ALL)
    ORDER BY n DESC, reason, "column"`);
  return reasons.map(({ reason, column, n, file, row }) => ({
    reason: String(reason),
    column: column === null ? null : String(column),
    rows: Number(n),
    first: { file: String(file), row: Number(row) },
  }));
}

export function countKnown({ entries, payers, payees }: KnownSubjects): RunSummary['known'] {
  const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);
  return { entries, payers: count(payers), payees: count(payees) };
}

export function countUntied({ rows, payers, payees, unmatched }: Untied): RunSummary['untied'] {
  return { rows: rows.length, payers, payees, unmatched: [...unmatched] };
}

export function countGroups({ groups, hubs, protectedPayees, withoutLead }: Groups): RunSummary['counts']['groups'] {
  const of = (queue: Group['queue']): number => groups.filter((group) => group.queue === queue).length;
  return { investigation: of('investigation'), safeguarding: of('safeguarding'), hubs, protectedPayees, withoutLead };
}

export async function currenciesWithoutRate(
  engine: Engine,
  transfers: string,
): Promise<RunSummary['currenciesWithoutRate']> {
  const rows = await engine.rows(
    `SELECT currency, count(*)::DOUBLE AS n FROM ${transfers} t WHERE amount_eur IS NULL GROUP BY currency ORDER BY n DESC, currency`,
  );
  return rows.map(({ currency, n }) => ({
    currency: String(currency),
    transfers: Number(n),
    inIso4217: isCurrency(String(currency)),
  }));
}

/** How many people have nothing but a name. */
export async function byNameAlone(engine: Engine): Promise<RunSummary['counts']['byNameAlone']> {
  const count = async (table: string): Promise<number> =>
    Number((await engine.row(`SELECT count(*)::DOUBLE AS n FROM ${table} WHERE starts_with(id, '${NAME_ALONE}')`)).n);
  return { payers: await count(LEDGER_TABLES.payers), payees: await count(LEDGER_TABLES.payees) };
}

/** The few last transfers that stand apart from all others, with their files and rows. */
export async function findStrayEnd(
  engine: Engine,
  transfers: string,
  tally: LedgerTally,
  { fileNames }: Pick<TakenIn, 'fileNames'>,
): Promise<RunSummary['strayEnd']> {
  const days = [...tally.days.entries()].filter(([, transfers]) => transfers > 0);
  const found = strayEnd(days.map(([day, transfers]) => ({ day, transfers })));
  if (found === null) return null;
  const iso = (day: number): string => isoFromSeconds(day * DAY_SECONDS).slice(0, 10);
  const last = await engine.rows(
    `SELECT source_file, source_row::DOUBLE AS "row", epoch(executed_at)::DOUBLE AS "at" FROM ${transfers} t
      WHERE executed_at >= TIMESTAMP '${iso(found.from)}' ORDER BY executed_at DESC, source_file, source_row LIMIT ${EXAMPLES}`,
  );
  return {
    othersEndAt: iso(found.othersEnd),
    transfers: found.transfers,
    examples: last.map(({ source_file, row, at }) => ({
      file: fileNames.get(String(source_file)) ?? String(source_file),
      row: Number(row),
      at: isoFromSeconds(Number(at)),
    })),
    suggestedAsOf: iso(found.othersEnd + 1),
  };
}
