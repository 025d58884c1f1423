import { type Fact, factIndex } from './catalogue.ts';

/** Facts of all subjects of one kind: one column a fact, in the order of the catalogue; index = dense code of the subject. NaN = unknown. */
export interface FactTable {
  readonly catalogue: readonly Fact[];
  readonly count: number;
  readonly columns: readonly Float64Array[] | readonly Float32Array[];
}

/** The column of one fact. Throws when the catalogue has no such fact. */
export function factColumn(table: FactTable, id: string): Float64Array | Float32Array {
  const column = table.columns[factIndex(table.catalogue, id)];
  if (!column) throw new Error(`The fact ${id} has no column in this table`);
  return column;
}
