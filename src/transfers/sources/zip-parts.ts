import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SourceTrouble } from './source-error.ts';
import { checkUnpacked, DEFAULT_LIMITS, type UnpackLimits, unpackGuard } from './unpack-limits.ts';

/** The named parts of a zip that is a document (a workbook), each read by stream as often as wanted. */
export class ZipParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limits: UnpackLimits;

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: UnpackLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /** @throws SourceTrouble when the part declares more bytes than that */
  refuseOver(part: string, bytes: number): void {
    const declared = this.#entries.get(part)?.uncompressedSize ?? 0;
    if (declared > bytes) {
      throw new SourceTrouble(
        `its part ${part} holds ${Math.round(declared / 2 ** 20)} MiB, too much for a workbook: export it as CSV`,
      );
    }
  }

  /** @throws SourceTrouble when the part is missing, protected or unpacks to more than is believable */
  async open(part: string): Promise<Readable> {
    const entry = this.#entries.get(part);
    if (entry === undefined) throw new SourceTrouble(`the part ${part} is missing from the workbook: save it again`);
    if (entry.isEncrypted()) throw new SourceTrouble('the workbook is protected by a password: save it without one');
    checkUnpacked(entry.uncompressedSize, entry.compressedSize, this.#limits);
    const packed = await this.#zip.openReadStreamPromise(entry);
    const guarded = unpackGuard(entry.compressedSize, this.#limits);
    packed.on('error', (error) => guarded.destroy(error));
    guarded.on('close', () => packed.destroy());
    return packed.pipe(guarded);
  }

  close(): void {
    this.#zip.close();
  }
}

export async function openZipParts(path: string, limits: UnpackLimits = DEFAULT_LIMITS): Promise<ZipParts> {
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false, validateEntrySizes: true });
  try {
    if (zip.entryCount > limits.members) throw new SourceTrouble('the workbook has too many parts');
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry())
      entries.set(entry.fileName.toString('utf8').replaceAll('\\', '/'), entry);
    return new ZipParts(zip, entries, limits);
  } catch (error) {
    zip.close();
    throw error;
  }
}
