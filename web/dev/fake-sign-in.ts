import type { Given } from './fake-api.ts';

/** The answers of better-auth to the calls of the sign-in pages. The password "wrong" and the code 000000 are refused. */
export function fakeSignIn(path: string, body: unknown, signIn: (yes: boolean) => void): Given {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const done: Given = { status: 200, body: { status: true } };
  switch (path) {
    case '/sign-in/email':
      return given.password === 'wrong'
        ? refused('INVALID_EMAIL_OR_PASSWORD', 'Invalid email or password')
        : { status: 200, body: { twoFactorRedirect: true, twoFactorMethods: ['totp'] } };
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code':
      if (given.code === '000000') return refused('INVALID_CODE', 'Invalid code');
      signIn(true);
      return { status: 200, body: { token: 'x', user: {} } };
    case '/two-factor/enable':
      return { status: 200, body: { totpURI: TOTP, backupCodes: codes(10) } };
    case '/two-factor/generate-backup-codes':
      return { status: 200, body: { status: true, backupCodes: codes(10) } };
    case '/sign-out':
      signIn(false);
      return done;
    case '/get-session':
      return { status: 200, body: { session: SESSIONS[0], user: {} } };
    case '/list-sessions':
      return { status: 200, body: SESSIONS };
    case '/passkey/list-user-passkeys':
      return { status: 200, body: [{ id: 'p-1', name: 'Clé de démonstration', createdAt: SESSIONS[0]?.createdAt }] };
    default:
      return done;
  }
}

function refused(code: string, message: string): Given {
  return { status: 401, body: { code, message } };
}

/** A secret made up for tests. */
const TOTP =
  'otpauth://totp/Vigie:camille@exemple.invalid?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Vigie&digits=6&period=30';

function codes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `SYNTH-${String(index).padStart(5, '0')}`);
}

const SESSIONS = [
  {
    id: 's-1',
    token: 's-1',
    createdAt: '2026-01-05T08:00:00.000Z',
    updatedAt: '2026-01-05T09:00:00.000Z',
    expiresAt: '2026-01-05T20:00:00.000Z',
    ipAddress: '127.0.0.1',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0',
  },
  {
    id: 's-2',
    token: 's-2',
    createdAt: '2026-01-04T08:00:00.000Z',
    updatedAt: '2026-01-04T17:00:00.000Z',
    expiresAt: '2026-01-05T20:00:00.000Z',
    ipAddress: '10.0.0.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0',
  },
];
