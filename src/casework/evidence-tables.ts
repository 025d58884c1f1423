import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AttachmentKind } from './evidence/attachment-kind.ts';
import type { CustodyContent } from './evidence/custody-content.ts';
import type { EvidenceKind, EvidenceState, HashAlgorithm } from './evidence/evidence-words.ts';

/** A calendar date, selected with `::text`. */
type CalendarDate = ColumnType<string, never, never>;

interface EvidenceItem {
  id: GeneratedAlways<string>;
  case_id: GeneratedAlways<string>;
  number: GeneratedAlways<number>;
  state: GeneratedAlways<EvidenceState>;
  holder_id: GeneratedAlways<string>;
  next_check_on: CalendarDate | null;
  version: GeneratedAlways<number>;
  entries: GeneratedAlways<number>;
  head_hash: GeneratedAlways<Buffer>;
  added_at: GeneratedAlways<Date>;
}

interface CustodyEntry {
  item_id: GeneratedAlways<string>;
  seq: GeneratedAlways<number>;
  case_id: GeneratedAlways<string>;
  content: GeneratedAlways<string>;
  hash: GeneratedAlways<Buffer>;
  act: GeneratedAlways<CustodyContent['act']>;
}

interface EvidenceVersion {
  item_id: GeneratedAlways<string>;
  version: GeneratedAlways<number>;
  case_id: GeneratedAlways<string>;
  entry_seq: GeneratedAlways<number>;
  description: GeneratedAlways<string>;
  kind: GeneratedAlways<EvidenceKind>;
  custodian: GeneratedAlways<string>;
  custodian_service: GeneratedAlways<string>;
  place: GeneratedAlways<string>;
  seal_number: GeneratedAlways<string | null>;
  hash_algorithm: GeneratedAlways<HashAlgorithm | null>;
  hash_value: GeneratedAlways<string | null>;
  classification: GeneratedAlways<string>;
  origin: GeneratedAlways<string>;
}

interface AttachmentContent {
  case_id: string;
  sha256: Buffer;
  content: Buffer;
}

interface Attachment {
  id: string;
  case_id: string;
  item_id: string | null;
  sha256: Buffer;
  name: string;
  kind: AttachmentKind;
  words: string;
  bytes: number;
  original_sha256: Buffer;
  original_bytes: number;
  pages: number | null;
  pages_without_text: number | null;
  embedded_files: number | null;
  added_by: string;
  added_at: Generated<Date>;
}

interface CustodyTimestamp {
  item_id: GeneratedAlways<string>;
  seq: GeneratedAlways<number>;
  case_id: GeneratedAlways<string>;
  token: GeneratedAlways<Buffer>;
  stamped_at: GeneratedAlways<Date>;
  authority: GeneratedAlways<string>;
}

interface Timestamping {
  configured: GeneratedAlways<boolean>;
  failed_at: GeneratedAlways<Date | null>;
  failure: GeneratedAlways<string | null>;
}

/** The tables of evidence. Custody is written by functions of the database alone. */
export interface EvidenceTables {
  'casework.evidence_item': EvidenceItem;
  'casework.custody_entry': CustodyEntry;
  'casework.evidence_version': EvidenceVersion;
  'casework.attachment_content': AttachmentContent;
  'casework.attachment': Attachment;
  'casework.custody_timestamp': CustodyTimestamp;
  'casework.timestamping': Timestamping;
}
