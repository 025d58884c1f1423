import iconv from 'iconv-lite';
import { UnusableInput } from '../reader.ts';

/** Characters from the start of a file in which an XML declaration is looked for. */
const DECLARATION_BYTES = 1024;

/** Encoding of a file and the length of its byte order mark. `declared` is what the XML declaration says, if anything. */
export interface FoundEncoding {
  readonly name: string;
  readonly bom: number;
  readonly declared: string | undefined;
}

/**
 * How the bytes of a text file are encoded: byte order mark first, then the shape of the first bytes (UTF-16 without mark),
 * then `encoding="…"` of an XML declaration, else UTF-8 (XML 1.0, appendix F). A declaration of UTF-16 in a file that is
 * plainly not UTF-16 is not believed.
 */
export function findEncoding(head: Uint8Array): FoundEncoding {
  const marked = byteOrderMark(head);
  if (marked) return { ...marked, declared: undefined };
  if (head[0] !== 0 && head[1] === 0) return { name: 'utf-16le', bom: 0, declared: undefined };
  if (head[0] === 0 && head[1] !== 0) return { name: 'utf-16be', bom: 0, declared: undefined };
  const start = Buffer.from(head.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(start)?.[1];
  if (declared === undefined || /^(utf-?8|(utf-?16|ucs-?2|iso-10646-ucs-?2|utf-?32).*)$/i.test(declared))
    return { name: 'utf-8', bom: 0, declared };
  return { name: declared, bom: 0, declared };
}

function byteOrderMark(head: Uint8Array): { name: string; bom: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', bom: 2 };
  return undefined;
}

/**
 * The text of a file, piece by piece, in the encoding that it has; pieces may end anywhere but never inside a character.
 * Bytes that mean nothing in that encoding become U+FFFD, and `onDamage` is called once.
 * @throws UnusableInput when the declared encoding is not known.
 */
export async function* decodedText(
  label: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onDamage: (encoding: string) => void,
): AsyncGenerator<string> {
  let decoder: TextPieces | undefined;
  let head: Uint8Array = new Uint8Array(0);
  let damaged = false;
  const checked = (text: string, encoding: string): string => {
    if (!damaged && text.includes('\uFFFD')) {
      damaged = true;
      onDamage(encoding);
    }
    return text;
  };
  for await (const piece of bytes) {
    if (decoder) {
      yield checked(decoder.write(piece), decoder.encoding);
      continue;
    }
    head = joined(head, piece);
    if (head.length < DECLARATION_BYTES) continue;
    decoder = textPieces(label, head);
    yield checked(decoder.write(head.subarray(decoder.bom)), decoder.encoding);
  }
  if (!decoder) {
    decoder = textPieces(label, head);
    yield checked(decoder.write(head.subarray(decoder.bom)), decoder.encoding);
  }
  yield checked(decoder.end(), decoder.encoding);
}

interface TextPieces {
  readonly encoding: string;
  readonly bom: number;
  write(bytes: Uint8Array): string;
  end(): string;
}

function textPieces(label: string, head: Uint8Array): TextPieces {
  const { name, bom } = findEncoding(head);
  if (name === 'utf-8') {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return {
      encoding: name,
      bom,
      write: (bytes) => decoder.decode(bytes, { stream: true }),
      end: () => decoder.decode(),
    };
  }
  const shown = name.slice(0, 40);
  if (!iconv.encodingExists(name))
    throw new UnusableInput(
      label,
      `the file says that it is encoded as "${shown}", which is not known here. Convert it to UTF-8 and try again.`,
    );
  const decoder = iconv.getDecoder(name, { stripBOM: false });
  return { encoding: name, bom, write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
