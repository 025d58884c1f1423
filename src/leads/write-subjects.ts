import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../engine/engine.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import type { Indicator, Subject } from '../indicators/indicator.ts';
import { IdLists } from '../indicators/outcomes.ts';
import type { Queue } from '../indicators/queue.ts';
import { decimalEur } from './decimal-eur.ts';
import { leadIdOf } from './lead-id.ts';
import type { RankedSubject } from './rank-subjects.ts';
import { subjectsCsvHeader, subjectsCsvLine } from './subjects-csv.ts';

export interface SubjectSources {
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly packs: Readonly<Record<Subject, CompiledPack>>;
  readonly scores: Readonly<Record<Subject, SubjectScores>>;
}

const FLUSH_AT = 1 << 18;

/** Writes subjects.csv: one row for each ranked subject, best first, with the name that the records give it. Bounded memory. */
export async function writeSubjects(
  engine: Engine,
  file: string,
  ranked: readonly RankedSubject[],
  sources: SubjectSources,
): Promise<void> {
  await registerRanked(engine, ranked);
  await pipeline(linesOf(engine, ranked, sources), createWriteStream(file));
  await engine.run('DROP TABLE ranked');
}

/** The text of the file in large pieces. */
async function* linesOf(
  engine: Engine,
  ranked: readonly RankedSubject[],
  sources: SubjectSources,
): AsyncGenerator<string> {
  const labels = { payer: labelsOf(sources, 'payer'), payee: labelsOf(sources, 'payee') };
  const facts = { payer: factsOf(sources, 'payer'), payee: factsOf(sources, 'payee') };
  let text = `${subjectsCsvHeader}\n`;
  const named = `SELECT r.rank, c.id, c.name FROM ranked r JOIN (
      SELECT 0::TINYINT AS kind, code, id, name FROM ${LEDGER_TABLES.payers} UNION ALL SELECT 1::TINYINT, code, id, name FROM ${LEDGER_TABLES.payees}
    ) c USING (kind, code) ORDER BY r.rank`;
  for await (const { rank, id, name } of engine.stream(named)) {
    const standing = ranked[Number(rank) - 1];
    if (!standing) throw new Error(`There is no subject of rank ${rank}`);
    const { kind, row, queue } = standing;
    text += `${subjectsCsvLine({
      standing,
      id: String(id),
      name: name === null ? null : String(name),
      leadId: leadIdOf(kind, String(id)),
      ...labels[kind](row, queue),
      ...facts[kind](row),
    })}\n`;
    if (text.length >= FLUSH_AT) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function registerRanked(engine: Engine, ranked: readonly RankedSubject[]): Promise<void> {
  await engine.run('CREATE OR REPLACE TEMP TABLE ranked (rank INTEGER, kind TINYINT, code INTEGER)');
  const appender = await engine.connection.createAppender('ranked');
  for (const { rank, kind, row } of ranked) {
    appender.appendInteger(rank);
    appender.appendTinyInt(kind === 'payer' ? 0 : 1);
    appender.appendInteger(row);
    appender.endRow();
  }
  appender.closeSync();
}

/** Which indicators fired, apply against and are unknown for a row, in its queue. */
function labelsOf({ packs, scores }: SubjectSources, kind: Subject) {
  const { outcomes } = scores[kind];
  const named = (keep: (indicator: Indicator) => boolean): IdLists =>
    new IdLists(packs[kind].indicators.map(({ indicator }) => (keep(indicator) ? indicator.id : null)));
  const listsOf = (queue: Queue) => {
    const asked = (indicator: Indicator): boolean => indicator.queue === queue || indicator.queue === 'both';
    return {
      indicators: named((indicator) => asked(indicator) && indicator.kind === 'indicator'),
      reasonsAgainst: named((indicator) => asked(indicator) && indicator.kind === 'ordinary_explanation'),
      unknown: named(asked),
    };
  };
  const lists = { investigation: listsOf('investigation'), safeguarding: listsOf('safeguarding') };
  return (row: number, queue: Queue) => ({
    indicators: lists[queue].indicators.of(outcomes.fired, row),
    reasonsAgainst: lists[queue].reasonsAgainst.of(outcomes.fired, row),
    unknown: lists[queue].unknown.of(outcomes.unknown, row),
  });
}

/** The facts that the file tells of each subject of a kind. */
function factsOf({ facts }: SubjectSources, kind: Subject) {
  const column = (id: string) => factColumn(facts[kind], id);
  const [transfers, sum, first, last] = [
    column('transfers'),
    column('amount_sum'),
    column('first_at'),
    column('last_at'),
  ];
  return (row: number) => ({
    transfers: transfers[row] ?? 0,
    amountEur: Number.isNaN(sum[row] ?? Number.NaN) ? null : decimalEur(Math.round((sum[row] ?? 0) * 100)),
    firstAt: first[row] ?? 0,
    lastAt: last[row] ?? 0,
  });
}
