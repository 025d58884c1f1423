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
/** Pictures that are written as text: PostScript, portable maps, X pixmaps and bitmaps, RTF with a picture, what `uuencode` makes. */
const PICTURE_TEXTS =
  /^(?:%!PS|P[1-6]\s+(?:#.*\s+)*\d+\s+\d+\s|\/\* XPM)|^#define \w+_width \d+\s+#define \w+_height|\\pict\b|<svg[\s>:]|<\w+:svg[\s>]|\bdata:(?:image|video|audio)\/|^begin(?:-base64)? [0-7]{3,4} \S/im;

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

/** Whether a text carries a picture, a film or a sound: as SVG, as base64, as hexadecimal digits. */
export function holdsPicture(text: string): boolean {
  if (PICTURE_TEXTS.test(text)) return true;
  const plain = text.replaceAll('\\/', '/');
  for (const [run] of plain.matchAll(/[A-Za-z0-9+/_-]{64,}/g))
    if (isMedia(Buffer.from(run.slice(0, 8192), 'base64'))) return true;
  for (const [run] of plain.matchAll(/(?:[0-9A-Fa-f]{2}[\s:,]?){100,4096}/g))
    if (isMedia(Buffer.from(run.replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex'))) return true;
  return false;
}

function isMedia(bytes: Buffer): boolean {
  const kind = foreignKind(bytes)?.kind;
  return kind === 'image' || kind === 'video' || kind === 'audio';
}
