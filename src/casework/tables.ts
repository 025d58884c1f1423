import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Urgency } from '../leads/recency.ts';
import type { Stage } from '../scan-progress.ts';
import type { Mapping } from '../transfers/tabular/mapping.ts';
import type { CaseTables } from './case-tables.ts';
import type { EventTables } from './event-tables.ts';
import type { EvidenceTables } from './evidence-tables.ts';
import type { FiledTables } from './filed-tables.ts';
import type {
  ImportCounts,
  ImportError,
  ImportFile,
  ImportOptions,
  ImportState,
  RefusedFile,
} from './imports/import-row.ts';
import type { Role as LeadRole, Queue, SaidBy, Tier } from './leads/lead-words.ts';
import type { QualificationTables } from './qualification-tables.ts';
import type { RequestTables } from './request-tables.ts';
import type { StaffRole } from './staff-roles.ts';

/** The tables of the workbench as the migrations make them; `numeric` comes as decimal text, never as a float. */
export interface Tables
  extends CaseTables,
    RequestTables,
    EvidenceTables,
    EventTables,
    QualificationTables,
    FiledTables {
  'vigie.organisation': Organisation;
  'vigie.unit': Unit;
  'vigie.member': Member;
  'vigie.membership': Membership;
  'vigie.invitation': Invitation;
  'vigie.scan_run': ScanRun;
  'vigie.lead': LeadTable;
  'vigie.lead_tally': LeadTally;
  'vigie.lead_body': { lead_id: string; body: string };
  'vigie.lead_person': LeadPerson;
  'vigie.access_rule': AccessRule;
  'vigie.lead_decision': LeadDecision;
  'vigie.saved_view': SavedView;
  'vigie.answered': Answered;
  'vigie.retention': { unit_id: string; days: number; set_by: string; set_at: Generated<Date> };
  'vigie.hold': Hold;
  'vigie.received_file': ReceivedFile;
  'vigie.mapping': SavedMapping;
  'vigie.import': Import;
  'vigie.import_progress': ImportProgress;
  'vigie.lead_in_run': LeadInRun;
  'vigie.lead_group': LeadGroup;
  'vigie.lead_of_group': { group_id: string; lead_id: string; needed: boolean; transfers: number };
  'vigie.lead_group_body': { group_id: string; body: string };
  'audit.entry': AuditEntry;
  'audit.head': { seq: string; hash: Buffer };
  'audit.checkpoint': { seq: string; note: string; made_at: Generated<Date> };
}

interface Organisation {
  id: Generated<string>;
  name: string;
}

interface Unit {
  id: Generated<string>;
  organisation_id: string;
  name: string;
  demonstration: Generated<boolean>;
  training_of: string | null;
  training_file: string | null;
  training_ended_at: Date | null;
}

interface Member {
  id: string;
  organisation_id: string;
  name: string;
  email: string;
  disabled_at: Date | null;
}

interface Membership {
  id: Generated<string>;
  member_id: string;
  unit_id: string;
  role: StaffRole;
  granted_by: string | null;
  granted_at: Generated<Date>;
  ended_by: string | null;
  ended_at: Date | null;
}

interface Invitation {
  id: Generated<string>;
  kind: 'first_administrator' | 'invitation' | 'recovery';
  token_hash: Buffer;
  organisation_id: string | null;
  unit_id: string | null;
  role: StaffRole | null;
  member_id: string | null;
  name: string | null;
  email: string | null;
  made_by: string | null;
  made_at: Generated<Date>;
  expires_at: Date;
  accepted_at: Date | null;
  withdrawn_at: Date | null;
}

type Json<T> = ColumnType<T, string, string>;

interface ScanRun {
  id: Generated<string>;
  unit_id: string;
  as_of: Date | string;
  loaded_at: Generated<Date>;
  summary: Json<Record<string, unknown>>;
  import_id: string | null;
}

