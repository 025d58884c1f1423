import { expect } from 'vitest';

const ADDED = Symbol.for('vigie.equalBytes');
/** Files that share a process share what was added. */
const process = globalThis as { [ADDED]?: true };

/** Vitest compares two arrays number by number, at 5 µs each: where their bytes are the same, so are they. Where not, it finds the first that differs. */
function equalBytes(one: unknown, other: unknown): true | undefined {
  if (!ArrayBuffer.isView(one) || !ArrayBuffer.isView(other)) return undefined;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return undefined;
  return bytesOf(one).equals(bytesOf(other)) ? true : undefined;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

if (!process[ADDED]) expect.addEqualityTesters([equalBytes]);
process[ADDED] = true;
