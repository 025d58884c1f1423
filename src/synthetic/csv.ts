import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** A field of a CSV line (RFC 4180): quoted only where it must be; null is empty. */
function csvField(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function csvLine(values: readonly (string | null)[]): string {
  let line = '';
  for (let at = 0; at < values.length; at++) line += (at === 0 ? '' : ',') + csvField(values[at] ?? null);
  return `${line}\n`;
}

/** Characters gathered before they are handed to the file. */
const CHUNK = 1 << 18;

/** Writes lines to a file and waits when the disk is slower than the world. */
export class CsvFile {
  readonly #stream;
  #pending = '';

  constructor(path: string, header: readonly string[]) {
    this.#stream = createWriteStream(path);
    // An error is thrown from the next write or from close; without a listener it would end the process.
    this.#stream.on('error', () => {});
    this.write(header);
  }

  write(values: readonly (string | null)[]): void {
    this.#pending += csvLine(values);
  }

  /** Call between batches: keeps memory bounded. */
  async drain(): Promise<void> {
    if (this.#pending.length < CHUNK) return;
    const text = this.#pending;
    this.#pending = '';
    if (this.#stream.errored !== null) throw this.#stream.errored;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    this.#stream.end(this.#pending);
    this.#pending = '';
    await finished(this.#stream);
  }
}
