import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { SUBJECTS } from '../indicators/indicator.ts';
import { needsCareSql, safeId, safeText } from './subjects-csv.ts';

/** Identifiers and names of (kind, code) that a spreadsheet may not be given as they stand, made safe. Kinds are places in SUBJECTS. */
export const CAREFUL_TEXTS = 'careful_texts';

/** So many at a time are held as objects. */
const PAGE = 1 << 14;

/** Fills CAREFUL_TEXTS: the engine tells which texts may need care, `safeId` and `safeText` say what becomes of them. */
export async function registerCarefulTexts(engine: Engine): Promise<void> {
  const given = SUBJECTS.map(
    (subject, kind) =>
      `SELECT ${kind}::TINYINT AS kind, code, id, name FROM ${LEDGER_TABLES[`${subject}s`]} WHERE ${needsCareSql('id')} OR coalesce(${needsCareSql('name')}, false)`,
  );
  await engine.run(`CREATE OR REPLACE TEMP TABLE careless_texts AS ${given.join(' UNION ALL ')}`);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${CAREFUL_TEXTS} (kind TINYINT, code INTEGER, id VARCHAR, name VARCHAR)`,
  );
  const appender = await engine.connection.createAppender(CAREFUL_TEXTS);
  for (let from = 0; ; from += PAGE) {
    const page = await engine.rows(`SELECT * FROM careless_texts WHERE rowid >= ${from} AND rowid < ${from + PAGE}`);
    if (page.length === 0) break;
    for (const { kind, code, id, name } of page) {
      appender.appendTinyInt(Number(kind));
      appender.appendInteger(Number(code));
      appender.appendVarchar(safeId(String(id)));
      if (name === null) appender.appendNull();
      else appender.appendVarchar(safeText(String(name)));
      appender.endRow();
    }
  }
  appender.closeSync();
  await engine.run('DROP TABLE careless_texts');
}
