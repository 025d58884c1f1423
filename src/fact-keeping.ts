import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engine/engine.ts';
import { Contents } from './facts/contents.ts';
import { catalogueOf, type SubjectKind } from './facts/fact-batch.ts';
import type { FactTable } from './facts/fact-table.ts';
import { KeptFacts, keepFacts, type Unusable } from './facts/kept-facts.ts';
import type { LedgerSlice } from './facts/ledger-slice.ts';
import { lookedUp, type TakenOver, takenOverFrom } from './facts/taken-over.ts';
import { sourceFiles } from './facts/text-codes.ts';
import type { Lake } from './transfers/lake.ts';

/** What became of the facts of one side. */
export interface KeptSide {
  readonly computed: number;
  readonly takenOver: number;
  /** What stood in the way of the facts of the scan before. */
  readonly unusable: Unusable | null;
  /** Whether the next scan will find these. */
  readonly written: boolean;
}

export type KeptSides = FactKeeping['sides'];

export interface Keeping {
  readonly lake: Lake;
  /** Files, beside the transfers, that bear on facts; null = not given. */
  readonly files: readonly (string | null)[];
  /** False where facts are only to be taken over. */
  readonly keeps: boolean;
}

/** Keeps facts in a lake from one scan to the next: who has the same transfers has the same facts. */
export class FactKeeping {
  readonly #lake: Lake;
  readonly #made: string;
  readonly #files: Int32Array;
  readonly #keeps: boolean;
  readonly #sides = new Map<SubjectKind, KeptSide>();

  private constructor(lake: Lake, made: string, files: Int32Array, keeps: boolean) {
    this.#lake = lake;
    this.#made = made;
    this.#files = files;
    this.#keeps = keeps;
  }

  /** To be called when the transfers have been encoded. */
  static async open(engine: Engine, { lake, files, keeps }: Keeping): Promise<FactKeeping> {
    const made = createHash('sha256').update(programHash());
    for (const file of files) made.update(file === null ? '-' : sha256Of([file]));
    made.update(String((await engine.row('SELECT version() AS v')).v));
    return new FactKeeping(lake, made.digest('hex'), keysOf(await sourceFiles(engine), lake), keeps);
  }

  get sides(): { readonly payers: KeptSide; readonly payees: KeptSide } {
    return { payers: this.#told('payer'), payees: this.#told('payee') };
  }

  #told(side: SubjectKind): KeptSide {
    const told = this.#sides.get(side);
    if (!told) throw new Error(`The facts of the ${side}s have not been computed yet`);
    return told;
  }

  /**
   * Has the facts of one side computed where they are not known, and keeps them.
   * @param compute what is to be done with the slices; gives the facts as kernels gave them
   */
  async through<T extends { readonly facts: FactTable }>(
    side: SubjectKind,
    subjects: number,
    slices: AsyncIterable<LedgerSlice>,
    compute: (slices: AsyncIterable<LedgerSlice>, takenOver: TakenOver | null) => Promise<T>,
  ): Promise<T> {
    const path = this.#lake.keptFile(side);
    const contents = new Contents(subjects, this.#files);
    const opened = await KeptFacts.open(path, catalogueOf(side), this.#made);
    const kept = typeof opened === 'string' ? null : opened;
    try {
      const before = kept && { index: kept.index(), takenOver: takenOverFrom(kept.table, subjects) };
      const result = await compute(lookedUp(slices, side, contents, before), before?.takenOver ?? null);
      const takenOver = before?.takenOver.rows.reduce((sum, row) => (row < 0 ? sum : sum + 1), 0) ?? 0;
      const computed = subjects - takenOver;
      const isSame = kept?.table.count === subjects && computed === 0;
      const written = isSame || (this.#keeps && isKept(path, result.facts, contents, this.#made));
      this.#sides.set(side, {
        ...{ computed, takenOver, written },
        unusable: typeof opened === 'string' ? opened : null,
      });
      return result;
    } finally {
      kept?.close();
    }
  }
}

/** Computes facts: those that are known already are taken over where they are kept. */
export function computeOrTakeOver<T extends { readonly facts: FactTable }>(
  keeping: FactKeeping | null,
  ...[side, subjects, slices, compute]: Parameters<typeof FactKeeping.prototype.through<T>>
): Promise<T> {
  return keeping ? keeping.through(side, subjects, slices, compute) : compute(slices, null);
}

/** A disk that is full must not end a scan for what only spares the next one some time. */
function isKept(path: string, facts: FactTable, contents: Contents, made: string): boolean {
  try {
    keepFacts(path, facts, contents, made);
    return true;
  } catch {
    return false;
  }
}

/** Two numbers for each file that transfers came from: of the SHA-256 of what the lake holds of it. */
function keysOf(files: readonly string[], lake: Lake): Int32Array {
  const batches = new Map(lake.batches.map(({ id, files }) => [id, files?.batches?.sha256]));
  const keys = new Int32Array(2 * files.length);
  for (const [index, file] of files.entries()) {
    const sha256 = batches.get(file);
    if (sha256 === undefined) throw new Error(`The lake does not say what it holds of ${file}`);
    keys[2 * index] = Number.parseInt(sha256.slice(0, 8), 16);
    keys[2 * index + 1] = Number.parseInt(sha256.slice(8, 16), 16);
  }
  return keys;
}

/** What of the program facts come from: transfers, their encoding, kernels, places; and what it runs on. Another one may compute otherwise. */
function programHash(): string {
  const files = ['engine', 'transfers', 'facts', '../packs/places'].flatMap((folder) => {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|csv)$/.test(name) && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => join(path, name));
  });
  const lock = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const runsOn = JSON.stringify([process.versions, process.arch]);
  return `${sha256Of(existsSync(lock) ? [...files, lock] : files)} ${runsOn}`;
}

function sha256Of(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
