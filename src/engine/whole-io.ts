import { readSync, writeSync } from 'node:fs';

type Call = (descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number) => number;

/** Fills `bytes` from a place in an open file. Throws when the file ends before. */
export function readWhole(descriptor: number, bytes: Uint8Array, position: number): void {
  moveWhole(readSync, descriptor, bytes, position);
}

/** Writes all of `bytes` to a place in an open file. */
export function writeWhole(descriptor: number, bytes: Uint8Array, position: number): void {
  moveWhole(writeSync, descriptor, bytes, position);
}

/** One call may move less than was asked for. */
function moveWhole(call: Call, descriptor: number, bytes: Uint8Array, position: number): void {
  for (let moved = 0; moved < bytes.length; ) {
    const step = call(descriptor, bytes, moved, bytes.length - moved, position + moved);
    if (step === 0) throw new Error('The file ends before it should');
    moved += step;
  }
}
