import { createHash } from 'node:crypto';
import { readCheckpoint } from './checkpoint.ts';
import { type NoteKey, namesKey } from './signed-note.ts';

/** Hash before the first entry: that of this text, as the first migration has it. */
const BEGINNING = createHash('sha256').update('vigie audit 1').digest();

/** An entry as it lies in the database or in an export. */
export interface ChainEntry {
  readonly seq: number;
  readonly content: string;
  /** Hexadecimal. */
  readonly hash: string;
}

export type Finding =
  | { readonly what: 'edited' | 'not_following' | 'out_of_order'; readonly seq: number }
  | { readonly what: 'removed'; readonly from: number; readonly to: number }
  | { readonly what: 'cut_off'; readonly after: number; readonly expected: number }
  | { readonly what: 'made_anew'; readonly seq: number }
  | { readonly what: 'checkpoint_not_signed'; readonly number: number }
  | { readonly what: 'checkpoints_of_another_key'; readonly count: number; readonly restored: readonly number[] }
  | { readonly what: 'checkpoint_missing' };

export interface Verified {
  readonly entries: number;
  readonly checkpoints: number;
  /** The last entry that a checkpoint vouches for. */
  readonly sealedTo: number;
  readonly findings: readonly Finding[];
}

/** What is found is told; more than this many findings are cut. */
const MOST_FINDINGS = 1000;

/**
 * Reads a chain from its beginning, in the order given, and holds it against signed checkpoints: an entry that was edited, removed,
 * moved or put in is found; so is one that was made anew with all that follow it, when a checkpoint covers it. `end`: the number of
 * entries that the database says there are. A checkpoint that names none of the keys is told with the restores of which the log
 * tells: after one without the secrets, the log is signed with a new key. Entries after the last checkpoint are vouched for by the chain alone.
 */
export async function verifyChain(
  entries: AsyncIterable<ChainEntry>,
  notes: readonly string[],
  keys: readonly NoteKey[],
  end: number | null,
): Promise<Verified> {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => void (findings.length < MOST_FINDINGS && findings.push(finding));
  const sealed = new Map<number, Buffer>();
  const restored: number[] = [];
  let ofAnotherKey = 0;
  for (const [index, note] of notes.entries()) {
    const checkpoint = keys.map((key) => readCheckpoint(note, key)).find((each) => each !== null);
    if (checkpoint !== undefined) sealed.set(checkpoint.seq, checkpoint.hash);
    else if (keys.some((key) => namesKey(note, key))) find({ what: 'checkpoint_not_signed', number: index + 1 });
    else ofAnotherKey++;
  }

  let last = 0;
  let previous = BEGINNING;
  let read = 0;
  for await (const { seq, content, hash } of entries) {
    read++;
    if (seq <= last) find({ what: 'out_of_order', seq });
    else if (seq > last + 1) find({ what: 'removed', from: last + 1, to: seq - 1 });
    const actual = createHash('sha256').update(content, 'utf8').digest();
    if (actual.toString('hex') !== hash || numberIn(content) !== seq) find({ what: 'edited', seq });
    if (seq === last + 1 && previousIn(content) !== previous.toString('hex')) find({ what: 'not_following', seq });
    if (field(content, 'act') === 'backup.restore') restored.push(seq);
    const vouched = sealed.get(seq);
    if (vouched && !vouched.equals(actual)) find({ what: 'made_anew', seq });
    previous = actual;
    last = Math.max(last, seq);
  }
  const sealedTo = Math.max(0, ...sealed.keys());
  const expected = Math.max(sealedTo, end ?? 0);
  if (last < expected) find({ what: 'cut_off', after: last, expected });
  if (ofAnotherKey > 0) find({ what: 'checkpoints_of_another_key', count: ofAnotherKey, restored });
  if (sealed.size === 0 && ofAnotherKey === 0 && last > 0) find({ what: 'checkpoint_missing' });
  return { entries: read, checkpoints: sealed.size, sealedTo, findings };
}

function numberIn(content: string): number | null {
  return field(content, 'seq') as number | null;
}

function previousIn(content: string): unknown {
  return field(content, 'previous');
}

function field(content: string, name: string): unknown {
  try {
    return (JSON.parse(content) as Record<string, unknown>)[name] ?? null;
  } catch {
    return null;
  }
}
