import { existsSync } from 'node:fs';
import { readTruth, type TrueSubject } from '../synthetic/evaluation/subjects.ts';
import { UnusableInput } from '../transfers/reader.ts';

/** A file that is not there or is no such table is the caller's to put right: exit code 2. */
export async function readable<T>(reading: Promise<T>, files: readonly string[], trouble: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const absent = files.find((file) => !existsSync(file));
    if (absent !== undefined) throw new UnusableInput(absent, 'there is no such file: check the path.');
    throw new UnusableInput(files.join(', '), `${trouble} (${(error as Error).message.split('\n')[0] ?? ''}).`);
  }
}

/** The whole list of what is true in a world. @throws UnusableInput when it is not there, or is none */
export function readableTruth(file: string): Promise<TrueSubject[]> {
  return readable(readTruth(file), [file], 'it cannot be read as the truth.csv of a world');
}
