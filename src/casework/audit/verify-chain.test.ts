import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointNote, checkpointNotes } from './checkpoint.ts';
import { noteKeyOf, readVerifier, verifierText } from './signed-note.ts';
import { type ChainEntry, verifyChain } from './verify-chain.ts';

const signingKey = newKey();
const key = noteKeyOf(signingKey, 'vigie.audit');

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function chain(acts: readonly string[], from = sha256('vigie audit 1')): ChainEntry[] {
  let previous = from;
  return acts.map((act, index) => {
    const content = JSON.stringify({ seq: index + 1, act, previous });
    previous = sha256(content);
    return { seq: index + 1, content, hash: previous };
  });
}

const noteAt = (entries: readonly ChainEntry[], seq: number, signer = signingKey): string =>
  checkpointNote(
    { seq, hash: Buffer.from(entries[seq - 1]?.hash ?? '', 'hex') },
    signer,
    noteKeyOf(signer, 'vigie.audit'),
  );

async function* each(entries: readonly ChainEntry[]) {
  yield* entries;
}

const findingsOf = async (entries: readonly ChainEntry[], notes: readonly string[], end: number | null = null) =>
  (await verifyChain(each(entries), notes, [key], end)).findings;

const ACTS = fc.array(fc.constantFrom('lead.read', 'lead.claim', 'lead.decide'), { minLength: 3, maxLength: 30 });

describe('the chain of the audit log', () => {
  it('verifies as it was written', async () => {
    const entries = chain(['a', 'b', 'c']);
    expect(await verifyChain(each(entries), [noteAt(entries, 2), noteAt(entries, 3)], [key], 3)).toEqual({
      entries: 3,
      checkpoints: 2,
      sealedTo: 3,
      findings: [],
    });
  });

  it('finds every one of 1,000 random tamperings', async () => {
    const tampering = fc.record({
      acts: ACTS,
      kind: fc.constantFrom('edit', 'edit and hash', 'remove', 'swap', 'insert', 'cut', 'make anew'),
      at: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(tampering, async ({ acts, kind, at }) => {
        const entries = chain(acts);
        const notes = [noteAt(entries, entries.length)];
        const index = at % (entries.length - 1);
        expect(await findingsOf(tampered(entries, kind, index), notes)).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds that the last entries are gone, when the database still tells how many there were', async () => {
    const entries = chain(['a', 'b', 'c']);
    expect(await findingsOf(entries.slice(0, 2), [noteAt(entries, 1)], 3)).toEqual([
      { what: 'cut_off', after: 2, expected: 3 },
    ]);
  });

  it('does not take a checkpoint that another key has signed, or that was changed after it was signed', async () => {
    const entries = chain(['a']);
    expect(await findingsOf(entries, [noteAt(entries, 1, newKey())])).toEqual([
      { what: 'checkpoints_of_another_key', count: 1, restored: [] },
    ]);
    expect(await findingsOf(entries, [noteAt(entries, 1).replace('\n1\n', '\n9\n')])).toEqual([
      { what: 'checkpoint_not_signed', number: 1 },
      { what: 'checkpoint_missing' },
    ]);
  });

  it('tells of checkpoints of another key once, with the restores that the log tells of, and takes both keys', async () => {
    const entries = chain(['a', 'backup.restore', 'b']);
    const later = newKey();
    const notes = [noteAt(entries, 1), noteAt(entries, 3, later)];
    const present = noteKeyOf(later, 'vigie.audit');
    expect((await verifyChain(each(entries), notes, [present], 3)).findings).toEqual([
      { what: 'checkpoints_of_another_key', count: 1, restored: [2] },
    ]);
    expect((await verifyChain(each(entries), notes, [key, present], 3)).findings).toEqual([]);
  });

  it('is held against the checkpoints of a file in which they stand one after the other', () => {
    const entries = chain(['a', 'b']);
    const notes = [noteAt(entries, 1), noteAt(entries, 2)];
    expect(checkpointNotes(`${notes[0]}\n${notes[1]}\n`)).toEqual(notes);
  });

  it('is checked with a key that is one line of text', () => {
    expect(readVerifier(verifierText(key))).toEqual(key);
    expect(readVerifier(verifierText(key).replace('vigie.audit', 'another'))).toBeNull();
  });
});

function tampered(entries: readonly ChainEntry[], kind: string, index: number): ChainEntry[] {
  const at = entries[index];
  const next = entries[index + 1];
  if (!at || !next) throw new Error('The chain is too short for this test.');
  const edited = at.content.replace('"act"', '"act "');
  switch (kind) {
    case 'edit':
      return entries.with(index, { ...at, content: edited });
    case 'edit and hash':
      return entries.with(index, { ...at, content: edited, hash: sha256(edited) });
    case 'remove':
      return entries.toSpliced(index, 1);
    case 'swap':
      return entries.with(index, next).with(index + 1, at);
    case 'insert':
      return entries.toSpliced(index, 0, at);
    case 'cut':
      return entries.slice(0, index + 1);
    default:
      return chain(entries.map((_, i) => (i === index ? 'other' : 'same')));
  }
}
