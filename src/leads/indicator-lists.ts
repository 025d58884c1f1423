import { type Engine, literal } from '../engine/engine.ts';
import type { CompiledPack } from '../indicators/compile-pack.ts';
import { type Indicator, SUBJECTS, type Subject } from '../indicators/indicator.ts';
import { bitOf } from '../indicators/outcomes.ts';
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
    const keys = ['kind', 'queue', ...bitColumns(said, words)];
    const parts = SUBJECTS.flatMap((subject, kind) =>
      QUEUES.map((name, queue) => {
        const lists = Object.entries<Keep>(LISTS[said]).map(
          ([list, keep]) => `${listSql(said, packs[subject], name, keep)} AS ${list}`,
        );
        return `SELECT ${[...keys, ...lists].join(', ')} FROM different WHERE kind = ${kind} AND queue = ${queue}`;
      }),
    );
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${tableOf(said)} AS
      WITH different AS MATERIALIZED (SELECT DISTINCT ${keys.join(', ')} FROM ${subjects}) ${parts.join(' UNION ALL ')}`);
  }
}

/** SQL that joins the written lists to subjects under an alias. */
export function listJoins(alias: string, words: number): string {
  return SAID.map((said) => {
    const keys = ['kind', 'queue', ...bitColumns(said, words)];
    return `JOIN ${tableOf(said)} ON ${keys.map((key) => `${tableOf(said)}.${key} = ${alias}.${key}`).join(' AND ')}`;
  }).join('\n    ');
}

/** SQL for the text of a list, from the bits of one subject. Only indicators of its own queue are named. */
function listSql(said: Said, { indicators }: CompiledPack, queue: Queue, keep: Keep): string {
  const isSaid = (place: number): string => {
    const { word, bit } = bitOf(place);
    return `(${said}_${word} & ${bit}) <> 0`;
  };
  const named = indicators.flatMap(({ indicator }, place) =>
    (indicator.queue === queue || indicator.queue === 'both') && keep(indicator)
      ? [`CASE WHEN ${isSaid(place)} THEN ${literal(indicator.id)} END`]
      : [],
  );
  return named.length === 0 ? "''" : `concat_ws(' ', ${named.join(', ')})`;
}
