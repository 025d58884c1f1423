import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CaseworkError } from '../casework-error.ts';
import { MANIFEST, type Manifest, manifestSchema, memberOfFile, memberOfTable, SECRETS } from './manifest.ts';
import { Metered } from './metered.ts';

/** Longer is no manifest of Vigie's. */
const LONGEST_MANIFEST = 256_000_000;

/** A backup whose every byte was read and found to be what its manifest says. */
export class Archive {
  readonly manifest: Manifest;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(manifest: Manifest, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.manifest = manifest;
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws CaseworkError when it is damaged, or no backup */
  static async whileOpen<T>(file: string, work: (archive: Archive) => Promise<T>): Promise<T> {
    const zip = await openPromise(file, { decodeStrings: false, autoClose: false, validateEntrySizes: true }).catch(
      (cause: unknown) => {
        throw damaged(file, 'it is not a whole zip file', 'ce n’est pas un fichier zip entier', cause);
      },
    );
    try {
      const archive = await Archive.#read(file, zip);
      await archive.#verify(file);
      return await work(archive);
    } finally {
      zip.close();
    }
  }

  static async #read(file: string, zip: ZipFile): Promise<Archive> {
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toString('utf8'), entry);
      const entry = entries.get(MANIFEST);
      if (entry === undefined || entry.uncompressedSize > LONGEST_MANIFEST) throw new Error('no manifest');
      const json: unknown = JSON.parse(await text(await zip.openReadStreamPromise(entry)));
      return new Archive(manifestSchema.parse(json), zip, entries);
    } catch (cause) {
      throw damaged(
        file,
        'it has no manifest that this version of Vigie understands',
        'elle n’a pas de manifeste que cette version de Vigie comprenne',
        cause,
      );
    }
  }

  /** The bytes of one member. */
  async open(member: string): Promise<Readable> {
    const entry = this.#entries.get(member);
    if (entry === undefined) throw new Error(`${member} is not in the archive`);
    return this.#zip.openReadStreamPromise(entry);
  }

  async #verify(file: string): Promise<void> {
    const { tables, files, secrets } = this.manifest;
    const expected = new Map<string, { readonly sha256: string; readonly lines?: number }>([
      ...tables.map((table) => [memberOfTable(table), { sha256: table.sha256, lines: table.rows }] as const),
      ...files.map((each) => [memberOfFile(each), { sha256: each.sha256 }] as const),
      ...(secrets === null ? [] : [[SECRETS, { sha256: secrets.sha256 }] as const]),
    ]);
    for (const [member, { sha256, lines }] of expected) {
      const metered = new Metered();
      let intact = false;
      try {
        await pipeline(await this.open(member), metered, async (bytes) => {
          for await (const _ of bytes);
        });
        intact = metered.sha256() === sha256 && (lines === undefined || lines === metered.lines);
      } catch {
        // It is not there, or cannot be unpacked.
      }
      if (!intact)
        throw damaged(file, `${member} is not what was stored`, `${member} n’est pas ce qui a été enregistré`);
    }
    const unknown = [...this.#entries.keys()].find((member) => member !== MANIFEST && !expected.has(member));
    if (unknown !== undefined) throw damaged(file, `${unknown} was added to it`, `${unknown} y a été ajouté`);
  }
}

function damaged(file: string, why: string, pourquoi: string, cause?: unknown): CaseworkError {
  return new CaseworkError(
    `${file} cannot be restored: ${why}. Nothing was done. Use another copy of this backup, or an earlier one.`,
    `${file} ne peut pas être restaurée : ${pourquoi}. Rien n’a été fait. Utiliser une autre copie de cette sauvegarde, ou une plus ancienne.`,
    { cause },
  );
}
