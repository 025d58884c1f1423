import type { ColumnBatch } from '../engine/columns.ts';
import type { Engine } from '../engine/engine.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import { type Indicator, SUBJECTS, type Subject } from '../indicators/indicator.ts';
import { IdLists } from '../indicators/outcomes.ts';
import type { Queue } from '../indicators/queue.ts';
import { QUEUES } from './lead.ts';

type Packs = Readonly<Record<Subject, CompiledPack>>;
type Keep = (indicator: Indicator) => boolean;

/** Lists of ids by what was said of the indicators: those that fired are reasons or reasons against. */
const LISTS = {
  fired: {
    indicators: ({ kind }) => kind === 'indicator',
    reasons_against: ({ kind }) => kind === 'ordinary_explanation',
  },
  unknown: { unknown: () => true },
} as const satisfies Record<string, Record<string, Keep>>;

type Said = keyof typeof LISTS;
const SAID = Object.keys(LISTS) as Said[];
const tableOf = (said: Said): string => `lists_of_${said}`;

/** Names of the columns that hold what was said as bits, `words` of them for each. */
export function bitColumns(said: Said, words: number): string[] {
  return Array.from({ length: words }, (_, word) => `${said}_${word}`);
}

/**
 * Writes out the lists of ids, separated by spaces, of what was said of the subjects of a table with kind and queue (places in SUBJECTS and
 * QUEUES) and bits. Many subjects share a list: each is put together once.
 */
export async function registerLists(engine: Engine, subjects: string, words: number, packs: Packs): Promise<void> {
  for (const said of SAID) {
    const keys = bitColumns(said, words);
    const lists = Object.entries<Keep>(LISTS[said]);
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${tableOf(said)} (kind TINYINT, queue TINYINT,
      ${[...keys.map((key) => `${key} INTEGER`), ...lists.map(([name]) => `${name} VARCHAR`)].join(', ')})`);
    const different: ColumnBatch[] = [];
    const sql = `SELECT DISTINCT kind, queue, ${keys.join(', ')} FROM ${subjects}`;
    for await (const batch of engine.columns(sql, ['int8', 'int8', ...keys.map(() => 'int32' as const)], 1 << 12))
      different.push(batch);
    const textsOf = lists.map(([, keep]) => listTexts(packs, keep));
    const appender = await engine.connection.createAppender(tableOf(said));
    for (const { count, columns } of different)
      for (let index = 0; index < count; index++) {
        const [kind = 0, queue = 0, ...bits] = columns.map((column) => column[index] as number);
        appender.appendTinyInt(kind);
        appender.appendTinyInt(queue);
        for (const word of bits) appender.appendInteger(word);
        for (const texts of textsOf) appender.appendVarchar(texts(kind, queue, Int32Array.from(bits)));
        appender.endRow();
      }
    appender.closeSync();
  }
}

/** SQL that joins the written lists to subjects under an alias. */
export function listJoins(alias: string, words: number): string {
  return SAID.map((said) => {
    const keys = ['kind', 'queue', ...bitColumns(said, words)];
    return `JOIN ${tableOf(said)} ON ${keys.map((key) => `${tableOf(said)}.${key} = ${alias}.${key}`).join(' AND ')}`;
  }).join('\n    ');
}

/** The text of a list, from the bits of one subject. Only indicators of its own queue are named. */
function listTexts(packs: Packs, keep: Keep): (kind: number, queue: number, bits: Int32Array) => string {
  const idLists = (kind: Subject, queue: Queue): IdLists =>
    new IdLists(
      packs[kind].indicators.map(({ indicator }) =>
        (indicator.queue === queue || indicator.queue === 'both') && keep(indicator) ? indicator.id : null,
      ),
    );
  const lists = SUBJECTS.map((kind) => QUEUES.map((queue) => idLists(kind, queue)));
  return (kind, queue, bits) => lists[kind]?.[queue]?.of(bits, 0).join(' ') ?? '';
}
