import type { RawField } from '../transfer.ts';

/** What a transfer cannot do without: one of the fields of each line. */
const REQUIRED = [
  { what: 'the date', oneOf: ['executed_at', 'executed_date'] },
  { what: 'the amount', oneOf: ['amount'] },
  { what: 'the currency', oneOf: ['currency'] },
  { what: 'who pays', oneOf: ['payer_id', 'payer_name', 'payer_account', 'payer_phone'] },
  { what: 'who is paid', oneOf: ['payee_id', 'payee_name', 'payee_account', 'payee_phone'] },
] as const satisfies readonly { what: string; oneOf: readonly RawField[] }[];

/** What is missing, each with the fields of which one would do. */
export function missingParts(present: ReadonlySet<RawField>): readonly { what: string; oneOf: readonly RawField[] }[] {
  return REQUIRED.filter(({ oneOf }) => !oneOf.some((field) => present.has(field)));
}

/** The same in words: "the currency (currency)". Empty when nothing is missing. */
export function missingFields(present: ReadonlySet<RawField>): string[] {
  return missingParts(present).map(({ what, oneOf }) => `${what} (${oneOf.join(' or ')})`);
}