/** What a decision was about, and what the next scan is compared with. */
export interface LeadFacts {
  readonly transfers: number;
  readonly lastTransferAt: string;
  /** Strength of each reason for and against. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** What is new in a lead since it was set aside. */
export interface LeadChange {
  readonly moreTransfers: number;
  readonly lastTransferAt: string;
  readonly newReasons: readonly string[];
  readonly strongerReasons: readonly string[];
}

export type LeadState = 'new' | 'follow_up' | 'ordinary' | 'need_more';

interface LeadTable {
  id: Generated<string>;
  unit_id: string;
  lead_id: string;
  run_id: string;
  first_run_id: string;
  queue: Queue;
  tier: Tier;
  rank_in_queue: number;
  score: number;
  role: LeadRole;
  subject_kind: 'payer' | 'payee';
  subject_id: string;
  subject_name: string | null;
  country: string | null;
  transfers: number;
  amount_eur: string | null;
  first_transfer_at: Date;
  last_transfer_at: Date;
  last_active_at: Date;
  urgency: Urgency | null;
  as_of: Date;
  payee_countries: string[];
  indicators: string[];
  headline: Json<{ en: string; fr: string }>;
  facts: Json<LeadFacts>;
  gone: Generated<boolean>;
  restricted: Generated<boolean>;
  state: Generated<LeadState>;
  holder_id: string | null;
  held_since: Date | null;
  snoozed_until: Date | null;
  changed: Json<LeadChange> | null;
  has_changed: GeneratedAlways<boolean>;
  version: Generated<number>;
}

interface LeadTally {
  unit_id: string;
  queue: Queue;
  gone: boolean;
  state: LeadState;
  tier: Tier;
  role: LeadRole;
  urgency: Urgency | null;
  has_changed: boolean;
  is_held: boolean;
  payee_countries: string[];
  leads: number;
}

interface LeadPerson {
  lead_id: string;
  kind: 'payer' | 'payee';
  person_id: string;
  name: string | null;
  role: string;
}

interface AccessRule {
  id: Generated<string>;
  lead_id: string;
  effect: 'grant' | 'restrict' | 'deny';
  member_id: string | null;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
  ended_by: string | null;
  ended_at: Date | null;
}

interface LeadDecision {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  lead_id: string;
  kind: 'follow_up' | 'ordinary' | 'need_more' | 'undo';
  explanation: string | null;
  words: string;
  said_by: SaidBy | null;
  said_by_whom: Generated<string>;
  undoes: string | null;
  /** Set by trigger, as they are. */
  facts: GeneratedAlways<LeadFacts>;
  run_id: GeneratedAlways<string>;
  made_by: string;
  made_at: GeneratedAlways<Date>;
}

interface SavedView {
  id: Generated<string>;
  unit_id: string;
  owner_id: string;
  shared: boolean;
  name: string;
  query: string;
}

interface Hold {
  id: Generated<string>;
  unit_id: string;
  lead_id: string | null;
  reason: string;
  of_case: Generated<boolean>;
  made_by: string;
  made_at: Generated<Date>;
  ended_by: string | null;
  ended_at: Date | null;
}

interface Answered {
  member_id: string;
  key: string;
  request: string;
  answer: Json<unknown> | null;
  at: Generated<Date>;
}

interface ReceivedFile {
  id: string;
  unit_id: string;
  name: string;
  /** `bigint`: comes as text. */
  bytes: ColumnType<string, number, number>;
  sha256: string;
  received_by: string | null;
  received_at: Generated<Date>;
  removed_at: Date | null;
}

interface SavedMapping {
  id: Generated<string>;
  unit_id: string;
  name: string;
  mapping: Json<Mapping>;
  saved_by: string;
  saved_at: ColumnType<Date, Date | undefined, Date>;
}

interface Import {
  id: Generated<string>;
  unit_id: string;
  files: Json<readonly ImportFile[]>;
  mapping: Json<Mapping> | null;
  options: Json<ImportOptions>;
  state: Generated<ImportState>;
  attempts: Generated<number>;
  counts: Json<ImportCounts> | null;
  error: Json<ImportError> | null;
  requested_by: string | null;
  requested_at: Generated<Date>;
  started_at: Date | null;
  ended_at: Date | null;
  cancel_requested_by: string | null;
  cancel_requested_at: Date | null;
}

interface ImportProgress {
  import_id: string;
  unit_id: string;
  attempt: number;
  process: string | null;
  stage: Stage | null;
  stages_done: Generated<number>;
  file: string | null;
  refused: ColumnType<readonly RefusedFile[], string | undefined, string>;
  at: Generated<Date>;
}

interface LeadInRun {
  run_id: string;
  lead_id: string;
  unit_id: string;
  queue: Queue;
  restricted: boolean;
  tier: Tier;
  rank_in_queue: number;
  score: number;
  transfers: number;
  /** Null: ranked, but its lead was not written out. */
  reasons: Json<Readonly<Record<string, number>> | null>;
}

interface LeadGroup {
  id: Generated<string>;
  unit_id: string;
  run_id: string;
  group_id: string;
  queue: Queue;
  rank_in_queue: number;
  leads_needed: number;
}

interface AuditEntry {
  seq: string;
  content: string;
  hash: Buffer;
  at: string;
  organisation: string | null;
  member: string | null;
  act: string;
  object_kind: string | null;
  object_id: string | null;
  purpose: string | null;
}
