import { DATE, type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import { dayText, type RateTable } from './rate-table.ts';

/**
 * Creates the table `rates (currency VARCHAR, day DATE, micro_units_per_eur BIGINT)`: one row a currency and a day, because an equality join on
 * 10 million transfers costs a tenth of a range join. Where every rate holds for whole years, one row a year is enough: it stands under the
 * first day of the year, which the macro `rate_day` gives for any day.
 */
export async function registerRates(connection: DuckDBConnection, table: RateTable): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE rate_spans (currency VARCHAR, f DATE, u DATE, micro BIGINT)');
  const appender = await connection.createAppender('rate_spans');
  let yearly = true;
  for (const span of table.spans()) {
    appender.appendVarchar(span.currency);
    appender.appendValue(new DuckDBDateValue(span.from), DATE);
    appender.appendValue(new DuckDBDateValue(span.until), DATE);
    appender.appendBigInt(span.microUnitsPerEur);
    appender.endRow();
    yearly &&= [span.from, span.until].every((day) => dayText(day).endsWith('-01-01'));
  }
  appender.closeSync();
  const days = yearly
    ? `unnest(generate_series(f, u - 1, INTERVAL 1 YEAR))::DATE`
    : 'f + CAST(unnest(range(u - f)) AS INTEGER)';
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE rates AS SELECT currency, ${days} AS day, micro AS micro_units_per_eur FROM rate_spans`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP MACRO rate_day(given) AS ${yearly ? "date_trunc('year', given)::DATE" : 'given'}`,
  );
  await connection.run('DROP TABLE rate_spans');
}

/** The join that `amountEurSql` needs. `currency` and `day` are SQL expressions; `day` is a DATE (UTC). */
export function ratesJoinSql(alias: string, currency: string, day: string): string {
  return `LEFT JOIN rates AS ${alias} ON ${alias}.currency = ${currency} AND ${alias}.day = rate_day(${day})`;
}

/**
 * SQL for the amount in euro, DECIMAL(18,2): amount / units_per_eur rounded to the cent, half away from zero. NULL when the rate, the
 * amount or the currency is missing. `amount` is an expression of type DECIMAL(18,4); `alias` is the one given to `ratesJoinSql`.
 *
 * Whole numbers from end to end, because DuckDB divides decimals as floats: with A ten-thousandths and R millionths the cents are
 * A·10^4 / R, and (2·A·10^4 ± R) div 2R rounds them exactly. 64 bits hold that below 10^10 units; 128 bits, thirty times
 * slower, serve the rest.
 */
export function amountEurSql(amount: string, currency: string, alias: string): string {
  const rate = `${alias}.micro_units_per_eur`;
  const half = `CASE WHEN ${amount} < 0 THEN -${rate} ELSE ${rate} END`;
  const small = `CAST((CAST(${amount} * 10000 AS BIGINT) * 20000 + ${half}) // (2 * ${rate}) AS DECIMAL(18,0))`;
  const large = `CAST((CAST(CAST(${amount} AS DECIMAL(38,4)) * 10000 AS HUGEINT) * 20000 + ${half}) // (2 * ${rate}) AS DECIMAL(38,0))`;
  const cent = 'CAST(0.01 AS DECIMAL(3,2))';
  return `(CASE WHEN ${currency} = 'EUR' THEN CAST(${amount} AS DECIMAL(18,2))
    WHEN abs(${amount}) < 10000000000 THEN ${small} * ${cent}
    ELSE CAST(${large} * ${cent} AS DECIMAL(18,2)) END)`;
}
