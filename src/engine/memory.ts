/** What `--memory` is without a person's word: at 10 M transfers the whole process then stays below 3 GB. */
export const DEFAULT_MEMORY = '2600MB';

const BYTES = { k: 1e3, m: 1e6, g: 1e9, t: 1e12, ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30, ti: 2 ** 40 } as const;
const SIZE = /^(\d+(?:\.\d+)?) ?(ki|mi|gi|ti|k|m|g|t)b?$/i;

/** What the program holds beside the engine at 10 M transfers: its own code, facts of each payee and of each corridor of a payer, pairs, scores, the ranking. */
const BESIDE_THE_ENGINE = 1.9e9;
/** With less than this the engine fails on files that it would otherwise read from disk piece by piece. */
const LEAST = 5e8;

/** What the program holds at 10 M transfers while these are held: code, facts, pairs, and the engine at its least. */
const BESIDE_THE_LEDGER = 1.7e9;
const LEAST_LEDGER = 2e8;

/** Bytes of a size such as `2GB` or `1.5GiB`; null when it is none. */
export function bytesOf(size: string): number | null {
  const [, number, unit] = SIZE.exec(size.trim()) ?? [];
  return number === undefined || unit === undefined
    ? null
    : Number(number) * BYTES[unit.toLowerCase() as keyof typeof BYTES];
}

/**
 * The limit of the engine when the whole process may take so much: what is left beside the facts, half at most, since those grow with the
 * file too. Never less than 500 MB, so that a small file needs no thought. Throws when the text is not a size.
 */
export function engineMemory(whole: string): string {
  const bytes = bytesOrError(whole);
  const share = Math.min(bytes - BESIDE_THE_ENGINE, bytes / 2);
  return `${Math.floor(Math.max(share, LEAST) / 1e6)}MB`;
}

/**
 * Bytes of transfers that may be held in memory at a time when the whole process may take so much: what is left beside everything else, a third at most, since facts
 * grow with the file too. Never less than 200 MB: fewer at a time would be read from disk again and again. Throws when the text is not a size.
 */
export function ledgerMemory(whole: string): number {
  const bytes = bytesOrError(whole);
  return Math.floor(Math.max(LEAST_LEDGER, Math.min(bytes - BESIDE_THE_LEDGER, bytes / 3)));
}

/**
 * Bytes of facts of payers that may be held in memory when the whole process may take so much: beside them it holds the pairs, the facts of payees and the
 * scores, which are together as many again. More of them are kept in a file. Throws when the text is not a size.
 */
export function factMemory(whole: string): number {
  return bytesOrError(whole) / 2;
}

/** The limit of the engine once facts are kept in a file: of a file that large, the program itself holds nearly all that it may. Throws when the text is not a size. */
export function engineMemoryBesideFiles(whole: string): string {
  return `${Math.floor(Math.max(LEAST, bytesOrError(whole) / 8) / 1e6)}MB`;
}

function bytesOrError(size: string): number {
  const bytes = bytesOf(size);
  if (bytes === null) throw new Error(`${size} is not a size such as 2GB`);
  return bytes;
}
