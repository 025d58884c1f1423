import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { MEANINGS } from './clocks/clock-schema.ts';
import type { ADDRESSEES, RequestEventKind } from './clocks/request-facts.ts';
import type { OwnVersion } from './own-version-table.ts';

/** A calendar date: goes in and comes out as `YYYY-MM-DD`, never as an instant. Select it with `::text`. */
type CalendarDate = ColumnType<string, string, string>;

interface RequestTable {
  id: string;
  case_id: string;
  unit_id: string;
  reference: string;
  kind: string;
  addressee_kind: (typeof ADDRESSEES)[number];
  addressee: string;
  country: string;
  region: string | null;
  own_country: string;
  legal_basis: string;
  asked: string;
  language: string;
  annexes: string[];
  urgent: boolean;
  traits: string[];
  holder_id: string;
  next_on: CalendarDate | null;
  rules: string;
  made_by: string;
  made_at: Generated<Date>;
  ended_at: Date | null;
  agreement_id: string | null;
  version: Generated<number>;
}

interface RequestEventTable {
  id: Generated<string>;
  seq: GeneratedAlways<string>;
  request_id: string;
  case_id: string;
  kind: RequestEventKind | 'struck';
  at_instant: Date | null;
  at_date: CalendarDate | null;
  until_on: ColumnType<string | null, string | null | undefined, string | null>;
  words: Generated<string>;
  strikes: string | null;
  entered_by: string;
  entered_at: Generated<Date>;
}

interface RequestStanding {
  request_id: string;
  case_id: string;
  standing: 'due' | 'overdue' | 'silent' | 'refused' | 'answered' | 'ended';
  next_on: CalendarDate | null;
  because: 'own_date' | 'step' | 'end' | null;
  rule: string | null;
  silent_since: CalendarDate | null;
  escalated_to: 'holder' | 'deputy' | 'head' | 'magistrate' | null;
  protection_ends_on: CalendarDate | null;
  passed_on: CalendarDate | null;
  overdue: boolean;
  term_on: CalendarDate | null;
  term_means: (typeof MEANINGS)[number] | null;
  not_sent: boolean;
  look_at: Date;
  rules: string;
  reckoned_at: Date;
  unit_id: string;
  country: string;
  abroad: boolean;
  holder_id: string;
  place: CalendarDate;
}

interface RequestNotice {
  request_id: string;
  key: string;
  case_id: string;
  rule: string;
  rule_version: number;
  kind: 'warning' | 'escalation';
  to_role: 'holder' | 'deputy' | 'head' | 'magistrate';
  due_on: CalendarDate;
  due_at: Date;
  told_at: Generated<Date>;
}

interface RequestGivenOn {
  seq: GeneratedAlways<string>;
  request_id: GeneratedAlways<string>;
  from_id: GeneratedAlways<string>;
  to_id: GeneratedAlways<string>;
  made_by: GeneratedAlways<string>;
  made_at: GeneratedAlways<Date>;
}

interface DateFeed {
  id: Generated<string>;
  member_id: string;
  token_hash: Buffer;
  made_at: Generated<Date>;
  ended_at: Date | null;
}

/** The tables of requests as the migrations make them. */
export interface RequestTables {
  'casework.clock_rule': OwnVersion;
  'casework.request': RequestTable;
  'casework.request_event': RequestEventTable;
  'casework.request_standing': RequestStanding;
  'casework.request_notice': RequestNotice;
  'casework.request_given_on': RequestGivenOn;
  'casework.date_feed': DateFeed;
}
