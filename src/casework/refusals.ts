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

export type ConflictReason =
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
  | 'job_is_over'
  | 'file_in_use';

/** A person or a lead is to be read, and nobody said what for. */
export class PurposeMissing extends Error {}

/** The role does not allow it, and that there is such a thing is no secret: a page of the workbench, not a record. */
export class Forbidden extends Error {}
