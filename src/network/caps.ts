/** Bounds on how far the network is walked. A hub is looked at in part, and the run says so: it is never a hub of suspicion. */
export const CAPS = {
  /** Payers of one payee that are looked at. */
  payersOfPayee: 500,
  /** Payees of one payer that are looked at. */
  payeesOfPayer: 200,
  /** Strangers of one payer that are described. */
  strangers: 2000,
  /** Subjects who may share one identifier before it is taken for a placeholder. */
  sharedIdentifier: 8,
} as const;

/** What the walk met that was larger than a cap; turned into sentences for the run summary. */
export interface CapCounts {
  payeesWithMorePayers: number;
  payersWithMorePayees: number;
  payersWithMoreStrangers: number;
  identifiersTooCommon: number;
}

export function noCaps(): CapCounts {
  return { payeesWithMorePayers: 0, payersWithMorePayees: 0, payersWithMoreStrangers: 0, identifiersTooCommon: 0 };
}

export function capSentences(counts: CapCounts): string[] {
  const said: string[] = [];
  if (counts.payeesWithMorePayers > 0)
    said.push(
      `${counts.payeesWithMorePayers} payees have more than ${CAPS.payersOfPayee} payers; an even sample of them was looked at.`,
    );
  if (counts.payersWithMorePayees > 0)
    said.push(
      `${counts.payersWithMorePayees} payers have more than ${CAPS.payeesOfPayer} payees; an even sample of them was looked at.`,
    );
  if (counts.payersWithMoreStrangers > 0)
    said.push(
      `${counts.payersWithMoreStrangers} payers share payees with more than ${CAPS.strangers} others; the first ${CAPS.strangers} were described.`,
    );
  if (counts.identifiersTooCommon > 0)
    said.push(
      `${counts.identifiersTooCommon} identifiers are held by more than ${CAPS.sharedIdentifier} people and were taken for placeholders: they tie nobody.`,
    );
  return said;
}
