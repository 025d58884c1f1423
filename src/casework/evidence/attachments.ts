import { createHash, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireOpen } from '../cases/require-open.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { ATTACHMENT_KINDS, type AttachmentKind } from './attachment-kind.ts';

export const attachmentSchema = z.object({
  id: z.uuid(),
  itemId: z.uuid().nullable().describe('The item of evidence that it belongs to; null: to the case.'),
  name: z.string(),
  kind: z.enum(ATTACHMENT_KINDS),
  words: z.string(),
  sha256: z.string().describe('Of what is kept.'),
  bytes: z.number().int(),
  original: z.object({ sha256: z.string(), bytes: z.number().int() }).describe('The file that was sent.'),
  pdf: z
    .object({
      pages: z.number().int(),
      pagesWithoutText: z.number().int().describe('Pictures alone, or nothing: nothing of them is kept.'),
      embeddedFiles: z.number().int().describe('Files within the PDF: nothing of them is kept.'),
    })
    .nullable(),
  addedBy: z.object({ id: z.string(), name: z.string() }),
  addedAt: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What is kept of a file that was sent. */
export interface KeptText {
  readonly kind: AttachmentKind;
  readonly content: Buffer;
  /** Of the file as it came. */
  readonly original: { readonly sha256: Buffer; readonly bytes: number };
  readonly pdf: { readonly pages: number; readonly pagesWithoutText: number; readonly embeddedFiles: number } | null;
}

/** Keeps a text with a case, its content once. Throws Missing when the case or the item is not the member's. */
export async function addAttachment(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  about: { readonly itemId: string | null; readonly name: string; readonly words: string },
  { kind, content, original, pdf }: KeptText,
  memberId: string,
): Promise<Attachment> {
  const unitId = await requireOpenFor(transaction, caseId, about.itemId);
  const id = randomUUID();
  const sha256 = createHash('sha256').update(content).digest();
  await transaction
    .insertInto('casework.attachment_content')
    .values({ case_id: caseId, sha256, content })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .insertInto('casework.attachment')
    .values({
      ...{ id, case_id: caseId, item_id: about.itemId, sha256, name: about.name, kind, words: about.words },
      ...{ bytes: content.length, original_sha256: original.sha256, original_bytes: original.bytes },
      ...{ pages: pdf?.pages ?? null, pages_without_text: pdf?.pagesWithoutText ?? null },
      ...{ embedded_files: pdf?.embeddedFiles ?? null, added_by: memberId },
    })
    .execute();
  const detail = { case: caseId, item: about.itemId, sha256: sha256.toString('hex'), id };
  await tell({ act: 'attachment.add', objectId: caseId, unitId, detail });
  const [made] = await attachmentsOf(transaction, 'id', id);
  if (!made) throw new Missing();
  return made;
}

/** The text of an attachment, in a transaction that has told of it; null when it is not there for this member. */
export async function readAttachment(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
): Promise<{ readonly name: string; readonly kind: AttachmentKind; readonly content: Buffer } | null> {
  const row = await transaction
    .selectFrom('casework.attachment as attachment')
    .innerJoin('casework.case_file as file', 'file.id', 'attachment.case_id')
    .select(['attachment.case_id', 'attachment.sha256', 'attachment.name', 'attachment.kind', 'file.unit_id'])
    .where('attachment.id', '=', id)
    .executeTakeFirst();
  await tell({
    ...{ act: 'attachment.read', objectId: id, unitId: row?.unit_id ?? null, detail: { found: row !== undefined } },
  });
  if (!row) return null;
  const { content } = await transaction
    .selectFrom('casework.attachment_content')
    .select('content')
    .where('case_id', '=', row.case_id)
    .where('sha256', '=', row.sha256)
    .executeTakeFirstOrThrow();
  return { name: row.name, kind: row.kind, content };
}

export async function attachmentsOf(
  transaction: Transaction<Tables>,
  by: 'case_id' | 'item_id' | 'id',
  id: string,
): Promise<Attachment[]> {
  const rows = await transaction
    .selectFrom('casework.attachment as attachment')
    .leftJoin('vigie.member as adder', 'adder.id', 'attachment.added_by')
    .selectAll('attachment')
    .select('adder.name as adder_name')
    .where(`attachment.${by}`, '=', id)
    .orderBy('attachment.added_at')
    .orderBy('attachment.id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, itemId: row.item_id, name: row.name, kind: row.kind, words: row.words, bytes: row.bytes },
    sha256: row.sha256.toString('hex'),
    original: { sha256: row.original_sha256.toString('hex'), bytes: row.original_bytes },
    pdf:
      row.pages === null
        ? null
        : {
            ...{ pages: row.pages, pagesWithoutText: row.pages_without_text ?? 0 },
            embeddedFiles: row.embedded_files ?? 0,
          },
    addedBy: { id: row.added_by, name: row.adder_name ?? '' },
    addedAt: row.added_at.toISOString(),
  }));
}

async function requireOpenFor(
  transaction: Transaction<Tables>,
  caseId: string,
  itemId: string | null,
): Promise<string> {
  const file = await requireOpen(transaction, caseId);
  if (itemId === null) return file.unit_id;
  const item = await transaction
    .selectFrom('casework.evidence_item')
    .select('id')
    .where('id', '=', itemId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (!item) throw new Missing();
  return file.unit_id;
}
