import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { secretsFile, secretsOf } from './secrets.ts';

it('Secrets are made once, for this user alone, and stay the same', () =>
  inTemporaryFolder(async (folder) => {
    const first = secretsOf(folder);
    expect(secretsOf(folder)).toEqual(first);
    expect(statSync(secretsFile(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(createPrivateKey(first.audit.signingKey).asymmetricKeyType).toBe('ed25519');
    expect(new Set(Object.values(first.roles)).size).toBe(3);
  }));

it('A file that holds no secrets is refused, never overwritten and never quoted', () =>
  inTemporaryFolder(async (folder) => {
    writeFileSync(secretsFile(folder), '{"roles": "s3cret"}');
    const refusal = (): unknown => secretsOf(folder);
    expect(refusal).toThrow(/does not hold the secrets/);
    expect(refusal).not.toThrow(/s3cret/);
    expect(readFileSync(secretsFile(folder), 'utf8')).toBe('{"roles": "s3cret"}');
  }));
