/** The part of yauzl 3 that `zip-members.ts` uses. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    /** A Buffer, for names are decoded by the caller (`decodeStrings: false`). */
    readonly fileName: Buffer;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly externalFileAttributes: number;
    readonly generalPurposeBitFlag: number;
    readonly compressionMethod: number;
    isEncrypted(): boolean;
  }

  export interface ZipFile {
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  }

  export function openPromise(
    path: string,
    options: { readonly decodeStrings: false; readonly autoClose: false; readonly validateEntrySizes: true },
  ): Promise<ZipFile>;
}
