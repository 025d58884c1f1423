import type { Pool } from 'pg';
import type { SignIn } from '../sign-in.ts';
import { type Library, makeLibrary } from './better-auth.ts';
import { openBreachedPasswords } from './breached-passwords.ts';
import type { Parts } from './parts.ts';
import { factorRoutes } from './routes/factor-routes.ts';
import { passkeyRoutes } from './routes/passkey-routes.ts';
import { passwordRoutes } from './routes/password-routes.ts';
import { singleSignOnRoutes } from './routes/single-sign-on-routes.ts';
import { welcomeRoutes } from './routes/welcome-routes.ts';
import { sessionsOf } from './sessions.ts';
import { settle } from './settle.ts';
import { discover, type SingleSignOn } from './single-sign-on.ts';
import { throttleOf } from './throttle.ts';

export interface SignInOptions {
  /** As the role vigie_sign_in. */
  readonly pool: Pool;
  /** Where browsers find the server, such as `https://vigie.example.org`. */
  readonly origin: string;
  /** Of the installation; seals cookies, codes and what is encrypted in the database. */
  readonly secret: string;
  readonly singleSignOn: SingleSignOn | null;
  /** File of breached passwords, or null. */
  readonly breachedPasswords: string | null;
  /** Steps of the sign-in of one address in a minute. */
  readonly stepsPerMinute?: number;
  /** For the log of the server: never a secret or a name. */
  readonly warn: (message: string) => void;
}

/** The sign-in of the workbench. Throws CaseworkError when the file of breached passwords cannot be read. */
export async function makeSignIn(options: SignInOptions): Promise<SignIn> {
  const { pool, origin, secret, singleSignOn, breachedPasswords, warn, stepsPerMinute = 60 } = options;
  const throttle = throttleOf(pool, secret);
  const library = makeLibrary({ pool, origin, secret, throttle, warn, provider: null });
  const sessions = sessionsOf(library, pool);
  const parts: Parts = {
    ...{ pool, origin, secret, library, sessions, throttle, singleSignOn },
    breached: breachedPasswords === null ? null : await openBreachedPasswords(breachedPasswords),
    withProvider: libraryWithProvider(options, throttle),
    settle: (request, reply, answer) => settle(parts, request, reply, answer),
  };
  return {
    session: (request, when) =>
      when === 'now' ? sessions.ofCookies(request.headers.cookie ?? '') : sessions.of(request),
    routes: async (api) => {
      await api.register(
        async (scope) => {
          scope.addHook('onRoute', (route) => {
            route.config = { ...route.config, rateLimit: { max: stepsPerMinute, timeWindow: 60_000 } };
          });
          for (const add of [passwordRoutes, factorRoutes, passkeyRoutes, welcomeRoutes, singleSignOnRoutes])
            add(scope, parts);
        },
        { prefix: '/sign-in' },
      );
    },
  };
}

/** Made when it is first asked for, and again after a failure: a provider that is away does not keep the server from starting. */
function libraryWithProvider(options: SignInOptions, throttle: Parts['throttle']): () => Promise<Library> {
  let made: Promise<Library> | null = null;
  const make = async (): Promise<Library> => {
    const { singleSignOn, pool, origin, secret, warn } = options;
    if (singleSignOn === null) throw new Error('There is no identity provider.');
    const provider = await discover(singleSignOn);
    return makeLibrary({ pool, origin, secret, throttle, warn, provider });
  };
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
