import { join } from 'node:path';
import { type Engine, literal } from './engine/engine.ts';
import { LEDGER_TABLES } from './facts/ledger-store.ts';
import { SUBJECTS, type Subject } from './indicators/indicator.ts';
import { idsOf } from './leads/ids-of.ts';
import { payeesKnownFrom, readKnown } from './network/known.ts';
import type { RankedRecords } from './scan.ts';
import type { RankOptions } from './scan-options.ts';
import type { ScanWatcher } from './scan-progress.ts';
import { type Earliness, earliness, type History, type ListAsOf } from './synthetic/evaluation/earliness.ts';
import type { TrueSubject } from './synthetic/evaluation/subjects.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { withRanking } from './with-ranking.ts';

export interface ReplayRequest {
  readonly options: Omit<RankOptions, 'asOf' | 'lake'>;
  readonly truth: readonly TrueSubject[];
  /** Places of each queue that a team reads. */
  readonly budget: number;
  /** First and last month, `YYYY-MM`; null = those of the transfers. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReplayWatcher extends ScanWatcher {
  /** A month is about to be ranked as it was known at its end; `place` from 0. */
  month(month: string, place: number, months: number): void;
}

const RANKED_AT_A_TIME = 1 << 14;

/**
 * Ranks what was known at the end of each month, and tells how early each subject that matters came within the budget of its queue. The files
 * are read once, into a lake that is gone afterwards. Throws what a scan throws.
 */
export async function replayMonths(request: ReplayRequest, watcher: ReplayWatcher): Promise<Earliness> {
  const { options, truth, budget } = request;
  return inTemporaryFolder(async (folder) => {
    const lake = join(folder, 'lake');
    const whole = await withRanking({ ...options, lake, asOf: null }, watcher, async (engine, ranking) => ({
      histories: await readHistories(engine, ranking, request),
      months: monthsOf(ranking, request),
    }));
    const unheard = unheardBy(watcher);
    const lists: ListAsOf[] = [];
    for (const [place, month] of whole.months.entries()) {
      watcher.month(month, place, whole.months.length);
      const end = endOf(month);
      const asOf = `${end.slice(0, 10)} 00:00:00`;
      const listed = await withRanking({ ...options, files: [], lake, asOf }, unheard, (engine, ranking) =>
        withinBudget(engine, ranking, budget),
      );
      lists.push({ asOf: Date.parse(end), listed });
    }
    return earliness(lists, truth, whole.histories, budget);
  });
}

/** The first of each queue, as a team reads it: who is proposed, then who is context. */
async function withinBudget(engine: Engine, { ranked }: RankedRecords, budget: number): Promise<ListAsOf['listed']> {
  const first = [...ranked.pages(RANKED_AT_A_TIME)].flatMap((page) =>
    page.filter(({ rankInQueue }) => rankInQueue <= budget),
  );
  const codesOf = (kind: Subject): number[] => first.filter((one) => one.kind === kind).map(({ code }) => code);
  const ids = {
    payer: await idsOf(engine, 'payer', codesOf('payer')),
    payee: await idsOf(engine, 'payee', codesOf('payee')),
  };
  return first.map((one) => ({
    kind: one.kind,
    id: ids[one.kind].get(one.code) ?? '',
    queue: one.queue,
  }));
}

/** The counted payments of all subjects that matter, and who of the payers paid a known household. */
async function readHistories(
  engine: Engine,
  ranking: RankedRecords,
  { truth, options }: ReplayRequest,
): Promise<ReadonlyMap<string, History>> {
  const { known } = options;
  const knownFrom = known === null ? null : await knownHouseholds(engine, ranking, known, options.link !== null);
  const histories = new Map<string, { payments: number[]; paidKnownHousehold: boolean; knownFrom: number | null }>();
  for (const kind of SUBJECTS)
    for await (const { id, at, payee } of engine.stream(paymentsSql(kind, ranking.transfers, truth))) {
      const key = `${kind}:${String(id)}`;
      const history = histories.get(key) ?? { payments: [], paidKnownHousehold: false, knownFrom: null };
      histories.set(key, history);
      const instant = Number(at);
      history.payments.push(instant);
      const from = kind === 'payer' ? knownFrom?.(Number(payee)) : undefined;
      if (from === undefined) continue;
      history.paidKnownHousehold = true;
      if (instant >= from) history.knownFrom ??= instant;
    }
  return histories;
}

/** From when on the household of a payee is known, in milliseconds UTC, by code of the payee; undefined when it never is. */
async function knownHouseholds(
  engine: Engine,
  { payeeTies: { group } }: RankedRecords,
  known: string,
  hasLinks: boolean,
): Promise<(payee: number) => number | undefined> {
  await readKnown(engine, known, hasLinks);
  const fromOfGroup = new Map<number, number>();
  for (const [code, seconds] of await payeesKnownFrom(engine)) {
    const household = group[code] as number;
    fromOfGroup.set(household, Math.min(seconds * 1000, fromOfGroup.get(household) ?? Number.POSITIVE_INFINITY));
  }
  return (payee) => fromOfGroup.get(group[payee] as number);
}

/** The payments of those who matter, in order of subject and time; only what facts count, too. */
function paymentsSql(kind: Subject, transfers: string, truth: readonly TrueSubject[]): string {
  const matters = truth.filter((row) => row.harmful && row.kind === kind).map(({ id }) => literal(id));
  return `SELECT t.${kind}_id AS id, epoch_ms(t.executed_at)::DOUBLE AS at, c.code AS payee
    FROM ${transfers} t JOIN ${LEDGER_TABLES.payees} c ON c.id = t.payee_id
    WHERE t.${kind}_id IN (${matters.join(', ') || 'NULL'}) AND t.status = 'completed'
      AND t.payer_id <> t.payee_id AND coalesce(t.payer_account <> t.payee_account, true)
    ORDER BY t.${kind}_id, t.executed_at`;
}

/** Stops when the other is asked to; what it is told goes no further. */
function unheardBy(watcher: ScanWatcher): ScanWatcher {
  const nothing = (): void => {};
  return {
    get stopped() {
      return watcher.stopped;
    },
    onStop: (stop) => watcher.onStop(stop),
    ...{ started: nothing, finished: nothing, file: nothing, inLake: nothing, refused: nothing },
  };
}

/** `YYYY-MM` of an instant in seconds UTC. */
function monthOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 7);
}

/** The first instant after a month, ISO 8601 UTC. */
function endOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 0)).toISOString();
}

/** The months asked for that have transfers, or follow some. */
function monthsOf({ size }: RankedRecords, { from, to }: Pick<ReplayRequest, 'from' | 'to'>): string[] {
  if (size.transfers === 0) return [];
  const [first, last] = [monthOf(size.firstAt), monthOf(size.lastAt)];
  const end = to === null || to > last ? last : to;
  const months: string[] = [];
  for (let month = from === null || from < first ? first : from; month <= end; month = endOf(month).slice(0, 7))
    months.push(month);
  return months;
}
