import { type Engine, literal } from '../../engine/engine.ts';
import { currencyCodes, SHARED_SIGNS, SIGNS } from './currencies.ts';

/**
 * Amounts as people write them in a cell: with a currency beside the digits («25,00 €», «EUR 25.00»), or negative by brackets or by a minus
 * behind. SQL, asked only of the few texts that are not plain numbers. `text` is an SQL expression.
 */

const DIGITS = '[0-9].*[0-9]|[0-9]';
const BLANKS = '[\\s\\x{00A0}\\x{202F}\\x{2009}]';
/** What a text looks like when its digits are one 0 and only brackets, plus and minus stand beside it. */
const POSITIVE = ['0', '+0'];
const NEGATIVE = ['-0', '−0', '0-', '0−', '(0)'];

/** From the first digit to the last. */
export function digitsSql(text: string): string {
  return `regexp_extract(${text}, '${DIGITS}')`;
}

/** What stands beside the digits and is neither bracket, plus, minus nor blank, in capitals: '' for a plain number. */
export function signSql(text: string): string {
  return `upper(regexp_replace(${besideSql(text)}, '[()+−-]|${BLANKS}', '', 'g'))`;
}

/** Whether the text is one number with nothing beside it but a currency, and whether that is below zero. */
export function shapeIsSql(text: string, shape: 'number' | 'negative'): string {
  const skeleton = `regexp_replace(regexp_replace(${text}, '${DIGITS}', '0'), '[^0()+−-]', '', 'g')`;
  const allowed = shape === 'negative' ? NEGATIVE : [...POSITIVE, ...NEGATIVE];
  // Not IN: a longer list after IN becomes a join that reads every text of the file, also where nobody asks for amounts.
  return `list_contains([${allowed.map(literal).join(', ')}], ${skeleton})`;
}

/** Variables of the engine: written into each query they would make it too long to plan. */
const CODE_OF_SIGN = 'code_of_sign';
const CODES_OF_SHARED_SIGN = 'codes_of_shared_sign';

/** Sets what `codeOfSignSql`, `agreesSql` and `isSharedSql` look up. */
export async function registerCurrencySigns(engine: Engine): Promise<void> {
  const codes = [...SIGNS, ...currencyCodes().map((code) => [code, code] as const)];
  const mapOf = (entries: readonly (readonly [string, string])[]): string =>
    `MAP {${entries.map(([key, value]) => `${literal(key)}: ${value}`).join(', ')}}`;
  await engine.run(`SET VARIABLE ${CODE_OF_SIGN} = ${mapOf(codes.map(([sign, code]) => [sign, literal(code)]))}`);
  await engine.run(
    `SET VARIABLE ${CODES_OF_SHARED_SIGN} = ${mapOf([...SHARED_SIGNS].map(([sign, all]) => [sign, `[${all.map(literal).join(', ')}]`]))}`,
  );
}

/** The code of a sign or word that means one currency only, or of a code; NULL for any other. */
export function codeOfSignSql(sign: string): string {
  return `getvariable('${CODE_OF_SIGN}')[${sign}]`;
}

/** Whether a sign says the currency of the column, or nothing. A sign that several currencies share agrees with each of them. */
export function agreesSql(sign: string, currency: string): string {
  return `(${sign} = '' OR coalesce(list_contains(coalesce(${codesOfSharedSql(sign)}, [${codeOfSignSql(sign)}]), ${currency}), false))`;
}

/** Whether several currencies share the sign. */
export function isSharedSql(sign: string): string {
  return `(${codesOfSharedSql(sign)} IS NOT NULL)`;
}

function codesOfSharedSql(sign: string): string {
  return `getvariable('${CODES_OF_SHARED_SIGN}')[${sign}]`;
}

/** The text without brackets, plus and minus beside the digits: what an amount is where these only say who paid. */
export function unsignedSql(text: string): string {
  const bare = (part: string): string => `translate(${part}, '()+-−', '')`;
  return `trim(${bare(`regexp_extract(${text}, '^[^0-9]*')`)} || ${digitsSql(text)} || ${bare(`regexp_extract(${text}, '[^0-9]*$')`)})`;
}

function besideSql(text: string): string {
  return `regexp_replace(${text}, '${DIGITS}', '')`;
}
