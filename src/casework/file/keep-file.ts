import { createHash, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { PURPOSES, type Purpose } from '../audit/acts.ts';
import { tellCase } from '../cases/tell-case.ts';
import type { Tables } from '../tables.ts';
import { LEFT_OUT } from './left-out.ts';

export const newFileSchema = z.object({
  language: z.enum(['fr', 'en']),
  words: z.string().trim().min(1).max(2000).describe('What the file is made for, and for whom.'),
  marking: z.string().trim().min(1).max(200).describe('On each page, such as its classification.'),
  leftOut: z
    .array(z.enum(LEFT_OUT))
    .max(LEFT_OUT.length)
    .default([])
    .transform((parts) => LEFT_OUT.filter((part) => parts.includes(part)))
    .describe('Parts that the file names and does not hold: for a case too large for one file.'),
});

const filedSchema = z.object({
  id: z.uuid(),
  language: z.enum(['fr', 'en']),
  purpose: z.enum(PURPOSES),
  words: z.string(),
  marking: z.string(),
  leftOut: z.array(z.enum(LEFT_OUT)).describe('Parts that its maker left out.'),
  asOf: z.string(),
  pages: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().describe('Of the PDF, in hexadecimal.'),
  dataSha256: z.string().describe('Of what it was made from.'),
  program: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  mine: z.boolean().describe('Who made it can fetch it again; it holds what they may read.'),
});
export const filesSchema = z.object({ items: z.array(filedSchema) });

/** A file that was made, before it is kept. */
interface MadeFile {
  readonly caseId: string;
  readonly unitId: string;
  readonly purpose: Purpose;
  readonly asOf: string;
  readonly pages: number;
  readonly pdf: Buffer;
  readonly dataSha256: Buffer;
  readonly program: string;
  readonly leads: readonly string[];
}

/** Keeps a file, its bytes and its entry in the log in one transaction: all of it or nothing. */
export async function keepFile(
  transaction: Transaction<Tables>,
  tell: Tell,
  { language, words, marking, leftOut }: z.infer<typeof newFileSchema>,
  made: MadeFile,
  memberId: string,
): Promise<{ id: string; sha256: string }> {
  const id = randomUUID();
  const sha256 = createHash('sha256').update(made.pdf).digest();
  const { caseId, purpose, pages, program } = made;
  await transaction
    .insertInto('casework.filed_document')
    .values({
      ...{ id, case_id: caseId, language, purpose, words, marking, pages, sha256, program, made_by: memberId },
      ...{ as_of: new Date(made.asOf), bytes: made.pdf.length, data_sha256: made.dataSha256, leads: [...made.leads] },
      left_out: [...leftOut],
    })
    .execute();
  await transaction
    .insertInto('casework.filed_content')
    .values({ document_id: id, case_id: caseId, content: made.pdf })
    .execute();
  const detail = { document: id, sha256: sha256.toString('hex'), language, pages, leads: made.leads, leftOut };
  await tell({ act: 'file.make', objectId: caseId, unitId: made.unitId, detail });
  return { id, sha256: sha256.toString('hex') };
}

/** The files of a case, newest first, told whether it is found or not; null when it is not. */
export async function filesOf(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  memberId: string,
): Promise<z.infer<typeof filesSchema> | null> {
  if (!(await tellCase(transaction, tell, 'files.list', caseId))) return null;
  const rows = await transaction
    .selectFrom('casework.filed_document as filed')
    .innerJoin('vigie.member as by', 'by.id', 'filed.made_by')
    .selectAll('filed')
    .select('by.name')
    .where('filed.case_id', '=', caseId)
    .orderBy('filed.seq', 'desc')
    .limit(200)
    .execute();
  return {
    items: rows.map((row) => ({
      ...{ id: row.id, language: row.language, purpose: row.purpose, words: row.words, marking: row.marking },
      leftOut: row.left_out,
      ...{ asOf: row.as_of.toISOString(), pages: row.pages, bytes: row.bytes, program: row.program },
      ...{ sha256: row.sha256.toString('hex'), dataSha256: row.data_sha256.toString('hex') },
      ...{ by: { id: row.made_by, name: row.name }, at: row.made_at.toISOString(), mine: row.made_by === memberId },
    })),
  };
}

/** The bytes of a file for who made it, told before they are read; null when there are none for the member. */
export async function readFile(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
): Promise<{ reference: string; asOf: string; language: string; content: Buffer } | null> {
  const row = await transaction
    .selectFrom('casework.filed_document as filed')
    .innerJoin('casework.case_file as file', 'file.id', 'filed.case_id')
    .select(['filed.case_id', 'filed.as_of', 'filed.language', 'file.reference', 'file.unit_id'])
    .where('filed.id', '=', id)
    .executeTakeFirst();
  await tell({
    ...{ act: 'file.read', objectId: row?.case_id ?? id, unitId: row?.unit_id ?? null },
    detail: { document: id, found: row !== undefined },
  });
  const kept = await transaction
    .selectFrom('casework.filed_content')
    .select('content')
    .where('document_id', '=', id)
    .executeTakeFirst();
  if (!row || !kept) return null;
  const { reference, language } = row;
  return { reference, asOf: row.as_of.toISOString(), language, content: kept.content };
}
