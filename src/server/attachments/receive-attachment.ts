import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AttachmentRefused } from '../../casework/evidence/attachment-refused.ts';
import type { KeptText } from '../../casework/evidence/attachments.ts';
import { heldWithin } from '../../casework/evidence/file-kind.ts';
import { textKind, textOfBytes } from '../../casework/evidence/text-of-bytes.ts';
import { pdfText } from './pdf-text.ts';
import { receiveBytes, refuseForeign } from './receive-bytes.ts';

/** Of a file that is sent. */
const MOST_BYTES = 20 << 20;
/** Of what is kept: the database says the same. */
const MOST_KEPT_BYTES = 10 << 20;

/**
 * What may be kept of a file that is sent: a text as it is, or the text of a PDF. What the file is, its bytes say, never its name. It is
 * held in memory until then, and nothing of it touches the disk.
 *
 * @throws AttachmentRefused or CutOff
 */
export async function receiveAttachment(from: Readable, announced: number | null): Promise<KeptText> {
  try {
    return await keptOf(await receiveBytes(from, announced, MOST_BYTES));
  } catch (error) {
    from.resume();
    throw error;
  }
}

async function keptOf(file: Buffer): Promise<KeptText> {
  if (file.length === 0) throw new AttachmentRefused('empty');
  const original = { sha256: createHash('sha256').update(file).digest(), bytes: file.length };
  if (refuseForeign(file) === 'pdf') {
    const { text, ...pdf } = await pdfText(file);
    return { kind: 'pdf_text', content: kept(Buffer.from(text), text), original, pdf };
  }
  const text = textOfBytes(file);
  if (text === null) throw new AttachmentRefused('not_text');
  return { kind: textKind(text), content: kept(file, text), original, pdf: null };
}

function kept(content: Buffer, text: string): Buffer {
  if (content.length > MOST_KEPT_BYTES) throw new AttachmentRefused('too_large');
  const held = heldWithin(text);
  if (held !== null) throw new AttachmentRefused(held);
  return content;
}
