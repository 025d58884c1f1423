import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../engine/engine.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import type { Subject } from '../indicators/indicator.ts';
import { OUTCOME_CODES, outcomesOf } from '../indicators/outcomes.ts';
import { decimalEur } from './decimal-eur.ts';
import { leadIdOf } from './lead-id.ts';
import type { RankedSubject } from './rank-subjects.ts';
import { subjectsCsvHeader, subjectsCsvLine } from './subjects-csv.ts';

export interface SubjectSources {
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly packs: Readonly<Record<Subject, CompiledPack>>;
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
  let text = `${subjectsCsvHeader}\n`;
  const named = `SELECT r.rank, c.id, c.name FROM ranked r JOIN (
      SELECT 0::TINYINT AS kind, code, id, name FROM ${LEDGER_TABLES.payers} UNION ALL SELECT 1::TINYINT, code, id, name FROM ${LEDGER_TABLES.payees}
    ) c USING (kind, code) ORDER BY r.rank`;
  for await (const { rank, id, name } of engine.stream(named)) {
    const standing = ranked[Number(rank) - 1];
    if (!standing) throw new Error(`There is no subject of rank ${rank}`);
    const { kind, row, queue } = standing;
    const facts = sources.facts[kind];
    const sum = factColumn(facts, 'amount_sum')[row] ?? Number.NaN;
    text += `${subjectsCsvLine({
      standing,
      id: String(id),
      name: name === null ? null : String(name),
      leadId: leadIdOf(kind, String(id)),
      ...labels[kind](row, queue),
      transfers: factColumn(facts, 'transfers')[row] ?? 0,
      amountEur: Number.isNaN(sum) ? null : decimalEur(Math.round(sum * 100)),
      firstAt: factColumn(facts, 'first_at')[row] ?? 0,
      lastAt: factColumn(facts, 'last_at')[row] ?? 0,
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
function labelsOf({ facts, packs }: SubjectSources, kind: Subject) {
  const outcomesByIndicator = outcomesOf(packs[kind], facts[kind]);
  const indicators = packs[kind].indicators.map(({ indicator }, index) => ({
    id: indicator.id,
    against: indicator.kind === 'ordinary_explanation',
    queue: indicator.queue,
    outcomes: outcomesByIndicator[index] ?? new Uint8Array(),
  }));
  return (row: number, queue: RankedSubject['queue']) => {
    const lists = { indicators: [] as string[], reasonsAgainst: [] as string[], unknown: [] as string[] };
    for (const { id, against, queue: own, outcomes } of indicators) {
      const outcome = outcomes[row];
      if (outcome === OUTCOME_CODES.no || (own !== queue && own !== 'both')) continue;
      if (outcome === OUTCOME_CODES.unknown) lists.unknown.push(id);
      else if (against) lists.reasonsAgainst.push(id);
      else lists.indicators.push(id);
    }
    return lists;
  };
}
