import type { DuckDBConnection } from '@duckdb/node-api';
import type { TimesRead, ValueFormats } from '../reader.ts';
import type { RawField } from '../transfer.ts';
import { normaliseHeader } from './header-key.ts';
import { inferDates, type OrderEvidence, orderIsOpen } from './infer-dates.ts';
import { inferNumbers } from './infer-numbers.ts';
import type { Mapping } from './mapping.ts';
import type { NativeType } from './raw-table.ts';

const SAMPLE_ROWS = 20_000;

export interface FormatsQuestion {
  /** FROM item with one column per field, in file order. */
  readonly relation: string;
  readonly fields: ReadonlySet<RawField>;
  readonly nativeTypes: Readonly<Partial<Record<RawField, NativeType>>>;
  /** Header of the date column: `executed_at` itself promises UTC, "Date (UTC)" too. */
  readonly dateHeader: string;
  /** The file looks continental: semicolons or French headers. */
  readonly european: boolean;
  readonly mapping: Mapping | null;
}

export interface InferredFormats {
  readonly formats: ValueFormats;
  readonly dateCertainty: 'sure' | 'likely';
  readonly times: TimesRead;
  readonly warnings: readonly string[];
}

/**
 * How dates and amounts are written, from the first 20,000 records; where they leave day and month open, from the whole
 * column. What the mapping says is not asked again.
 */
export async function inferFormats(connection: DuckDBConnection, question: FormatsQuestion): Promise<InferredFormats> {
  const given = question.mapping?.formats ?? {};
  const warnings: string[] = [];
  const textual = (field: RawField): boolean =>
    question.fields.has(field) && (question.nativeTypes[field] ?? 'VARCHAR') === 'VARCHAR';
  const amounts = [
    ...(textual('amount') ? await sample(connection, question.relation, 'amount') : []),
    ...(textual('payout_amount') ? await sample(connection, question.relation, 'payout_amount') : []),
  ];
  const numbers = inferNumbers(amounts, question.european);
  if (numbers.warning !== null && given.decimal === undefined) warnings.push(numbers.warning);
  const decimal = given.decimal ?? numbers.decimal;
  const european = question.european || decimal === ',';

  const dateSql = dateExpression(question.fields);
  const isText = textual(question.fields.has('executed_at') ? 'executed_at' : 'executed_date');
  const texts = isText ? await sample(connection, question.relation, dateSql) : [];
  const evidence =
    given.dates === undefined && orderIsOpen(texts)
      ? await orderOfColumn(connection, question.relation, dateSql)
      : undefined;
  const dates = inferDates(texts, european, evidence);
  if (given.dates === undefined) warnings.push(...dates.warnings);

  const seen = isText ? dates : nativeDates(question);
  const zone = question.mapping?.zone ?? zoneOf(question, seen);
  if (zone === 'payer' && question.mapping?.zone === undefined && !question.fields.has('time_zone')) {
    warnings.push(
      'The times are written without an offset; they were taken as local to the payer’s place. If they are not, say "zone" in a mapping file.',
    );
  }
  return {
    formats: {
      decimal,
      thousands:
        given.thousands ?? (given.decimal === undefined ? numbers.thousands : withoutClash(numbers.thousands, decimal)),
      dates: given.dates ?? dates.dates,
      zone,
    },
    dateCertainty: given.dates === undefined ? dates.certainty : 'sure',
    times: timesRead(question, seen, zone),
    warnings,
  };
}

/** SQL of the text that `canonical.ts` will read as the date. */
function dateExpression(fields: ReadonlySet<RawField>): string {
  if (fields.has('executed_at')) return 'executed_at';
  return fields.has('executed_time') ? `concat_ws(' ', trim(executed_date), trim(executed_time))` : 'executed_date';
}

function nativeDates(question: FormatsQuestion): { withOffset: boolean; withTime: boolean } {
  const type = question.nativeTypes.executed_at ?? question.nativeTypes.executed_date;
  return { withOffset: type === 'TIMESTAMPTZ', withTime: type !== 'DATE' };
}

function zoneOf(question: FormatsQuestion, dates: { withOffset: boolean; withTime: boolean }): ValueFormats['zone'] {
  const header = normaliseHeader(question.dateHeader);
  const promised = header === 'executed at' || /\b(utc|gmt)\b/.test(header);
  return promised || dates.withOffset || !dates.withTime ? 'UTC' : 'payer';
}

function timesRead(
  question: FormatsQuestion,
  seen: { withOffset: boolean; withTime: boolean },
  zone: ValueFormats['zone'],
): TimesRead {
  if (seen.withOffset) return 'offset';
  if (!seen.withTime) return 'days';
  return question.fields.has('time_zone') ? 'column' : zone;
}

function withoutClash(
  thousands: ValueFormats['thousands'],
  decimal: ValueFormats['decimal'],
): ValueFormats['thousands'] {
  return thousands === decimal ? '' : thousands;
}

async function sample(connection: DuckDBConnection, relation: string, expression: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `SELECT text FROM (SELECT trim((${expression})::VARCHAR) AS text FROM ${relation} LIMIT ${SAMPLE_ROWS}) WHERE text <> ''`,
  );
  return reader.getRows().map((row) => String(row[0]));
}

async function orderOfColumn(
  connection: DuckDBConnection,
  relation: string,
  expression: string,
): Promise<OrderEvidence> {
  const part = (group: number): string =>
    `try_cast(regexp_extract(trim(${expression}), '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]', ${group}) AS INTEGER)`;
  const reader = await connection.runAndReadAll(`
    SELECT count(*) FILTER (WHERE a > 12 AND b <= 12), count(*) FILTER (WHERE b > 12 AND a <= 12), count(*) FILTER (WHERE a <= 12 AND b <= 12)
    FROM (SELECT ${part(1)} AS a, ${part(2)} AS b FROM ${relation})`);
  const [dayFirst = 0, monthFirst = 0, open = 0] = (reader.getRows()[0] ?? []).map(Number);
  return { dayFirst, monthFirst, open };
}
