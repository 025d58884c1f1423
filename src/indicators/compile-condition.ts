import { type Fact, factIndex } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { type Condition, type Group, type Ramp, type Threshold, UNKNOWN, WEAKEST } from './condition.ts';

/** Rows that are evaluated together: small enough that the scratch columns of one condition stay in the nearest cache. */
export const BLOCK = 1024;

export type Columns = FactTable['columns'];

/** Writes the strengths of rows [start, start + length) to out[0 … length); length is at most BLOCK. */
export type Program = (columns: Columns, start: number, length: number, out: Float64Array) => void;

/**
 * A condition as a program over columns; the same numbers as `conditionStrength`, bit for bit (a property test says so).
 * Scratch memory is kept between calls: one program serves one thread. Throws when a fact is not in the catalogue.
 */
export function compileCondition(condition: Condition, catalogue: readonly Fact[]): Program {
  switch (condition.kind) {
    case 'ramp':
      return compileRamp(condition, factIndex(catalogue, condition.fact));
    case 'threshold':
      return compileThreshold(condition, factIndex(catalogue, condition.fact));
    case 'all':
    case 'any':
      return compileGroup(condition, catalogue);
  }
}

function columnAt(columns: Columns, index: number): Float64Array | Float32Array {
  const column = columns[index];
  if (column === undefined)
    throw new Error(`The fact table has no column ${index}; it must follow the whole catalogue`);
  return column;
}

function compileRamp(ramp: Ramp, index: number): Program {
  const missing = ramp.optional ? 1 : UNKNOWN;
  const logarithmic = ramp.scale === 'log';
  const from = logarithmic ? Math.log(ramp.from) : ramp.from;
  const width = (logarithmic ? Math.log(ramp.to) : ramp.to) - from;
  return (columns, start, length, out) => {
    const column = columnAt(columns, index);
    for (let i = 0; i < length; i++) {
      const value = column[start + i] ?? Number.NaN;
      const strength = ((logarithmic ? Math.log(Math.max(value, 0)) : value) - from) / width;
      out[i] = strength >= 1 ? 1 : strength < WEAKEST ? 0 : Number.isNaN(strength) ? missing : strength;
    }
  };
}

function compileThreshold({ atLeast, atMost, optional }: Threshold, index: number): Program {
  const missing = optional ? 1 : UNKNOWN;
  return (columns, start, length, out) => {
    const column = columnAt(columns, index);
    for (let i = 0; i < length; i++) {
      const value = column[start + i] ?? Number.NaN;
      out[i] = value >= atLeast && value <= atMost ? 1 : Number.isNaN(value) ? missing : 0;
    }
  };
}

function compileGroup(group: Group, catalogue: readonly Fact[]): Program {
  const [first, ...rest] = group.of.map((part) => compileCondition(part, catalogue));
  if (first === undefined) throw new Error(`An ${group.kind} with no parts has no meaning`);
  const scratch = new Float64Array(BLOCK);
  const fold = group.kind === 'all' ? keepSmaller : keepLarger;
  return (columns, start, length, out) => {
    first(columns, start, length, out);
    for (const program of rest) {
      program(columns, start, length, scratch);
      fold(out, scratch, length);
    }
  };
}

function keepSmaller(out: Float64Array, other: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const candidate = other[i] ?? 0;
    if (candidate < (out[i] ?? 0)) out[i] = candidate;
  }
}

function keepLarger(out: Float64Array, other: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const candidate = other[i] ?? 0;
    if (candidate > (out[i] ?? 0)) out[i] = candidate;
  }
}
