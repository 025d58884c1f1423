/** What the first bytes of a file say it is, when it is something that Vigie does not read. */
export interface ForeignKind {
  readonly kind: 'image' | 'video' | 'audio' | 'archive' | 'document' | 'program';
  readonly name: string;
}

interface Signature extends ForeignKind {
  readonly at: number;
  /** Bytes, hex; '..' stands for any byte. */
  readonly bytes: string;
}

/** How many bytes `foreignKind` wants to see. */
export const SIGNATURE_BYTES = 4096;

const SIGNATURES: readonly Signature[] = [
  { kind: 'image', name: 'JPEG', at: 0, bytes: 'ffd8ff' },
  { kind: 'image', name: 'PNG', at: 0, bytes: '89504e470d0a1a0a' },
  { kind: 'image', name: 'GIF', at: 0, bytes: '47494638' },
  { kind: 'image', name: 'TIFF', at: 0, bytes: '49492a00' },
  { kind: 'image', name: 'TIFF', at: 0, bytes: '4d4d002a' },
  { kind: 'image', name: 'BigTIFF', at: 0, bytes: '49492b00' },
  { kind: 'image', name: 'WebP', at: 0, bytes: '52494646........57454250' },
  { kind: 'image', name: 'JPEG 2000', at: 0, bytes: '0000000c6a502020' },
  { kind: 'image', name: 'JPEG XL', at: 0, bytes: '0000000c4a584c20' },
  { kind: 'image', name: 'Photoshop', at: 0, bytes: '38425053' },
  { kind: 'image', name: 'icon', at: 0, bytes: '00000100' },
  { kind: 'image', name: 'BMP', at: 0, bytes: '424d........00000000' },
  { kind: 'image', name: 'HEIF or AVIF', at: 4, bytes: '66747970686569' },
  { kind: 'image', name: 'HEIF or AVIF', at: 4, bytes: '667479706d696631' },
  { kind: 'image', name: 'AVIF', at: 4, bytes: '6674797061766966' },
  { kind: 'video', name: 'MP4 or QuickTime', at: 4, bytes: '66747970' },
  { kind: 'video', name: 'QuickTime', at: 4, bytes: '6d6f6f76' },
  { kind: 'video', name: 'Matroska or WebM', at: 0, bytes: '1a45dfa3' },
  { kind: 'video', name: 'AVI', at: 0, bytes: '52494646........41564920' },
  { kind: 'video', name: 'Flash video', at: 0, bytes: '464c5601' },
  { kind: 'video', name: 'MPEG', at: 0, bytes: '000001ba' },
  { kind: 'video', name: 'MPEG', at: 0, bytes: '000001b3' },
  { kind: 'video', name: 'Windows Media', at: 0, bytes: '3026b2758e66cf11' },
  { kind: 'audio', name: 'WAV', at: 0, bytes: '52494646........57415645' },
  { kind: 'audio', name: 'Ogg', at: 0, bytes: '4f676753' },
  { kind: 'audio', name: 'FLAC', at: 0, bytes: '664c6143' },
  { kind: 'audio', name: 'MP3', at: 0, bytes: '49443303' },
  { kind: 'audio', name: 'MP3', at: 0, bytes: '49443304' },
  { kind: 'archive', name: 'RAR', at: 0, bytes: '526172211a07' },
  { kind: 'archive', name: '7-Zip', at: 0, bytes: '377abcaf271c' },
  { kind: 'archive', name: 'xz', at: 0, bytes: 'fd377a585a00' },
  { kind: 'archive', name: 'bzip2', at: 0, bytes: '425a68..314159265359' },
  { kind: 'archive', name: 'Zstandard', at: 0, bytes: '28b52ffd' },
  { kind: 'archive', name: 'LZ4', at: 0, bytes: '04224d18' },
  { kind: 'archive', name: 'compress', at: 0, bytes: '1f9d' },
  { kind: 'archive', name: 'cabinet', at: 0, bytes: '4d534346' },
  { kind: 'archive', name: 'tar', at: 257, bytes: '7573746172' },
  { kind: 'document', name: 'PDF', at: 0, bytes: '255044462d' },
  { kind: 'document', name: 'old Office (.xls, .doc)', at: 0, bytes: 'd0cf11e0a1b11ae1' },
  { kind: 'document', name: 'SQLite database', at: 0, bytes: '53514c69746520666f726d6174203300' },
  { kind: 'program', name: 'ELF', at: 0, bytes: '7f454c46' },
  { kind: 'program', name: 'Windows program', at: 0, bytes: '4d5a9000' },
];

/** What a file is, from its bytes alone, when Vigie must not or cannot read it; null when nothing speaks against it. */
export function foreignKind(head: Buffer): ForeignKind | null {
  const found = SIGNATURES.find(({ at }, index) => matches(head, at, WANTED[index] ?? []));
  if (found) return { kind: found.kind, name: found.name };
  if (isTransportStream(head)) return { kind: 'video', name: 'MPEG transport stream' };
  return /<svg[\s>]/i.test(head.toString('latin1')) && /^\s*(\uFEFF|ï»¿)?\s*</.test(head.toString('latin1', 0, 64))
    ? { kind: 'image', name: 'SVG' }
    : null;
}

/** Why such a file is refused, and what to do. */
export function refusalOf({ kind, name }: ForeignKind): string {
  switch (kind) {
    case 'image':
    case 'video':
    case 'audio':
      return `the bytes are those of ${kind === 'video' ? 'a video' : `an ${kind} file`} (${name}): Vigie never opens one, and nothing of it was kept`;
    case 'archive':
      return `the bytes are those of an archive that Vigie does not open (${name}), and nothing of it was kept: unpack it first, or give .gz or .zip`;
    case 'document':
      return name.startsWith('old Office')
        ? 'the file is an old Office document: save it as .xlsx or CSV'
        : `the file is a ${name}: export the transfers as CSV, Parquet, JSON Lines or XLSX`;
    case 'program':
      return 'the file is a program, not a table of transfers';
  }
}

/** Null stands for any byte. Read once: a text is asked of every word that could be bytes. */
const WANTED = SIGNATURES.map(({ bytes }) =>
  (bytes.match(/../g) ?? []).map((pair) => (pair === '..' ? null : Number.parseInt(pair, 16))),
);

function matches(head: Buffer, at: number, wanted: readonly (number | null)[]): boolean {
  for (const [index, byte] of wanted.entries()) if (byte !== null && head[at + index] !== byte) return false;
  return true;
}

function isTransportStream(head: Buffer): boolean {
  return head.length > 940 && [0, 188, 376, 564, 752].every((at) => head[at] === 0x47);
}
