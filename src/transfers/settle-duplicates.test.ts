import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { settleDuplicates } from './settle-duplicates.ts';

let engine: Engine;
withEngine((opened) => {
  engine = opened;
});

/** A row of an export: what it refers to, what it says, and whether it tells the hour. */
interface Row {
  readonly ref: number | null;
  readonly says: number;
  readonly dateOnly: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  ref: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 2 }),
  says: fc.integer({ min: 1, max: 3 }),
  dateOnly: fc.boolean(),
});
const deliveries = fc.array(fc.array(row, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

interface Outcome {
  readonly accepted: number[];
  readonly duplicates: number;
  readonly conflicts: number[];
}

/**
 * What must come out, told as a person would: a reference counts once, a second row that says otherwise is a conflict; without
 * a reference the same hour counts once, and a bare day as often as the fullest delivery has it.
 */
function oracle(files: readonly (readonly Row[])[]): Outcome[] {
  const saidOf = new Map<string, number>();
  const timesOfDay = new Map<number, number>();
  return files.map((file) => {
    const outcome = { accepted: [] as number[], duplicates: 0, conflicts: [] as number[] };
    const times = new Map<number, number>();
    for (const [index, { ref, says, dateOnly }] of file.entries()) {
      if (ref === null && dateOnly) {
        const nth = (times.get(says) ?? 0) + 1;
        times.set(says, nth);
        if (nth > (timesOfDay.get(says) ?? 0)) {
          timesOfDay.set(says, nth);
          outcome.accepted.push(index + 1);
        } else outcome.duplicates++;
        continue;
      }
      const key = ref === null ? `content ${says}` : `ref ${ref}`;
      const earlier = saidOf.get(key);
      if (earlier === undefined) {
        saidOf.set(key, says);
        outcome.accepted.push(index + 1);
      } else if (earlier === says) outcome.duplicates++;
      else outcome.conflicts.push(index + 1);
    }
    return outcome;
  });
}

let run = 0;

/** Settles one file after another, as the intake does. */
async function settled(files: readonly (readonly Row[])[], surelyDistinct = false): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const accepted: string[] = [];
  for (const file of files) {
    const name = `file_${run++}`;
    await engine.run(`CREATE TEMP TABLE ${name} (transfer_id UUID, source_ref VARCHAR, executed_at TIMESTAMP, payer_id VARCHAR,
      payee_id VARCHAR, amount DECIMAL(18,4), currency VARCHAR, status VARCHAR, source_row BIGINT, date_only BOOLEAN)`);
    const values = file.map(({ ref, says, dateOnly }, index) => {
      const source = ref === null ? `content|${says}|${dateOnly}` : `ref|${ref}`;
      return `(md5('${source}')::UUID, ${ref === null ? 'NULL' : `'${ref}'`}, '2025-01-01', 'P', 'R', ${says}, 'EUR', 'completed', ${index + 1}, ${dateOnly})`;
    });
    if (values.length > 0) await engine.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
    const earlier =
      accepted.length === 0 ? null : `(${accepted.map((one) => `SELECT * FROM ${one}`).join(' UNION ALL ')})`;
    const result = await settleDuplicates(engine, name, earlier, name, !surelyDistinct);
    const kept = `kept_${name}`;
    await engine.run(`CREATE TEMP TABLE ${kept} AS SELECT * FROM ${result.accepted}`);
    accepted.push(kept);
    const rowsOf = async (relation: string, column: string): Promise<number[]> =>
      (await engine.rows(`SELECT "${column}" AS n FROM ${relation} ORDER BY 1`)).map(({ n }) => Number(n));
    const conflicts = result.conflicts === null ? [] : await rowsOf(result.conflicts, 'row');
    expect(conflicts).toHaveLength(result.conflictCount);
    outcomes.push({ accepted: await rowsOf(kept, 'source_row'), duplicates: result.duplicates, conflicts });
  }
  const all = accepted.map((one) => `SELECT transfer_id FROM ${one}`).join(' UNION ALL ');
  expect(await engine.row(`SELECT count(*) = count(DISTINCT transfer_id) AS distinct FROM (${all})`)).toEqual({
    distinct: true,
  });
  return outcomes;
}

describe('One transfer', () => {
  it('counts once, whatever is repeated in a file or between files, and no row is lost', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (files) => {
        const outcomes = await settled(files);
        expect(outcomes).toEqual(oracle(files));
        for (const [index, { accepted, duplicates, conflicts }] of outcomes.entries())
          expect(accepted.length + duplicates + conflicts.length).toBe(files[index]?.length);
      }),
      { numRuns: 60 },
    );
  });

  it('seen in an earlier file is found though its own file repeats nothing', async () => {
    const once: Row[] = [
      { ref: 1, says: 1, dateOnly: false },
      { ref: 2, says: 1, dateOnly: false },
    ];
    expect(await settled([once, once.slice(1), once], true)).toEqual([
      { accepted: [1, 2], duplicates: 0, conflicts: [] },
      { accepted: [], duplicates: 1, conflicts: [] },
      { accepted: [], duplicates: 2, conflicts: [] },
    ]);
  });
});
