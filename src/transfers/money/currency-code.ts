/** SQL for whether a text has the form of an ISO 4217 code; NULL for a missing one. */
export function isCodeSql(expression: string): string {
  return `regexp_full_match(${expression}, '[A-Z]{3}')`;
}
