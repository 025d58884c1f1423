import type { GenericEndpointContext } from '@better-auth/core';
import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { ADDRESS_HEADER } from './asked-from.ts';
import { guardCodes, strengthen } from './guard-codes.ts';
import { LONGEST_PASSWORD } from './password-check.ts';
import type { Provider } from './single-sign-on.ts';
import type { Throttle } from './throttle.ts';
import { underWay } from './under-way.ts';

/** A session that nobody uses ends after so long, in seconds. */
export const IDLE = 30 * 60;
/** And every session, after a day's work. */
export const ABSOLUTE = 12 * 60 * 60;

export type SecondFactor = 'none' | 'totp' | 'backup_code' | 'passkey' | 'provider';

export interface LibraryOptions {
  /** As the role vigie_sign_in. */
  readonly pool: Pool;
  readonly origin: string;
  readonly secret: string;
  readonly provider: Provider | null;
  readonly throttle: Throttle;
  readonly warn: (message: string) => void;
}

export type Library = ReturnType<typeof makeLibrary>;

/** Names of cookies begin with it. With https, `__Host-` binds them to this very host. */
export function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-vigie' : 'vigie';
}

export function deviceCookie(origin: string): string {
  return `${cookiePrefix(origin)}.device`;
}

/** better-auth as Vigie uses it. Its routes are not open to the outside: the routes of the sign-in call those that they need. */
export function makeLibrary({ pool, origin, secret, provider, throttle, warn }: LibraryOptions) {
  forgetVariables();
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return betterAuth({
    appName: 'Vigie',
    baseURL: origin,
    basePath: '/api/sign-in',
    trustedOrigins: [origin],
    secrets: [{ version: 1, value: secret }],
    database: { db, type: 'postgres', schemaName: 'sign_in', transaction: true },
    telemetry: { enabled: false },
    // Its own limit would count addresses, and so shut colleagues out: throttle.ts takes its place.
    rateLimit: { enabled: false },
    onAPIError: { throw: true, errorURL: `${origin}/sign-in` },
    // Wrong passwords are no error. The message alone: what comes with it can hold tokens and addresses.
    logger: { level: 'error', log: (_, message) => warn(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: LONGEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      modelName: 'login',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'login_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        secondFactor: {
          type: 'string',
          fieldName: 'second_factor',
          required: false,
          input: false,
          defaultValue: 'none',
        },
        verifiedAt: { type: 'date', fieldName: 'verified_at', required: false, input: false },
      },
      // Of the cookie; when the session itself ends is written by the hook below and by `keepUp`.
      expiresIn: ABSOLUTE,
      disableSessionRefresh: true,
      // Measured from verifiedAt by the routes, since a session is older than the last proof.
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'login_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, trustedProviders: [], allowDifferentEmails: false, updateUserInfoOnLink: false },
    },
    verification: {
      modelName: 'challenge',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, ...proofOf(context), expiresAt: new Date(Date.now() + IDLE * 1000) },
          }),
        },
      },
      account: {
        create: {
          before: async (account) => ({
            data: {
              ...account,
              ...{ accessToken: null, refreshToken: null, idToken: null },
              ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null, scope: null },
            },
          }),
        },
      },
    },
    hooks: { before: guardCodes(throttle, secret, deviceCookie(origin)), after: strengthen() },
    plugins: [
      twoFactor({
        issuer: `Vigie (${new URL(origin).host})`,
        twoFactorTable: 'totp',
        allowPasswordless: true,
        accountLockout: { enabled: false },
        backupCodeOptions: { storeBackupCodes: 'encrypted', amount: 10 },
        schema: {
          user: { fields: { twoFactorEnabled: 'totp_enabled' } },
          twoFactor: {
            fields: {
              userId: 'login_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Vigie',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) => refuseUnverified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) => refuseUnverified(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            fields: {
              publicKey: 'public_key',
              userId: 'login_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      genericOAuth({ config: provider === null ? [] : [provider.config] }),
    ],
    advanced: {
      // `__Host-` takes the place of the prefix of the library.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(origin),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure: origin.startsWith('https:'), path: '/' },
      // The browser comes back from the provider's site with it.
      cookies: { state: { attributes: { sameSite: 'lax' } } },
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  });
}

/** Variables of the environment that the library reads past its options: secrets, origins that it trusts, an address for telemetry. */
function forgetVariables(): void {
  for (const name of Object.keys(process.env)) if (/^BETTER_AUTH_/.test(name)) delete process.env[name];
}

/** Ways on which the library puts a new session in the place of the one that asks. */
const REPLACING = ['/two-factor/disable', '/change-password'];

/** What a session that is made on this way has been proved by. */
function proofOf(context: GenericEndpointContext | null): { secondFactor: SecondFactor; verifiedAt: Date } {
  const now = new Date();
  const path = context?.path ?? '';
  if (path === '/two-factor/verify-totp') return { secondFactor: 'totp', verifiedAt: now };
  if (path === '/two-factor/verify-backup-code') return { secondFactor: 'backup_code', verifiedAt: now };
  if (path === '/passkey/verify-authentication' || path === '/passkey/verify-registration')
    return { secondFactor: 'passkey', verifiedAt: now };
  if (path.startsWith('/callback/')) {
    const said = underWay.getStore()?.providerSaid;
    return { secondFactor: said?.strong ? 'provider' : 'none', verifiedAt: said?.verifiedAt ?? now };
  }
  const replaced = REPLACING.includes(path) ? context?.context.session?.session : null;
  if (replaced) return { secondFactor: replaced.secondFactor, verifiedAt: replaced.verifiedAt };
  return { secondFactor: 'none', verifiedAt: now };
}

/** A key that anybody could have touched is one factor; the device must have checked who holds it. */
function refuseUnverified(userVerified: boolean | undefined): undefined {
  if (userVerified !== true) throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED' });
}
