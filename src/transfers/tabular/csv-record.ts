import { isUtf8 } from 'node:buffer';
import { type Dialect, MAX_RECORD_BYTES } from './dialect.ts';

/** One step through the bytes of a delimited file. `next` is where the following record starts. */
export type CsvStep =
  | { readonly kind: 'record'; readonly fields: readonly string[]; readonly next: number }
  | { readonly kind: 'blank'; readonly next: number }
  /** Not a record, and why. Reading goes on at `next`, the start of the following line. */
  | { readonly kind: 'bad'; readonly reason: string; readonly next: number }
  /** A line over the limit whose end is not in these bytes: skip to the next line end. */
  | { readonly kind: 'endless'; readonly reason: string }
  /** The record goes on after the last byte given. */
  | { readonly kind: 'more' };

const LF = 10;
const CR = 13;
const SPACE = 32;

const TOO_LONG = `The record is longer than ${MAX_RECORD_BYTES / (1 << 20)} MiB: look for a missing line end or quote in the source.`;
const UNCLOSED = 'A quote opens and is never closed: put the closing quote in the source.';
const AFTER_QUOTE = 'There is text between a closing quote and the next separator: double the quotes inside the value.';
const NOT_UTF8 =
  'The record holds bytes that are not UTF-8, unlike the rest of the file: write the source again in one encoding.';

/**
 * Reads the record that starts at `start`. Quotes follow RFC 4180 (a quote inside a quoted value is doubled, or escaped with
 * `escape`), spaces around a quoted value are dropped, line ends are LF, CR LF or CR. A broken quote spoils its own first
 * line only: reading goes on at the line after, so that one stray quote does not swallow the file.
 *
 * @param atEnd no bytes follow `bytes`
 */
export function readCsvRecord(bytes: Buffer, start: number, atEnd: boolean, dialect: Dialect): CsvStep {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  const end = Math.min(bytes.length, start + MAX_RECORD_BYTES);
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const from = at;
    const opening = quote < 0 ? at : skipSpaces(bytes, at, end, delimiter);
    if (quote >= 0 && bytes[opening] === quote && opening < end) {
      const closing = closingQuote(bytes, opening + 1, end, quote, dialect.escape);
      if (closing < 0) return cutOff(bytes, start, end, atEnd, UNCLOSED);
      const after = skipSpaces(bytes, closing + 1, end, delimiter);
      if (after >= end && !(atEnd && end === bytes.length)) return cutOff(bytes, start, end, atEnd, UNCLOSED);
      if (after < end && !isBoundary(bytes[after], delimiter)) return spoiled(bytes, start, atEnd, AFTER_QUOTE);
      fields.push(unescaped(bytes.toString('utf8', opening + 1, closing), dialect));
      at = after;
    } else {
      at = boundary(bytes, at, end, delimiter);
      if (at >= end && !(atEnd && end === bytes.length)) return cutOff(bytes, start, end, atEnd, TOO_LONG);
      fields.push(bytes.toString('utf8', from, at));
    }
    if (at < end && bytes[at] === delimiter) {
      at += 1;
      continue;
    }
    // A CR that is the last byte at hand may be the first half of CR LF.
    if (bytes[at] === CR && at + 1 >= bytes.length && !atEnd) return { kind: 'more' };
    const next = afterLineEnd(bytes, at);
    if (fields.length === 1 && at === start) return { kind: 'blank', next };
    return isUtf8(bytes.subarray(start, at))
      ? { kind: 'record', fields, next }
      : { kind: 'bad', reason: NOT_UTF8, next };
  }
}

/** Where the line after the one at `at` starts; -1 when its end is not in these bytes. */
export function nextLine(bytes: Buffer, at: number, atEnd: boolean): number {
  let end = at;
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
  if (atEnd) return afterLineEnd(bytes, end);
  return end >= bytes.length || (bytes[end] === CR && end + 1 >= bytes.length) ? -1 : afterLineEnd(bytes, end);
}

function afterLineEnd(bytes: Buffer, at: number): number {
  if (at >= bytes.length) return bytes.length;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}

function isBoundary(byte: number | undefined, delimiter: number): boolean {
  return byte === delimiter || byte === LF || byte === CR;
}

function boundary(bytes: Buffer, from: number, end: number, delimiter: number): number {
  let at = from;
  while (at < end && !isBoundary(bytes[at], delimiter)) at += 1;
  return at;
}

function skipSpaces(bytes: Buffer, from: number, end: number, delimiter: number): number {
  let at = from;
  while (at < end && bytes[at] === SPACE && delimiter !== SPACE) at += 1;
  return at;
}

function closingQuote(bytes: Buffer, from: number, end: number, quote: number, escaping: Dialect['escape']): number {
  const backslash = escaping === '\\' ? 92 : -1;
  for (let at = from; at < end; at += 1) {
    if (bytes[at] === backslash) at += 1;
    else if (bytes[at] === quote) {
      if (backslash >= 0 || bytes[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return -1;
}

function unescaped(text: string, dialect: Dialect): string {
  if (dialect.escape === '\\') return text.replaceAll(/\\(.)/gs, '$1');
  return dialect.quote === '' ? text : text.replaceAll(dialect.quote + dialect.quote, dialect.quote);
}

/** The bytes at hand end inside the record: wait for more, unless none come or the limit is reached. */
function cutOff(bytes: Buffer, start: number, end: number, atEnd: boolean, reason: string): CsvStep {
  if (end - start >= MAX_RECORD_BYTES) return spoiled(bytes, start, atEnd, TOO_LONG);
  return atEnd ? spoiled(bytes, start, atEnd, reason) : { kind: 'more' };
}

/** The line that starts at `start` is lost; the next one is not. */
function spoiled(bytes: Buffer, start: number, atEnd: boolean, reason: string): CsvStep {
  const next = nextLine(bytes, start, atEnd);
  if (next >= 0) return { kind: 'bad', reason, next };
  return bytes.length - start >= MAX_RECORD_BYTES ? { kind: 'endless', reason: TOO_LONG } : { kind: 'more' };
}
