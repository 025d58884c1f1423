import { randomUUID } from 'node:crypto';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SourceTrouble } from './source-error.ts';

/** What a byte that is not UTF-8 is read as, in the words of a command and in the names of a folder. */
const DAMAGED = '\uFFFD';

/** A file or folder whose name need not be text. */
export interface NamedPath {
  /** How it is opened: always text. */
  readonly path: string;
  /** What a person sees. */
  readonly label: string;
}

/** The names in a folder as they are; hidden ones left out; in the order of the text that a person sees. */
export function namesIn(folder: string): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer' })
    .filter((name) => name[0] !== '.'.charCodeAt(0))
    .sort(Buffer.compare);
}

/**
 * A name in a folder as a path that is text. Where the name is not UTF-8 no text leads to it: then to a link of our own.
 * @param tempDir where links are made; removed by the caller
 */
export function child(parent: NamedPath, name: Buffer, tempDir: string): NamedPath {
  const text = name.toString();
  const label = join(parent.label, text);
  if (Buffer.from(text).equals(name)) return { path: join(parent.path, text), label };
  const link = join(tempDir, `named-${randomUUID()}`);
  symlinkSync(Buffer.concat([Buffer.from(`${parent.path}/`), name]), link);
  return { path: link, label };
}

/**
 * The file that a person named with bytes that are not UTF-8 and that came as �: found again in its folder, part by part. Null when
 * there is no such file.
 * @throws SourceTrouble when several names look the same
 */
export function withDamagedName(given: string, tempDir: string): NamedPath | null {
  if (!given.includes(DAMAGED)) return null;
  let found: NamedPath = given.startsWith('/') ? { path: '/', label: '/' } : { path: process.cwd(), label: '' };
  for (const part of given.split('/').filter((one) => one !== '')) {
    if (!part.includes(DAMAGED)) {
      found = { path: join(found.path, part), label: join(found.label, part) };
      continue;
    }
    let names: Buffer[];
    try {
      names = namesIn(found.path).filter((name) => name.toString() === part);
    } catch {
      return null;
    }
    if (names.length > 1)
      throw new SourceTrouble(
        'several files have names that are not UTF-8 and look the same: give their folder, or rename them',
      );
    const [name] = names;
    if (!name) return null;
    found = child(found, name, tempDir);
  }
  return found;
}
