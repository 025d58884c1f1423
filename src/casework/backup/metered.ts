import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

const NEW_LINE = 0x0a;

/** Lets bytes through and notes what they were. */
export class Metered extends Transform {
  readonly #hash = createHash('sha256');
  bytes = 0;
  lines = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) this.lines++;
    done(null, chunk);
  }

  /** Once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}
