import type { AttachmentKind } from './attachment-kind.ts';

/** Signs that no text holds; a form feed and line ends are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
/** Bytes that mean nothing in Windows-1252. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** The text that bytes are, as UTF-8, as UTF-16 with its mark, else as Windows-1252; null when they are none. */
export function textOfBytes(bytes: Buffer): string | null {
  const text = decoded(bytes);
  return text === null || CONTROLS.test(text) ? null : text;
}

function decoded(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return decode(mark === 'fffe' ? 'utf-16le' : 'utf-16be', bytes);
  return (
    decode('utf-8', bytes) ?? (bytes.some((byte) => UNDEFINED_1252.has(byte)) ? null : decode('windows-1252', bytes))
  );
}

function decode(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What kind of text it is, by itself. */
export function textKind(text: string): Exclude<AttachmentKind, 'pdf_text'> {
  const start = text.trimStart();
  if (/^[[{]/.test(start) && isJson(start)) return 'json';
  if (/^<(\?xml|!--|!DOCTYPE|[\p{L}_])/iu.test(start)) return 'xml';
  return isTable(text) ? 'csv' : 'text';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the first lines have as many separators each, and at least one. */
function isTable(text: string): boolean {
  const lines = text
    .slice(0, 65_536)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  return (
    lines.length > 1 &&
    [';', ',', '\t', '|'].some((separator) => {
      const [first = 0, ...others] = lines.map((line) => columns(line, separator));
      return first > 0 && others.every((count) => count === first);
    })
  );
}

/** Separators outside quotes. */
function columns(line: string, separator: string): number {
  return line.replaceAll(/"[^"]*"/g, '').split(separator).length - 1;
}
