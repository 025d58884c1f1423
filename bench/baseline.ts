/**
 * What the scan is compared with: DuckDB's plain GROUP BY payer and GROUP BY payee over a file, materialised. For a CSV the file is
 * first read into a table, types sniffed. Usage: node bench/baseline.ts FILE MEMORY THREADS
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, literal } from '../src/engine/engine.ts';
import { DEFAULT_MEMORY, engineMemory } from '../src/engine/memory.ts';

const [file = '', memory = DEFAULT_MEMORY, threads = '2'] = process.argv.slice(2);
const spillDirectory = join(tmpdir(), `vigie-baseline-${process.pid}`);
const engine = await Engine.open({ memory: engineMemory(memory), threads: Number(threads), spillDirectory });
try {
  let transfers = `read_parquet(${literal(file)})`;
  if (file.endsWith('.csv')) {
    await engine.run(`CREATE TEMP TABLE transfers AS SELECT * FROM read_csv(${literal(file)})`);
    transfers = 'transfers';
  }
  for (const side of ['payer', 'payee'])
    await engine.run(`CREATE TEMP TABLE by_${side} AS
      SELECT ${side}_id, count(*) AS n, sum(amount) AS total, min(executed_at) AS first, max(executed_at) AS last
      FROM ${transfers} GROUP BY ${side}_id`);
  const { payers, payees } = await engine.row(
    'SELECT (SELECT count(*) FROM by_payer)::DOUBLE AS payers, (SELECT count(*) FROM by_payee)::DOUBLE AS payees',
  );
  console.log(JSON.stringify({ payers, payees }));
} finally {
  engine.close();
  rmSync(spillDirectory, { recursive: true, force: true });
}
