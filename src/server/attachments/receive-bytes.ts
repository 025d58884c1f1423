import type { Readable } from 'node:stream';
import { AttachmentRefused } from '../../casework/evidence/attachment-refused.ts';
import { fileKind } from '../../casework/evidence/file-kind.ts';
import { CutOff } from '../../casework/imports/receive-file.ts';
import { SIGNATURE_BYTES } from '../../transfers/sources/signatures.ts';

/** Who sends nothing for so long has gone. */
const SILENT_MS = 30_000;

/**
 * A file as it is sent, held in memory: nothing of it touches the disk. What it is, its first bytes say, as soon as they are there.
 *
 * @throws AttachmentRefused or CutOff
 */
export async function receiveBytes(from: Readable, announced: number | null, most: number): Promise<Buffer> {
  if (announced !== null && announced > most) throw new AttachmentRefused('too_large');
  const patience = setTimeout(() => from.destroy(new CutOff()), SILENT_MS);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let known = false;
  try {
    // What is not read to its end stays open: whoever sends it is to hear why.
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      patience.refresh();
      bytes += chunk.length;
      if (bytes > most) throw new AttachmentRefused('too_large');
      chunks.push(chunk);
      if (known || bytes < SIGNATURE_BYTES) continue;
      known = true;
      refuseForeign(Buffer.concat(chunks));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? new CutOff() : error;
  } finally {
    clearTimeout(patience);
  }
  if (announced !== null && bytes !== announced) throw new CutOff();
  return Buffer.concat(chunks);
}

/** Throws AttachmentRefused for what is neither a PDF nor perhaps a text. */
export function refuseForeign(head: Buffer): 'pdf' | 'text' {
  const kind = fileKind(head.subarray(0, SIGNATURE_BYTES));
  if (kind !== 'pdf' && kind !== 'text') throw new AttachmentRefused(kind);
  return kind;
}
