/** Subjects already known to the lawful user, as dense codes; and subjects who share an identifier with one. 1 = yes. */
export interface KnownSubjects {
  readonly payers: Uint8Array;
  readonly payees: Uint8Array;
}
