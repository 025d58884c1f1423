import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncPath } from '../engine/sync-path.ts';
import { readWhole, writeWhole } from '../engine/whole-io.ts';
import type { Fact } from './catalogue.ts';
import { type Contents, KEY_NUMBERS, KeyIndex } from './contents.ts';
import { bytesOfFact, type FactTable, reserveFactTable } from './fact-table.ts';
import { isLasting } from './moving-facts.ts';

/** Room for the line with which the file begins. */
const HEAD_BYTES = 512;
const COPIED_AT_ONCE = 1 << 20;

const headSchema = z.object({
  kept: z.literal('vigie facts 1'),
  /** What the facts depend on besides transfers. */
  made: z.string(),
  subjects: z.number().int().nonnegative(),
  /** Of all that follows. */
  sha256: z.string(),
});

/** Why nothing can be taken over: there is no file; it was made by another version, or with other options; it is not as it was written. */
export type Unusable = 'none' | 'other' | 'damaged';

/**
 * The lasting facts of all payers, or of all payees, in a file: the next scan need not compute them again of those who have the same transfers then.
 * A line says what the file is; then come the keys of the subjects (see `Contents`), then one fact after the other.
 */
export class KeptFacts {
  readonly #descriptor: number;
  readonly #subjects: number;
  /** All of them, in the file: see `FactWindows`. Of each side the lasting ones only. */
  readonly table: FactTable;

  private constructor(descriptor: number, subjects: number, lasting: readonly Fact[]) {
    this.#descriptor = descriptor;
    this.#subjects = subjects;
    const { offsets } = layOut(lasting, subjects);
    this.table = reserveFactTable(lasting, subjects, true, { descriptor, offsets });
  }

  /** Reads the whole file once: what is not as it was written is not used. @param made as it was given to `keepFacts` */
  static async open(path: string, catalogue: readonly Fact[], made: string): Promise<KeptFacts | Unusable> {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'damaged';
    }
    const lasting = catalogue.filter(isLasting);
    const subjects = await subjectsIn(descriptor, lasting, made).catch((): Unusable => 'damaged');
    if (typeof subjects === 'number') return new KeptFacts(descriptor, subjects, lasting);
    closeSync(descriptor);
    return subjects;
  }

  /** Finds the row of a subject by its key. */
  index(): KeyIndex {
    const keys = new Int32Array(KEY_NUMBERS * this.#subjects);
    readWhole(this.#descriptor, new Uint8Array(keys.buffer), HEAD_BYTES);
    return new KeyIndex(keys);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The number of subjects in a file, or why it is of no use. */
async function subjectsIn(descriptor: number, lasting: readonly Fact[], made: string): Promise<number | Unusable> {
  const line = Buffer.alloc(HEAD_BYTES);
  readWhole(descriptor, line, 0);
  const head = headSchema.parse(JSON.parse(line.toString('utf8')));
  if (head.made !== made) return 'other';
  if (fstatSync(descriptor).size !== layOut(lasting, head.subjects).end) return 'damaged';
  const hash = createHash('sha256');
  const stream = { fd: descriptor, autoClose: false, start: HEAD_BYTES, highWaterMark: COPIED_AT_ONCE };
  for await (const part of createReadStream('', stream)) hash.update(part as Buffer);
  return hash.digest('hex') === head.sha256 ? head.subjects : 'damaged';
}

/** Where each fact begins, and where the file ends. */
function layOut(lasting: readonly Fact[], subjects: number) {
  let end = HEAD_BYTES + 4 * KEY_NUMBERS * subjects;
  const offsets = lasting.map((fact) => {
    const offset = end;
    end += subjects * bytesOfFact(fact);
    return offset;
  });
  return { offsets, end };
}

/**
 * Keeps the lasting facts of a table as kernels gave them: written beside, then renamed, so that the file is whole, or the one of before.
 * Throws the error of the file system; then what is half written is gone.
 */
export function keepFacts(path: string, facts: FactTable, { keys }: Contents, made: string): void {
  const incoming = `${path}.incoming`;
  rmSync(incoming, { force: true });
  const descriptor = openSync(incoming, 'wx');
  try {
    const sink = new Sink(descriptor);
    sink.add(keys);
    for (const [place, fact] of facts.catalogue.entries())
      if (isLasting(fact)) for (const part of partsOf(facts, place)) sink.add(part);
    sink.finish(made, facts.count);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(incoming, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(incoming, path);
  syncPath(dirname(path));
}

/** One fact of all subjects, from memory or, a part at a time, from the file of the table. */
function* partsOf({ catalogue, columns, count, file }: FactTable, place: number): Generator<ArrayBufferView> {
  const offset = file?.offsets[place] ?? null;
  if (file === undefined || offset === null) {
    yield columns[place] as ArrayBufferView;
    return;
  }
  const end = offset + count * bytesOfFact(catalogue[place] as Fact);
  for (let from = offset; from < end; from += COPIED_AT_ONCE) {
    const part = new Uint8Array(Math.min(COPIED_AT_ONCE, end - from));
    readWhole(file.descriptor, part, from);
    yield part;
  }
}

/** Writes behind the head, and hashes on the way. */
class Sink {
  readonly #descriptor: number;
  readonly #hash: Hash = createHash('sha256');
  #end = HEAD_BYTES;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    for (let from = 0; from < bytes.length; from += COPIED_AT_ONCE) {
      const part = bytes.subarray(from, from + COPIED_AT_ONCE);
      this.#hash.update(part);
      writeWhole(this.#descriptor, part, this.#end);
      this.#end += part.length;
    }
  }

  finish(made: string, subjects: number): void {
    const head = { kept: 'vigie facts 1', made, subjects, sha256: this.#hash.digest('hex') };
    writeWhole(this.#descriptor, Buffer.from(`${JSON.stringify(head).padEnd(HEAD_BYTES - 1)}\n`), 0);
  }
}
