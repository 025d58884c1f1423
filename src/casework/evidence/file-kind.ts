import { foreignKind } from '../../transfers/sources/signatures.ts';
import type { AttachmentRefusal } from './attachment-refused.ts';

const PDF = Buffer.from('%PDF-');
/** First bytes of what Vigie opens as a table of transfers, or never, but does not attach. */
const OTHERS: readonly (readonly [why: AttachmentRefusal, bytes: string])[] = [
  ['archive', '504b0304'],
  ['archive', '504b0506'],
  ['archive', '504b0708'],
  ['archive', '1f8b'],
  ['program', '4d5a'],
  ['program', 'cafebabe'],
  ['program', 'feedface'],
  ['program', 'feedfacf'],
  ['program', 'cffaedfe'],
  ['program', '0061736d'],
];
/**
 * Pictures that are written as text: PostScript, portable maps, X pixmaps and bitmaps, RTF with a picture, what `uuencode` makes. No text
 * can be read by it in two ways, or some would be read without end.
 */
const PICTURE_TEXTS =
  /^(?:%!PS|P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s|\/\* XPM)|^#define \w+_width \d+\s+#define \w+_height|\\pict\b|<svg[\s>:]|<\w+:svg[\s>]|\bdata:(?:image|video|audio)\/|^begin(?:-base64)? [0-7]{3,4} \S/im;

/** What a file is by its first bytes: to be refused, a PDF, or perhaps a text. */
export function fileKind(head: Buffer): AttachmentRefusal | 'pdf' | 'text' {
  const foreign = foreignKind(head);
  if (foreign?.kind === 'document') return foreign.name === 'PDF' ? 'pdf' : 'document';
  if (foreign) return foreign.kind;
  const other = OTHERS.find(([, bytes]) => head.subarray(0, bytes.length / 2).toString('hex') === bytes);
  if (other) return other[0];
  // A PDF that begins with something else is two files in one.
  return head.subarray(0, 1024).includes(PDF) ? 'pdf_unreadable' : 'text';
}

/** Lines that an address book, a calendar or a directory folds: what goes on begins with a blank. */
const FOLD = /\r?\n[ \t]/g;
/** Files in which pictures can lie, beside those of which `foreignKind` knows; of gzip also its method, since two bytes are soon met by chance. */
const CARRIERS = ['504b0304', '1f8b08'];

/** What of a text is the bytes of another file, written in letters or digits: of a picture, a film, a sound, or of what can hold them. */
export function heldWithin(text: string): Extract<AttachmentRefusal, 'picture_within' | 'file_within'> | null {
  if (PICTURE_TEXTS.test(text)) return 'picture_within';
  const plain = text.replaceAll('\\/', '/');
  const unfolded = plain.replaceAll(FOLD, '');
  return writtenIn(plain) ?? (unfolded.length === plain.length ? null : writtenIn(unfolded));
}

function writtenIn(text: string): ReturnType<typeof heldWithin> {
  // As short as a line of base64 is ever cut; no run without end, which would not fit on the stack.
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,8192}/g)) {
    const held = heldIn(Buffer.from(run, 'base64'));
    if (held !== null) return held;
  }
  for (const [run] of text.matchAll(/(?:[0-9A-Fa-f]{2}[\s:,]?){100,4096}/g)) {
    const held = heldIn(Buffer.from(run.replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex'));
    if (held !== null) return held;
  }
  return null;
}

function heldIn(bytes: Buffer): ReturnType<typeof heldWithin> {
  const foreign = foreignKind(bytes);
  switch (foreign?.kind) {
    case 'image':
    case 'video':
    case 'audio':
      return 'picture_within';
    case 'archive':
    case 'document':
      // Known by two bytes alone.
      return foreign.name === 'compress' ? null : 'file_within';
    default:
      return CARRIERS.includes(bytes.toString('hex', 0, 4)) || CARRIERS.includes(bytes.toString('hex', 0, 3))
        ? 'file_within'
        : null;
  }
}
