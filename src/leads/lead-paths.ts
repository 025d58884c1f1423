import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import type { ExposurePath, ExposurePaths, WalkedExposure } from '../network/exposure-paths.ts';
import type { SubjectLookup } from './gather-contexts.ts';
import { idsOf } from './ids-of.ts';
import type { Lead } from './lead.ts';
import type { RankedSubject } from './rank-subjects.ts';

/** Paths written into a lead; their number is always given. */
const MOST_PATHS = 20;

export type LeadPaths = Pick<Lead, 'paths' | 'pathsTotal'>;

/**
 * For each of the subjects, in their order, from whom its exposure comes: by the ids of the records. Nobody from whom nothing comes is named,
 * nobody of the safeguarding queue, and nobody beside a possible victim, for whom exposure does not count.
 */
export async function leadPaths(
  engine: Engine,
  walker: ExposurePaths,
  { payerOf }: Corridors,
  { queue }: Pick<SubjectLookup, 'queue'>,
  subjects: readonly Pick<RankedSubject, 'kind' | 'row' | 'queue'>[],
): Promise<LeadPaths[]> {
  const walked = subjects.map((subject) => {
    const { total, paths } = walk(walker, subject);
    return { pathsTotal: total, shown: paths.slice(0, MOST_PATHS) };
  });
  const everyPath = walked.flatMap(({ shown }) => shown);
  const payerAt = (path: ExposurePath): number => payerOf[path.row] as number;
  const ids = {
    payer: await idsOf(engine, 'payer', everyPath.map(payerAt)),
    payee: await idsOf(
      engine,
      'payee',
      everyPath.flatMap(({ payees }) => payees),
    ),
  };
  return walked.map(({ pathsTotal, shown }) => ({
    pathsTotal,
    paths: shown.map((path) => ({
      payerId: queue('payer', payerAt(path)) === 'safeguarding' ? null : (ids.payer.get(payerAt(path)) ?? ''),
      payeeIds: path.payees.map((payee) => ids.payee.get(payee) ?? ''),
      score: Math.round(path.carried * 1e4) / 1e4,
    })),
  }));
}

function walk(
  walker: ExposurePaths,
  { kind, row, queue }: Pick<RankedSubject, 'kind' | 'row' | 'queue'>,
): WalkedExposure {
  if (queue === 'safeguarding') return { total: 0, paths: [] };
  return kind === 'payer' ? walker.ofPayer(row) : walker.ofPayee(row);
}
