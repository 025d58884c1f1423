import { sqlText, withDuckDB } from './duckdb.ts';
import { SYNTHETIC_COLUMNS, type SyntheticColumn } from './transfer-row.ts';

const TYPES: Partial<Record<SyntheticColumn, string>> = {
  // Read with its offset: as TIMESTAMP, DuckDB's CSV reader drops an offset without a word.
  executed_at: 'TIMESTAMPTZ',
  amount: 'DECIMAL(18,4)',
  payout_amount: 'DECIMAL(18,4)',
};

/** Turns the CSV of a world into Parquet with the types of the lake; streams, in the order of the rows. */
export async function transfersToParquet(
  csvPath: string,
  parquetPath: string,
  held: readonly SyntheticColumn[] = SYNTHETIC_COLUMNS,
): Promise<void> {
  const columns = held.map((column) => `${sqlText(column)}: ${sqlText(TYPES[column] ?? 'VARCHAR')}`);
  await withDuckDB((connection) =>
    connection.run(
      `COPY (SELECT * REPLACE (make_timestamp(epoch_us(executed_at)) AS executed_at) FROM read_csv(${sqlText(csvPath)}, header = true, auto_detect = false, delim = ',', quote = '"',
         escape = '"', columns = {${columns.join(', ')}}))
       TO ${sqlText(parquetPath)} (FORMAT parquet, COMPRESSION zstd)`,
    ),
  );
}
