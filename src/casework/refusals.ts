/** A text in French and in English. */
export type Two = readonly [fr: string, en: string];

/** Not there, or not for this member: nobody can tell which. */
export class Missing extends Error {}

/** What is asked does not go with what is there now, such as a lead that somebody else holds. */
export class Conflict extends Error {
  readonly why: ConflictReason;
  constructor(why: ConflictReason) {
    super(why);
    this.why = why;
  }
}

/** Why something was not ended: the asker sees none such that could be, or somebody has ended it meanwhile. */
export function notEnded(
  found: { readonly ended_at: Date | null } | undefined,
  why: 'ended_already' | 'hold_ended' = 'ended_already',
): Missing | Conflict {
  return found === undefined || found.ended_at === null ? new Missing() : new Conflict(why);
}

/** Who reads the case would write to it, and a colleague has closed it. */
export class CaseClosed extends Conflict {
  /** Null: that is not known. */
  readonly since: Date | null;
  constructor(since: Date | null) {
    super('case_closed');
    this.since = since;
  }
}

export type ConflictReason =
  | 'case_closed'
  | 'ended_already'
  | 'hold_ended'
  | 'held_by_another'
  | 'not_held'
  | 'cannot_hold'
  | 'changed_meanwhile'
  | 'nothing_to_undo'
  | 'undone_by_another'
  | 'administrator_alone'
  | 'member_exists'
  | 'same_name'
  | 'key_of_another_request'
  | 'own_account'
  | 'acts_still'
  | 'job_is_over'
  | 'file_in_use'
  | 'answered_already'
  | 'second_person'
  | 'release_reader'
  | 'proposed_already'
  | 'obligations_open'
  | 'no_such_step'
  | 'no_such_field'
  | 'next_date_while_open'
  | 'on_the_case'
  | 'case_has_responsible'
  | 'responsible_acts'
  | 'in_the_case'
  | 'suspect_by_act'
  | 'age_has_basis'
  | 'mergeable'
  | 'linked_already'
  | 'no_such_kind'
  | 'request_ended'
  | 'no_answer'
  | 'no_refusal'
  | 'holder_acts'
  | 'follows_referral'
  | 'not_yet'
  | 'before_sent'
  | 'evidence_gone'
  | 'offer_open'
  | 'no_open_offer'
  | 'acknowledges_for_oneself'
  | 'paper_is_named'
  | 'two_parties'
  | 'something_was_looked_at'
  | 'who_looked_is_said'
  | 'custody_of_the_past'
  | 'child_by_working_name'
  | 'not_a_time'
  | 'candidate_offered'
  | 'no_such_element'
  | 'training_file'
  | 'one_space'
  | 'begun_often';

/** A person or a lead is to be read, and nobody said what for. */
export class PurposeMissing extends Error {}

/** The role does not allow it, and that there is such a thing is no secret: a page of the workbench, not a record. */
export class Forbidden extends Error {}
