import { type NoteKey, openNote, signNote } from './signed-note.ts';

/** Says which log it is, and that its hashes are those of a chain, not of a tree. */
const ORIGIN = 'vigie.audit/chain/1';

/** The end of the chain at some moment. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: Buffer;
}

/** A checkpoint: origin, number of entries and hash of the last one, signed (after C2SP tlog-checkpoint). */
export function checkpointNote({ seq, hash }: ChainEnd, signingKey: string, key: NoteKey): string {
  return signNote(`${ORIGIN}\n${seq}\n${hash.toString('base64')}\n`, signingKey, key);
}

/** The notes of a file in which they stand one after the other. */
export function checkpointNotes(text: string): string[] {
  return text.match(new RegExp(`^${ORIGIN}\\n[^\\n]*\\n[^\\n]*\\n\\n(?:— [^\\n]*\\n?)+`, 'gm')) ?? [];
}

/** Null when the note is not a checkpoint that this key has signed. */
export function readCheckpoint(note: string, key: NoteKey): ChainEnd | null {
  const text = openNote(note, key);
  const match = /^(\S+)\n(\d+)\n([A-Za-z0-9+/=]+)\n$/.exec(text ?? '');
  if (match?.[1] !== ORIGIN) return null;
  return { seq: Number(match[2]), hash: Buffer.from(match[3] ?? '', 'base64') };
}
