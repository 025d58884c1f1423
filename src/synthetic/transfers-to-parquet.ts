import { sqlText, withDuckDB } from './duckdb.ts';
import { SYNTHETIC_COLUMNS, type SyntheticColumn } from './transfer-row.ts';

const TYPES: Partial<Record<SyntheticColumn, string>> = {
  executed_at: 'TIMESTAMP',
  amount: 'DECIMAL(18,4)',
  payout_amount: 'DECIMAL(18,4)',
};

/** Turns the CSV of a world into Parquet with the types of the lake; streams, in the order of the rows. */
export async function transfersToParquet(csvPath: string, parquetPath: string): Promise<void> {
  const columns = SYNTHETIC_COLUMNS.map((column) => `${sqlText(column)}: ${sqlText(TYPES[column] ?? 'VARCHAR')}`);
  await withDuckDB((connection) =>
    connection.run(
      `COPY (SELECT * FROM read_csv(${sqlText(csvPath)}, header = true, auto_detect = false, delim = ',', quote = '"',
         escape = '"', columns = {${columns.join(', ')}}))
       TO ${sqlText(parquetPath)} (FORMAT parquet, COMPRESSION zstd)`,
    ),
  );
}
