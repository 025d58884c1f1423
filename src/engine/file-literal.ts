import { resolve } from 'node:path';
import { literal } from './engine.ts';

/**
 * A file as an SQL literal for `read_csv` and `read_parquet`, which take a path for a pattern: `export[1].csv` would read `export1.csv`.
 * Absolute, so that neither `~` nor `http:` at its start means anything. `IN_PLACE` belongs beside it.
 */
export function fileLiteral(path: string): string {
  return literal(resolve(path).replaceAll(/[*?[]/g, '[$&]'));
}

/** Folders called `amount=5` are read as folders, not as a column that takes the place of the file's own. */
export const IN_PLACE = 'hive_partitioning = false';
