import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { SingleSignOn } from '../../src/server/sign-in/single-sign-on.ts';

/** Somebody whom the identity provider knows. */
interface Person {
  readonly email: string;
  readonly email_verified?: boolean;
}

type Claims = Record<string, unknown>;

/** A real OpenID provider on loopback, which signs in whoever a test says, without asking. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly configuration: SingleSignOn;
  /** Who is at the provider: the next sign-ins are this person's. */
  person: { readonly sub: string; readonly acr?: string; readonly amr?: readonly string[] };
  readonly people: Map<string, Person>;
  /** Writes the answer of the token endpoint anew; null: left as it is. */
  tamper: ((claims: Claims, forge: Forge) => string | undefined) | null;
  /** Follows the browser from the address that Vigie gave, to the address back at Vigie. */
  visit(url: string): Promise<URL>;
  readonly asked: string[];
  close(): Promise<void>;
}

/** Makes an ID token of any claims. */
type Forge = (claims: Claims, how?: { readonly otherKey?: boolean; readonly algorithm?: 'RS256' | 'none' }) => string;

const CLIENT = { clientId: 'vigie', clientSecret: 'only for this test and nothing else' };

/** @param origin of Vigie */
export async function identityProvider(origin: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [own, other] = [newKey(), newKey()];
  const people = new Map<string, Person>();
  const redirectUri = `${origin}/api/sign-in/callback/sso`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    pkce: { required: () => true },
    jwks: { keys: [{ ...own.jwk, kid: 'own', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for this test'] },
    claims: { openid: ['sub', 'acr', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    acrValues: ['two-factors'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people.get(sub) }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: CLIENT.clientId, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const forge: Forge = (claims, { otherKey = false, algorithm = 'RS256' } = {}) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: algorithm, typ: 'JWT', kid: 'own' })}.${part(claims)}`;
    if (algorithm === 'none') return `${signed}.`;
    return `${signed}.${sign('sha256', Buffer.from(signed), (otherKey ? other : own).key).toString('base64url')}`;
  };
  const self: IdentityProvider = {
    issuer,
    configuration: { ...CLIENT, issuer, name: 'Test provider', strongWhen: [], trustAddresses: false },
    person: { sub: 'nobody' },
    people,
    tamper: null,
    asked: [],
    visit: async (url) => {
      const cookies = new Map<string, string>();
      for (let at = url; ; ) {
        const answer = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const cookie of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
          cookies.set(name, value);
        }
        const next = answer.headers.get('location');
        if (next === null) throw new Error(`${answer.status} ${await answer.text()}`);
        const there = new URL(next, at);
        if (there.origin === origin) return there;
        at = there.href;
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    self.asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (request.url?.startsWith('/interaction/')) {
      const { sub, acr, amr } = self.person;
      const login = { accountId: sub, ...(acr ? { acr } : {}), ...(amr ? { amr: [...amr] } : {}) };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
      return;
    }
    if (request.url === '/token') rewriteTokens(response, (claims) => self.tamper?.(claims, forge));
    handle(request, response);
  });
  return self;
}

function newKey(): { readonly key: KeyObject; readonly jwk: JsonWebKey } {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { key, jwk: key.export({ format: 'jwk' }) };
}

function rewriteTokens(response: ServerResponse, rewrite: (claims: Claims) => string | undefined): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: string | Buffer) => {
    const answer = JSON.parse(body.toString()) as { id_token?: string };
    if (answer.id_token) {
      const made = rewrite(JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString()));
      if (made === '') delete answer.id_token;
      else if (made !== undefined) answer.id_token = made;
    }
    const text = JSON.stringify(answer);
    response.setHeader('content-length', Buffer.byteLength(text));
    return end(text);
  }) as typeof response.end;
}
