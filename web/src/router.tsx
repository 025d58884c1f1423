import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { partOf, readAdministrationSearch } from './administration/parts.ts';
import { isSignedOut } from './api/api-problem.ts';
import { meQuery } from './api/me.ts';
import { queryClient } from './api/query-client.ts';
import type { Queue } from './api/schema.ts';
import { readAuditSearch } from './audit/audit-search.ts';
import { readFindSearch } from './find/find-search.ts';
import { Bare, Failed, NotFound } from './frame/failed.tsx';
import { readImportSearch } from './import/import-search.ts';
import { readLeadsSearch } from './leads/leads-search.ts';
import { parseSearch, stringifySearch } from './router-search.ts';
import { readRunSearch } from './runs/run-search.ts';
import { readTrendsSearch } from './trends/trends-search.ts';

/** The initial script holds what every page needs; each page is loaded when it is opened. */
const rootRoute = createRootRoute({ notFoundComponent: NotFound, errorComponent: Failed, component: Bare });

/** Pages of a member who has signed in. */
const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search.unit === 'string' ? { unit: search.unit } : {},
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
}).lazy(() => import('./frame/app-frame.tsx').then(({ route }) => route));

const homeRoute = createRoute({ getParentRoute: () => memberRoute, path: '/' }).lazy(() =>
  import('./frame/home.tsx').then(({ route }) => route),
);

const QUEUES: readonly string[] = ['investigation', 'safeguarding'] satisfies readonly Queue[];

const leadsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/leads/$queue',
  validateSearch: readLeadsSearch,
  params: {
    parse: ({ queue }) => ({ queue: queueOf(queue) }),
    stringify: ({ queue }) => ({ queue }),
  },
}).lazy(() => import('./leads/leads-page.tsx').then(({ route }) => route));

const leadRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/leads/$queue/$id',
  params: {
    parse: ({ queue, id }) => ({ queue: queueOf(queue), id }),
    stringify: ({ queue, id }) => ({ queue, id }),
  },
}).lazy(() => import('./lead/lead-page.tsx').then(({ route }) => route));

const findRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/find',
  validateSearch: readFindSearch,
}).lazy(() => import('./find/find-page.tsx').then(({ route }) => route));

const trendsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/trends',
  validateSearch: readTrendsSearch,
}).lazy(() => import('./trends/trends-page.tsx').then(({ route }) => route));

const auditRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/audit',
  validateSearch: readAuditSearch,
}).lazy(() => import('./audit/audit-page.tsx').then(({ route }) => route));

const importRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/import',
  validateSearch: readImportSearch,
}).lazy(() => import('./import/import-page.tsx').then(({ route }) => route));

const runsRoute = createRoute({ getParentRoute: () => memberRoute, path: '/runs' }).lazy(() =>
  import('./runs/runs-page.tsx').then(({ route }) => route),
);

const runRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/runs/$id',
  validateSearch: readRunSearch,
}).lazy(() => import('./runs/run-page.tsx').then(({ route }) => route));

const administrationRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/administration/$part',
  validateSearch: readAdministrationSearch,
  params: { parse: ({ part }) => ({ part: partOf(part) }), stringify: ({ part }) => ({ part }) },
}).lazy(() => import('./administration/administration-page.tsx').then(({ route }) => route));

const accountRoute = createRoute({ getParentRoute: () => memberRoute, path: '/account' }).lazy(() =>
  import('./sign-in/account-page.tsx').then(({ route }) => route),
);

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; problem?: string } => ({
    ...(typeof search.next === 'string' ? { next: search.next } : {}),
    ...(typeof search.problem === 'string' ? { problem: search.problem } : {}),
  }),
}).lazy(() => import('./sign-in/sign-in-page.tsx').then(({ route }) => route));

const welcomeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/welcome' }).lazy(() =>
  import('./sign-in/welcome-page.tsx').then(({ route }) => route),
);

const routeTree = rootRoute.addChildren([
  memberRoute.addChildren([
    homeRoute,
    leadsRoute,
    leadRoute,
    findRoute,
    trendsRoute,
    importRoute,
    runsRoute,
    runRoute,
    auditRoute,
    administrationRoute,
    accountRoute,
  ]),
  signInRoute,
  welcomeRoute,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
  defaultPendingMs: 300,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function queueOf(text: string): Queue {
  if (!QUEUES.includes(text)) throw redirect({ to: '/' });
  return text === 'safeguarding' ? 'safeguarding' : 'investigation';
}
