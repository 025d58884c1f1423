import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { CaseworkError } from '../../casework/casework-error.ts';

/** Passwords that were made public, from a file of the operator; nothing is asked of anybody outside. */
export interface BreachedPasswords {
  has(password: string): Promise<boolean>;
}

const HASH_LINE = /^[0-9A-Fa-f]{40}(:\d+)?$/;
/** Longer than any line of hash and count. */
const WINDOW = 256;

/**
 * A file of SHA-1 hashes in their order, each with or without `:count` (as "Have I Been Pwned" gives them out), or of passwords as they
 * are, one a line. The kind is seen from the first line.
 *
 * @throws CaseworkError when it cannot be read
 */
export async function openBreachedPasswords(file: string): Promise<BreachedPasswords> {
  let first: string;
  try {
    first = await firstLine(file);
  } catch (cause) {
    throw new CaseworkError(
      `The list of breached passwords ${file} (VIGIE_BREACHED_PASSWORDS) cannot be read. Name a file that is there, or leave the variable out.`,
      `La liste de mots de passe divulgués ${file} (VIGIE_BREACHED_PASSWORDS) n’est pas lisible. Indiquer un fichier présent, ou retirer la variable.`,
      { cause },
    );
  }
  return HASH_LINE.test(first)
    ? { has: (password) => holdsHash(file, createHash('sha1').update(password).digest('hex').toUpperCase()) }
    : { has: (password) => holdsLine(file, password) };
}

async function firstLine(file: string): Promise<string> {
  for await (const line of createInterface({ input: createReadStream(file, { end: WINDOW }) })) return line;
  return '';
}

async function holdsLine(file: string, wanted: string): Promise<boolean> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line === wanted) return true;
  return false;
}

/** By halves: a list of a thousand million hashes takes some forty reads. */
async function holdsHash(file: string, wanted: string): Promise<boolean> {
  const handle = await open(file);
  try {
    let low = 0;
    let high = (await handle.stat()).size;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await lineFrom(handle, middle);
      if (line === null || line.hash > wanted) high = middle;
      else if (line.hash === wanted) return true;
      else low = line.end;
    }
    return (await lineFrom(handle, low))?.hash === wanted;
  } finally {
    await handle.close();
  }
}

/** The first line that begins at this place or after it; null at the end. */
async function lineFrom(handle: FileHandle, place: number): Promise<{ hash: string; end: number } | null> {
  const from = Math.max(0, place - 1);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(WINDOW), 0, WINDOW, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const begin = place === 0 ? 0 : text.indexOf('\n') + 1;
  if (place > 0 && begin === 0) return null;
  const hash = text.slice(begin, begin + 40).toUpperCase();
  if (hash.length < 40) return null;
  const end = text.indexOf('\n', begin);
  return { hash, end: end === -1 ? from + bytesRead : from + end + 1 };
}
