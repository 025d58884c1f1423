import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Texts signed with Ed25519 as C2SP signed-note says (c2sp.org/signed-note): the text, an empty line, and a line with the name of
 * the signer, the first four bytes of the hash of its key, and the signature.
 */
const ED25519 = 1;
const KEY_ID_BYTES = 4;

export interface NoteKey {
  readonly name: string;
  readonly publicKey: Buffer;
}

/** What a note is checked with, as one line: name, key id, algorithm and key. */
export function verifierText(key: NoteKey): string {
  const encoded = Buffer.concat([Buffer.of(ED25519), key.publicKey]).toString('base64');
  return `${key.name}+${keyId(key).toString('hex')}+${encoded}`;
}

/** Null when the text is not one that `verifierText` makes, or its key id is not that of its key. */
export function readVerifier(text: string): NoteKey | null {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (!match) return null;
  const [, name = '', id = '', encoded = ''] = match;
  const bytes = Buffer.from(encoded, 'base64');
  const key = { name, publicKey: bytes.subarray(1) };
  return bytes[0] === ED25519 && bytes.length === 33 && keyId(key).toString('hex') === id ? key : null;
}

/** The public half of a signing key (PKCS #8 in PEM), under a name without spaces or plus signs. */
export function noteKeyOf(signingKey: string, name: string): NoteKey {
  const publicKey = createPublicKey(createPrivateKey(signingKey)).export({ format: 'jwk' });
  return { name, publicKey: Buffer.from(publicKey.x ?? '', 'base64url') };
}

/** `text` ends with a line end. */
export function signNote(text: string, signingKey: string, key: NoteKey): string {
  const signature = sign(null, Buffer.from(text), createPrivateKey(signingKey));
  return `${text}\n— ${key.name} ${Buffer.concat([keyId(key), signature]).toString('base64')}\n`;
}

/** The text of a note that this key has signed; null of any other. */
export function openNote(note: string, key: NoteKey): string | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2).split('\n')) {
    const match = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line);
    if (match?.[1] !== key.name) continue;
    const bytes = Buffer.from(match[2] ?? '', 'base64');
    if (!bytes.subarray(0, KEY_ID_BYTES).equals(keyId(key))) continue;
    if (verify(null, Buffer.from(text), ed25519(key.publicKey), bytes.subarray(KEY_ID_BYTES))) return text;
  }
  return null;
}

/** Whether the key with this name and id is among those that a note names as its signers. It says nothing of the signature. */
export function namesKey(note: string, key: NoteKey): boolean {
  return [...note.matchAll(/^— (\S+) ([A-Za-z0-9+/=]+)$/gm)].some(
    ([, name, signature = '']) =>
      name === key.name && Buffer.from(signature, 'base64').subarray(0, KEY_ID_BYTES).equals(keyId(key)),
  );
}

function keyId({ name, publicKey }: NoteKey): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES);
}

function ed25519(publicKey: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
}
