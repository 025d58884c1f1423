/** What is said of the people of one side; the codes of payers and payees are made from these columns. */
export const PEOPLE_COLUMNS = ['id', 'name', 'country', 'phone', 'account', 'device'] as const;

export const SIDES = ['payer', 'payee'] as const;
type Side = (typeof SIDES)[number];

/** For each side a relation with its PEOPLE_COLUMNS (`payer_id`, …), every combination that occurs at least once. */
export type PeopleTables = Readonly<Record<Side, string>>;

/** People of several files together; null when there are none. */
export function allPeople(files: readonly PeopleTables[]): PeopleTables | null {
  const union = (side: Side): string => `(${files.map((tables) => `FROM ${tables[side]}`).join(' UNION ALL ')})`;
  return files.length === 0 ? null : { payer: union('payer'), payee: union('payee') };
}
