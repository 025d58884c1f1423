import type { Generated, GeneratedAlways } from 'kysely';
import type { Purpose } from './audit/acts.ts';
import type { LeftOut } from './file/left-out.ts';

interface FiledDocument {
  id: string;
  seq: GeneratedAlways<string>;
  case_id: string;
  language: 'fr' | 'en';
  purpose: Purpose;
  words: string;
  marking: string;
  as_of: Date;
  pages: number;
  bytes: number;
  sha256: Buffer;
  data_sha256: Buffer;
  program: string;
  leads: string[];
  left_out: LeftOut[];
  made_by: string;
  made_at: Generated<Date>;
}

/** The tables of filed documents as the migrations make them. */
export interface FiledTables {
  'casework.filed_document': FiledDocument;
  'casework.filed_content': { document_id: string; case_id: string; content: Buffer };
}
