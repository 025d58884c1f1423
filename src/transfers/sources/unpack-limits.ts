import { Transform } from 'node:stream';
import { SourceTrouble } from './source-error.ts';

/** How far Vigie follows a compressed file before it takes it for a bomb. */
export interface UnpackLimits {
  /** Bytes of one unpacked file. */
  readonly bytes: number;
  /** Unpacked over packed, once the unpacked file is over `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Members of one zip. */
  readonly members: number;
}

/** Exports of transfers shrink 5 to 30 times; a bomb a thousand times. */
export const DEFAULT_LIMITS: UnpackLimits = {
  bytes: 64 * 2 ** 30,
  ratio: 200,
  ratioFrom: 64 * 2 ** 20,
  members: 10_000,
};

/** @throws SourceTrouble when so many bytes from so few are not believable */
export function checkUnpacked(unpacked: number, packed: number, limits: UnpackLimits): void {
  if (unpacked > limits.bytes) {
    throw new SourceTrouble(
      `it unpacks to more than ${Math.round(limits.bytes / 2 ** 20)} MiB: unpack it yourself and give the parts`,
    );
  }
  if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio) {
    throw new SourceTrouble(
      `it unpacks to more than ${limits.ratio} times its size, as a zip bomb does: it was not unpacked further`,
    );
  }
}

/** Passes bytes through and stops when they become too many for the packed size. */
export function unpackGuard(packed: number, limits: UnpackLimits): Transform {
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      try {
        checkUnpacked(unpacked, packed, limits);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
