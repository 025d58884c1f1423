import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CaseRole, Stage } from './cases/stages.ts';
import type { ChildState, ReferralAnswer, ReferralState, ReleasePurpose, Track } from './children/child-states.ts';
import type { Capacity, Population, SourceKind, Standing, StatementField } from './people/populations.ts';

/** A calendar date: goes in and comes out as `YYYY-MM-DD`, never as an instant. Select it with `::text`. */
type CalendarDate = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

/** Who ended a row that stays to be read, and when. */
interface Endable {
  ended_by: string | null;
  ended_at: Date | null;
}

interface CaseFile {
  id: string;
  unit_id: string;
  reference: string;
  title: string;
  country: string;
  stage: Generated<Stage>;
  opened_by: string;
  opened_at: Generated<Date>;
  version: Generated<number>;
}

interface CaseMember extends Endable {
  id: Generated<string>;
  case_id: string;
  member_id: string;
  role: CaseRole;
  added_by: string;
  added_at: Generated<Date>;
}

interface CaseBar extends Endable {
  id: Generated<string>;
  case_id: string;
  member_id: string;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
}

export type AgreementKind = 'close_case' | 'end_child_search' | 'end_child_status' | 'end_request' | 'destroy_evidence';

interface Agreement {
  id: string;
  case_id: string;
  kind: AgreementKind;
  object_id: string;
  content: Json<Readonly<Record<string, string>>>;
  reason: string;
  proposed_by: string;
  proposed_at: Generated<Date>;
  answered_by: string | null;
  answered_at: Date | null;
  agreed: boolean | null;
  words: Generated<string>;
}

interface StageChange {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  case_id: string;
  from_stage: Stage;
  to_stage: Stage;
  reason: string;
  agreement_id: string | null;
  made_by: string;
  made_at: Generated<Date>;
}

interface ChildSearch {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  case_id: string;
  holder_id: string;
  next_step: string;
  next_on: CalendarDate | null;
  agreement_id: string | null;
  made_by: string;
  made_at: Generated<Date>;
}

interface CaseLink {
  id: Generated<string>;
  case_id: string;
  other_case_id: string;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
}

interface CaseLead {
  case_id: string;
  lead_id: string;
  added_by: string;
  added_at: Generated<Date>;
}

interface Person {
  id: string;
  organisation_id: string;
  population: Population;
  working_name: string;
  merged_into: string | null;
  made_by: string;
  made_at: Generated<Date>;
  version: Generated<number>;
}

interface PersonInCase extends Endable {
  id: Generated<string>;
  case_id: string;
  person_id: string;
  population: Population;
  capacity: Capacity;
  act_reference: string | null;
  added_by: string;
  added_at: Generated<Date>;
  ended_reason: string | null;
}

interface Statement {
  id: string;
  seq: GeneratedAlways<string>;
  case_id: string;
  person_id: string;
  population: Population;
  field: StatementField;
  value: Json<Readonly<Record<string, unknown>>>;
  basis: string;
  source_kind: SourceKind;
  source: string;
  known_on: CalendarDate | null;
  sealed: Generated<boolean>;
  for_care: Generated<boolean>;
  entered_by: string;
  entered_at: Generated<Date>;
}

interface StatementStanding {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  statement_id: string;
  case_id: string;
  standing: Standing;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
}

interface PersonMerge {
  id: Generated<string>;
  person_id: string;
  into_id: string;
  reason: string;
  made_by: string;
  made_at: Generated<Date>;
  undone_by: string | null;
  undone_at: Date | null;
  undone_reason: string | null;
}

/** A view: records that stand in a case as another one of the same case. */
interface MergedInCase {
  case_id: string;
  record_id: string;
  into_id: string;
}

interface ChildStatus {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  person_id: string;
  track: Track;
  state: ChildState;
  holder_id: string;
  next_step: string;
  next_on: CalendarDate | null;
  agreement_id: string | null;
  made_by: string;
  made_at: Generated<Date>;
}

interface IdentityRelease extends Endable {
  id: string;
  person_id: string;
  case_id: string;
  member_id: string;
  purpose: ReleasePurpose;
  reason: string;
  until: Date;
  proposed_by: string;
  proposed_at: Generated<Date>;
  answered_by: string | null;
  answered_at: Date | null;
  agreed: boolean | null;
}

interface Referral {
  id: string;
  person_id: string;
  case_id: string;
  service_unit_id: string | null;
  service_name: string;
  need: string;
  basis: 'consent' | 'legal_basis';
  basis_words: string;
  basis_on: CalendarDate;
  state: Generated<ReferralState>;
  made_by: string;
  made_at: Generated<Date>;
}

interface ReferralAnswerTable {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  referral_id: string;
  answer: ReferralAnswer;
  words: string;
  made_by: string;
  made_at: Generated<Date>;
}

/** The tables of casework as the migrations make them. */
export interface CaseTables {
  'casework.case_file': CaseFile;
  'casework.case_member': CaseMember;
  'casework.case_bar': CaseBar;
  'casework.agreement': Agreement;
  'casework.stage_change': StageChange;
  'casework.child_search': ChildSearch;
  'casework.case_link': CaseLink;
  'casework.case_lead': CaseLead;
  'casework.person': Person;
  'casework.person_in_case': PersonInCase;
  'casework.statement': Statement;
  'casework.statement_standing': StatementStanding;
  'casework.person_merge': PersonMerge;
  'casework.merged_in_case': MergedInCase;
  'casework.child_status': ChildStatus;
  'casework.identity_release': IdentityRelease;
  'casework.referral': Referral;
  'casework.referral_answer': ReferralAnswerTable;
}
