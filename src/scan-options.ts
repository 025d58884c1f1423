import { fileURLToPath } from 'node:url';
import { defaultThreads } from './engine/engine.ts';
import { DEFAULT_MEMORY } from './engine/memory.ts';

/** Everything that `vigie scan` can be told. Paths as given; null = not given. */
export interface ScanOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly mapping: string | null;
  readonly known: string | null;
  /** The people.csv of `vigie link`: identifiers of one person count as one. */
  readonly link: string | null;
  /** A list of ties between people to undo. */
  readonly untie: string | null;
  /** Exclusive bound, `YYYY-MM-DD HH:MM:SS` UTC: only what was known before is used. */
  readonly asOf: string | null;
  readonly packs: readonly string[];
  /** Leads of each queue that a team can read in a day. */
  readonly budget: number;
  readonly rates: string | null;
  readonly places: string | null;
  readonly lake: string | null;
  /** What the whole process may take, as nearly as possible, such as 2GB. */
  readonly memory: string;
  readonly threads: number;
  /** Of the report and of reasons in quarantine.csv. Null = not said: files are in English, and the page follows its reader’s browser. */
  readonly language: 'en' | 'fr' | null;
}

/** What of it bears on the ranking. */
export type RankOptions = Omit<ScanOptions, 'out' | 'budget' | 'language'>;

export const PUBLIC_PACK = fileURLToPath(new URL('../packs/public', import.meta.url));

export const DEFAULT_OPTIONS = {
  mapping: null,
  known: null,
  link: null,
  untie: null,
  asOf: null,
  packs: [PUBLIC_PACK],
  budget: 50,
  rates: null,
  places: null,
  lake: null,
  memory: DEFAULT_MEMORY,
  threads: defaultThreads(),
  language: null,
} as const satisfies Omit<ScanOptions, 'files' | 'out'>;
