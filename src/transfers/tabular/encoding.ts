import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';

/**
 * How the bytes of a text file become characters. `mixed` is UTF-8 for the most part with some bytes that are not: its bad
 * records go to the quarantine one by one.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

const CHUNK = 1 << 22;

/**
 * Looks at the whole file (0.3 s per GB when it is in memory): byte order mark first, then the pattern of zero bytes of
 * UTF-16 without a mark, then UTF-8. Bytes that are not UTF-8 mean Windows-1252, the encoding of older office programs in
 * Western Europe, unless most characters beyond ASCII are well-formed UTF-8.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const count = { wellFormed: 0, broken: 0 };
    let kept = 0;
    for (let first = true; ; first = false) {
      const { bytesRead } = await file.read(chunk, kept, CHUNK - kept);
      const bytes = chunk.subarray(0, kept + bytesRead);
      if (first) {
        const utf16 = utf16Order(bytes);
        if (utf16 !== null) return utf16;
      }
      if (bytesRead === 0) {
        countSequences(bytes, count);
        break;
      }
      const whole = wholeCharacters(bytes);
      if (!isUtf8(bytes.subarray(0, whole))) countSequences(bytes.subarray(0, whole), count);
      kept = bytes.copy(chunk, 0, whole);
    }
    if (count.broken === 0) return 'utf-8';
    return count.wellFormed > count.broken ? 'mixed' : 'windows-1252';
  } finally {
    await file.close();
  }
}

/** Writes the file again as UTF-8 without byte order mark, by stream. The caller removes it with `remove`. */
export async function transcode(
  path: string,
  encoding: 'utf-16le' | 'utf-16be' | 'windows-1252',
  tempDir: string,
): Promise<{ path: string; remove(): Promise<void> }> {
  const target = join(tempDir, `utf8-${randomUUID()}.txt`);
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  const decode = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, Buffer.from(decoder.write(chunk))),
    flush: (done) => done(null, Buffer.from(decoder.end() ?? '')),
  });
  const remove = () => rm(target, { force: true });
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      decode,
      createWriteStream(target, { mode: 0o600 }),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return { path: target, remove };
}

function utf16Order(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: text that is mostly ASCII has a zero in nearly every second byte, always on the same side.
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (half >= 4 && odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
  if (half >= 4 && even > half * 0.7 && odd < half * 0.1) return 'utf-16be';
  return null;
}

/** Length of the bytes up to the last character that is complete, at most three bytes less than given. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** Counts the characters beyond ASCII that are well-formed UTF-8, and the bytes that are not. */
function countSequences(bytes: Buffer, count: { wellFormed: number; broken: number }): void {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(byte);
    if (byte >= 0xc2 && byte < 0xf5 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      count.wellFormed += 1;
      at += length;
    } else {
      count.broken += 1;
      at += 1;
    }
  }
}
