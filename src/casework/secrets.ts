import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CaseworkError } from './casework-error.ts';
import { makeDataFolder } from './data-folder.ts';

const password = z.string().min(32);

const secretsSchema = z.strictObject({
  /** Names this set of secrets: the roles of the database carry it, so that two installations on one server do not undo each other. */
  id: z.uuid(),
  /** Passwords of the roles that log in. */
  roles: z.strictObject({ vigie_app: password, vigie_worker: password, vigie_sign_in: password }),
  /** What sessions and codes of the sign-in are sealed with. */
  signIn: password,
  audit: z.strictObject({
    /** Ed25519, PKCS #8 in PEM: signs the checkpoints of the audit log. */
    signingKey: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
  }),
});

/** What only the server of one installation knows. */
export type Secrets = z.infer<typeof secretsSchema>;

export function secretsFile(dataFolder: string): string {
  return join(dataFolder, 'secrets.json');
}

/**
 * The secrets of a data folder, made when there are none. They appear whole; of two processes that make them at once, both get those
 * of one. Lost ones cannot be made again: the signatures of the audit log would no longer have their key.
 *
 * @throws CaseworkError when the file is not one of secrets
 */
export function secretsOf(dataFolder: string): Secrets {
  const file = secretsFile(dataFolder);
  const there = read(file);
  if (there !== null) return there;
  makeDataFolder(dataFolder);
  const made = `${file}.${randomUUID()}`;
  try {
    writeWhole(made, `${JSON.stringify(newSecrets(), null, 2)}\n`);
    appear(made, file);
  } finally {
    rmSync(made, { force: true });
  }
  const secrets = read(file);
  if (secrets === null) throw unusable(file);
  return secrets;
}

function newSecrets(): Secrets {
  const random = (): string => randomBytes(32).toString('base64url');
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    id: randomUUID(),
    roles: { vigie_app: random(), vigie_worker: random(), vigie_sign_in: random() },
    signIn: random(),
    audit: { signingKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  };
}

function read(file: string): Secrets | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    // The cause would quote what it found: a secret.
    throw unusable(file);
  }
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function appear(made: string, file: string): void {
  try {
    linkSync(made, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // A disk without second names.
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    renameSync(made, file);
  }
}

function unusable(file: string): CaseworkError {
  return new CaseworkError(
    `${file} does not hold the secrets of Vigie as this version writes them. Put the file of a backup made with --with-secrets in its place.`,
    `${file} ne contient pas les secrets de Vigie tels que cette version les écrit. Remettre à sa place le fichier d’une sauvegarde faite avec --with-secrets.`,
  );
}
