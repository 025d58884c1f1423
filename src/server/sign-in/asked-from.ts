import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { normalizeIP } from '@better-auth/core/utils/ip';

/** Carries the address of who asks from the server to the library; what a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-vigie-address';

/** A hash that nobody makes or looks up without the secret of the installation. */
export function keyedHash(secret: string, kind: 'account' | 'address' | 'device' | 'code', text: string): Buffer {
  return createHmac('sha256', secret).update(`vigie ${kind} ${text}`).digest();
}

/** Where a request comes from, as keyed hashes. */
export interface AskedFrom {
  /** Of an IPv6 address its /64, which one subscriber holds whole. */
  readonly address: Buffer;
  /** A browser that signed in before; null when it brings no cookie that this installation signed. */
  readonly device: Buffer | null;
}

export function askedFrom(headers: Headers, secret: string, deviceCookie: string): AskedFrom {
  const device = readDevice(headers.get('cookie') ?? '', secret, deviceCookie);
  return {
    address: keyedHash(secret, 'address', normalizeIP(headers.get(ADDRESS_HEADER) ?? '')),
    device: device === null ? null : keyedHash(secret, 'device', device),
  };
}

/** A new name for a browser, signed, as the value of its cookie. It says nothing about who uses it. */
export function newDevice(secret: string): { readonly value: string; readonly device: Buffer } {
  const id = randomBytes(16).toString('base64url');
  return { value: `${id}.${signature(secret, id)}`, device: keyedHash(secret, 'device', id) };
}

function readDevice(cookies: string, secret: string, name: string): string | null {
  for (const cookie of cookies.split(/;\s*/)) {
    if (!cookie.startsWith(`${name}=`)) continue;
    const [id = '', given = ''] = cookie.slice(name.length + 1).split('.');
    const expected = signature(secret, id);
    if (given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return id;
  }
  return null;
}

function signature(secret: string, id: string): string {
  return keyedHash(secret, 'device', `signed ${id}`).toString('base64url');
}
