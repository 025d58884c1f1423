/** What is said of the people of one side; the codes of payers and payees are made from these columns. */
export const PEOPLE_COLUMNS = ['id', 'name', 'country', 'phone', 'account', 'device'] as const;

export const SIDES = ['payer', 'payee'] as const;
type Side = (typeof SIDES)[number];

/** For each side a relation with its PEOPLE_COLUMNS (`payer_id`, …), every combination that occurs at least once. */
export type PeopleTables = Readonly<Record<Side, string>>;

/** The people of several files: relations as in PeopleTables, and the tables behind them. */
export interface People extends PeopleTables {
  /** To be dropped when the people were looked at: they take 200 MB at 10 M transfers. */
  readonly tables: readonly string[];
}

/** People of several files together; null when there are none. */
export function allPeople(files: readonly PeopleTables[]): People | null {
  const union = (side: Side): string => `(${files.map((tables) => `FROM ${tables[side]}`).join(' UNION ALL ')})`;
  const tables = files.flatMap((file) => SIDES.map((side) => file[side]));
  return files.length === 0 ? null : { payer: union('payer'), payee: union('payee'), tables };
}
