import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { OwnVersion } from './own-version-table.ts';
import type { DECISIONS, ENTRY_KINDS } from './qualifications/candidate-words.ts';

/** A calendar date, selected with `::text`. */
type CalendarDate = ColumnType<string, string, never>;

interface Candidate {
  id: string;
  seq: GeneratedAlways<string>;
  case_id: string;
  rule_id: string;
  rule_version: number;
  content: ColumnType<unknown, string, never>;
  words: string;
  made_by: string;
  made_at: Generated<Date>;
}

interface CandidateEntry {
  id: string;
  seq: GeneratedAlways<string>;
  case_id: string;
  candidate_id: string;
  kind: (typeof ENTRY_KINDS)[number];
  element: string | null;
  lead_id: string | null;
  indicator: string | null;
  evidence_id: string | null;
  request_event_id: string | null;
  statement_id: string | null;
  event_id: string | null;
  strikes: string | null;
  about_lead: ColumnType<string | null, never, never>;
  words: string;
  made_by: string;
  made_at: Generated<Date>;
}

interface MagistrateDecision {
  id: string;
  seq: GeneratedAlways<string>;
  case_id: string;
  candidate_id: string;
  decision: (typeof DECISIONS)[number];
  decided_on: CalendarDate;
  words: string;
  made_by: string;
  made_at: Generated<Date>;
}

/** The tables of candidate qualifications as the migrations make them. */
export interface QualificationTables {
  'casework.qualification_rule': OwnVersion;
  'casework.candidate': Candidate;
  'casework.candidate_entry': CandidateEntry;
  'casework.magistrate_decision': MagistrateDecision;
}
