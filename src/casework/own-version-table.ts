import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** What an organisation writes in the place of a rule that is shipped. Every version is kept; the newest is in force. */
export interface OwnVersion {
  seq: GeneratedAlways<string>;
  organisation_id: string;
  rule_id: string;
  version: number;
  content: ColumnType<unknown, string, never>;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
}
