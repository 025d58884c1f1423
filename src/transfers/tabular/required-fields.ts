import type { RawField } from '../transfer.ts';

/** What a transfer cannot do without: one of the fields of each line. */
const REQUIRED = [
  { what: 'the date', oneOf: ['executed_at', 'executed_date'] },
  { what: 'the amount', oneOf: ['amount'] },
  { what: 'the currency', oneOf: ['currency'] },
  { what: 'who pays', oneOf: ['payer_id', 'payer_name', 'payer_account', 'payer_phone'] },
  { what: 'who is paid', oneOf: ['payee_id', 'payee_name', 'payee_account', 'payee_phone'] },
] as const satisfies readonly { what: string; oneOf: readonly RawField[] }[];

/** What is missing, in words with the fields that would fill it: "the currency (currency)". Empty when nothing is. */
export function missingFields(present: ReadonlySet<RawField>): string[] {
  return REQUIRED.filter(({ oneOf }) => !oneOf.some((field) => present.has(field))).map(
    ({ what, oneOf }) => `${what} (${oneOf.join(' or ')})`,
  );
}
