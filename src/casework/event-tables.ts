import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { EventTime, Precision } from './timeline/event-time.ts';
import type { ImportKind, Means } from './timeline/imports/import-words.ts';
import type { QuarantinedRow } from './timeline/imports/read-import.ts';

type Json<T> = ColumnType<T, string, never>;

interface EventImportTable {
  id: string;
  case_id: string;
  kind: ImportKind;
  file_name: string;
  sha256: Buffer;
  bytes: number;
  options: Json<unknown>;
  rows_read: number;
  taken: number;
  duplicates: number;
  quarantined: number;
  stripped: Json<readonly { column: string; values: number }[]>;
  quarantine: Json<readonly QuarantinedRow[]>;
  imported_by: string;
  imported_at: Generated<Date>;
  ended_by: string | null;
  ended_at: Date | null;
  ended_reason: string | null;
}

interface EventTable {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  case_id: string;
  kind: 'contact' | 'provider_report' | 'travel' | 'fact';
  precision: Precision;
  begins_at: ColumnType<Date | null, string | null, never>;
  ends_at: ColumnType<Date | null, string | null, never>;
  said_at: string | null;
  said_until: string | null;
  zone: string | null;
  person_id: string | null;
  other_person_id: string | null;
  identifier: string | null;
  other_identifier: string | null;
  identifiers: Generated<string[]>;
  service: string | null;
  means: Means | null;
  reference: string | null;
  country: string | null;
  place: string | null;
  other_place: string | null;
  seconds: number | null;
  files: number | null;
  incident_at: ColumnType<Date | null, string | null, never>;
  incident: Json<EventTime> | null;
  words: Generated<string>;
  source: Generated<string>;
  import_id: ColumnType<string | null, never, never>;
  source_row: ColumnType<number | null, never, never>;
  fingerprint: ColumnType<Buffer | null, never, never>;
  supersedes: string | null;
  reason: string | null;
  withdrawn: Generated<boolean>;
  entered_by: string;
  entered_at: Generated<Date>;
}

/** The tables of events as the migrations make them. */
export interface EventTables {
  'casework.event': EventTable;
  'casework.event_import': EventImportTable;
}
