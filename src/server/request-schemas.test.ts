import type { RouteOptions } from 'fastify';
import type { Kysely } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { saidInBoth } from '../casework/field-refusals.ts';
import type { Tables } from '../casework/tables.ts';
import { buildApp } from './app.ts';
import type { Parts } from './sign-in/parts.ts';
import { factorRoutes } from './sign-in/routes/factor-routes.ts';
import { passkeyRoutes } from './sign-in/routes/passkey-routes.ts';
import { passwordRoutes } from './sign-in/routes/password-routes.ts';
import { singleSignOnRoutes } from './sign-in/routes/single-sign-on-routes.ts';
import { welcomeRoutes } from './sign-in/routes/welcome-routes.ts';

const ROUTES = vi.hoisted((): RouteOptions[] => []);
vi.mock('fastify', async (original) => {
  const { default: fastify } = await original<typeof import('fastify')>();
  return {
    default: (options: object) => {
      const app = fastify(options);
      app.addHook('onRoute', (route) => void ROUTES.push(route));
      return app;
    },
  };
});

interface Check {
  readonly at: string;
  /** What it says; null: it leaves that to the library. */
  readonly says: string | null;
  /** Whether the library cannot say it either. */
  readonly needsWords: boolean;
}

type Def = Readonly<Record<string, unknown>>;

/** Every check of a schema and of what is within. */
function checksOf(schema: unknown, at: string, seen = new Set<unknown>()): Check[] {
  const def = (schema as { _zod?: { def?: Def } } | undefined)?._zod?.def;
  if (def === undefined || seen.has(schema)) return [];
  seen.add(schema);
  const checks = Array.isArray(def.checks) ? def.checks : [];
  const own = [def, ...checks.map((check) => (check as { _zod: { def: Def } })._zod.def)].map((each) =>
    checkOf(each, at),
  );
  const within = Object.entries(def)
    .filter(([key]) => key !== 'checks')
    .flatMap(([key, value]) => [
      ...(Array.isArray(value) ? value : key === 'shape' ? Object.values(value as object) : [value]),
      ...(key === 'getter' ? [(value as () => unknown)()] : []),
    ]);
  return [...own.filter((check) => check !== null), ...within.flatMap((each) => checksOf(each, at, seen))];
}

function checkOf(def: Def, at: string): Check | null {
  const says = typeof def.error === 'function' ? sentence((def.error as (issue: object) => unknown)({})) : null;
  const needsWords = def.format === 'regex' || (def.check === 'custom' && typeof def.fn === 'function');
  return says === null && !needsWords ? null : { at, says, needsWords };
}

const sentence = (said: unknown): string | null =>
  typeof said === 'string' ? said : ((said as { message?: string } | undefined)?.message ?? null);

describe('what a check of a request says', () => {
  it('is said in French and in English, whichever route it is of', async () => {
    const app = await buildApp({
      ...{ db: {} as Kysely<Tables>, dataFolder: '', origin: 'http://127.0.0.1', requestsPerMinute: 1 },
      signIn: {
        routes: async (api) => {
          // To be registered alone: nothing is asked of them.
          for (const add of [passwordRoutes, factorRoutes, passkeyRoutes, welcomeRoutes, singleSignOnRoutes])
            add(api, {} as Parts);
        },
        session: async () => null,
      },
    });
    const checks = ROUTES.flatMap(({ method, url, schema }) =>
      ['body', 'querystring', 'params', 'headers'].flatMap((part) =>
        checksOf((schema as Def | undefined)?.[part], `${String(method)} ${url} ${part}`),
      ),
    );
    await app.close();
    expect(checks.length).toBeGreaterThan(50);
    expect(checks.filter(({ at }) => at.includes('/sso'))).not.toEqual([]);
    const lacking = checks.filter(({ says, needsWords }) => (says === null ? needsWords : saidInBoth(says) === null));
    expect(lacking).toEqual([]);
  });

  it('finds a check that says nothing, and one without French', () => {
    const schema = z.object({
      list: z.array(z.string().regex(/^a/)).optional(),
      either: z.union([z.number(), z.string().refine((text) => text !== '', { message: 'not in the table' })]),
      piped: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(z.string().min(1, 'nor this'))),
    });
    const lacking = checksOf(schema, 'here').filter(({ says }) => says === null || saidInBoth(says) === null);
    expect(lacking.map(({ says }) => says)).toEqual([null, 'not in the table', 'nor this']);
  });
});
