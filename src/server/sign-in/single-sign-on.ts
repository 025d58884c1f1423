import type { GenericOAuthConfig } from 'better-auth/plugins';
import { z } from 'zod';
import { CaseworkError } from '../../casework/casework-error.ts';
import { SignInRefused } from './refusals.ts';
import { type ProviderSaid, underWay } from './under-way.ts';

/** The identity provider of the organisation, as its operator configured it. */
export interface SingleSignOn {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button. */
  readonly name: string;
  /** Values of `acr` or `amr` by which the provider says that it asked for a second factor; empty: it is asked for here. */
  readonly strongWhen: readonly string[];
  /** The provider says nothing of `email_verified`, and its addresses are those of the staff. */
  readonly trustAddresses: boolean;
}

/** A provider that has said where its doors are. */
export interface Provider {
  readonly config: GenericOAuthConfig<'sso'>;
}

/** The path back from the provider ends with it; the provider is told `ORIGIN/api/sign-in/callback/sso`. */
export const PROVIDER_ID = 'sso';
/** Of each answer of the provider. */
const PATIENCE = 10_000;

/**
 * From VIGIE_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME, _SECOND_FACTOR (comma-separated) and _TRUST_ADDRESSES (`1`);
 * null when no issuer is named.
 *
 * @throws CaseworkError when they do not go together
 */
export function singleSignOnOf(environment: NodeJS.ProcessEnv): SingleSignOn | null {
  const {
    VIGIE_OIDC_ISSUER: issuer,
    VIGIE_OIDC_CLIENT_ID: clientId,
    VIGIE_OIDC_CLIENT_SECRET: clientSecret,
    VIGIE_OIDC_NAME: name,
    VIGIE_OIDC_SECOND_FACTOR: secondFactor,
    VIGIE_OIDC_TRUST_ADDRESSES: trust,
  } = environment;
  if (!issuer) return null;
  if (!clientId || !clientSecret)
    throw new CaseworkError(
      'VIGIE_OIDC_ISSUER is set, but not VIGIE_OIDC_CLIENT_ID and VIGIE_OIDC_CLIENT_SECRET. Set all three, or none.',
      'VIGIE_OIDC_ISSUER est défini, mais pas VIGIE_OIDC_CLIENT_ID et VIGIE_OIDC_CLIENT_SECRET. Définir les trois, ou aucun.',
    );
  if (!isGuarded(issuer))
    throw new CaseworkError(
      `VIGIE_OIDC_ISSUER must begin with https:// (${issuer}).`,
      `VIGIE_OIDC_ISSUER doit commencer par https:// (${issuer}).`,
    );
  return {
    ...{ issuer, clientId, clientSecret },
    name: name || new URL(issuer).host,
    strongWhen: (secondFactor ?? '').split(',').flatMap((value) => value.trim() || []),
    trustAddresses: trust === '1',
  };
}

/** Secrets go to it: over TLS, or never leaving the machine. */
function isGuarded(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

const discoverySchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

const claimsSchema = z.looseObject({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  auth_time: z.number().optional(),
  acr: z.string().optional(),
  amr: z.array(z.string()).optional(),
});
type Claims = z.infer<typeof claimsSchema>;

/** Asks the provider where its doors are. Throws SignInRefused when it does not answer, or answers for another issuer. */
export async function discover(sso: SingleSignOn): Promise<Provider> {
  const discoveryUrl = `${sso.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const parsed = discoverySchema.safeParse(await json(discoveryUrl));
  if (!parsed.success || parsed.data.issuer !== sso.issuer) throw new SignInRefused('provider_away');
  const { userinfo_endpoint: userInfo, token_endpoint_auth_methods_supported: methods } = parsed.data;
  return {
    config: {
      providerId: PROVIDER_ID,
      name: sso.name,
      discoveryUrl,
      requireIdTokenVerification: true,
      clientId: sso.clientId,
      clientSecret: sso.clientSecret,
      tokenEndpointAuth: {
        // Basic is what a provider supports that does not say (OpenID Connect Discovery, 3).
        method: methods?.includes('client_secret_basic') === false ? 'client_secret_post' : 'client_secret_basic',
      },
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      disableSignUp: true,
      disableImplicitSignUp: true,
      disableProviderLogout: true,
      accountSubject: ({ profile }) => String(profile.sub),
      getUserInfo: async ({ idToken, accessToken }) => {
        // The library has checked signature, issuer, audience, time and nonce of an ID token; without one nothing was checked.
        if (!idToken) return null;
        const claims = claimsSchema.parse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()));
        const who = claims.email === undefined && userInfo ? await asked(userInfo, accessToken, claims) : claims;
        if (!who.email) return null;
        const store = underWay.getStore();
        if (store) store.providerSaid = said(claims, sso.strongWhen);
        return {
          sub: claims.sub,
          email: who.email,
          emailVerified: sso.trustAddresses || who.email_verified === true,
          name: '',
        };
      },
    },
  };
}

function said({ auth_time: at, acr, amr }: Claims, strongWhen: readonly string[]): ProviderSaid {
  const values = [...(acr === undefined ? [] : [acr]), ...(amr ?? [])];
  const now = Date.now();
  return {
    strong: values.some((value) => strongWhen.includes(value)),
    // A provider that knows the browser from this morning has not seen its owner now.
    verifiedAt: new Date(at === undefined ? now : Math.min(now, at * 1000)),
  };
}

async function asked(endpoint: string, accessToken: string | undefined, claims: Claims): Promise<Claims> {
  const answer = claimsSchema.parse(await json(endpoint, { authorization: `Bearer ${accessToken}` }));
  // OpenID Connect Core, 5.3.2: of another subject it must not be used.
  return answer.sub === claims.sub ? answer : claims;
}

async function json(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  try {
    const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.json() : null;
  } catch {
    throw new SignInRefused('provider_away');
  }
}
