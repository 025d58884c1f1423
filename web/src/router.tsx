import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { partOf, readAdministrationSearch } from './administration/parts.ts';
import { isSignedOut } from './api/api-problem.ts';
import { meQuery } from './api/me.ts';
import { inPractice, PRACTICE } from './api/practice.ts';
import { queryClient } from './api/query-client.ts';
import type { Queue } from './api/schema.ts';
import { keepTabTo } from './api/tab.ts';
import { readAuditSearch } from './audit/audit-search.ts';
import { readCasesSearch } from './cases/cases-search.ts';
import { readPersonSearch } from './casework/person-search.ts';
import { readFindSearch } from './find/find-search.ts';
import { Bare, Failed, NotFound } from './frame/failed.tsx';
import { readImportSearch } from './import/import-search.ts';
import { readLeadsSearch } from './leads/leads-search.ts';
import { readOutcomesSearch } from './outcomes/outcomes-search.ts';
import { readBoardSearch } from './requests/board-search.ts';
import { parseSearch, stringifySearch } from './router-search.ts';
import { readRunSearch } from './runs/run-search.ts';
import { readTimelineSearch } from './timeline/timeline-search.ts';
import { readTrendsSearch } from './trends/trends-search.ts';

/** The initial script holds what every page needs; each page is loaded when it is opened. */
const rootRoute = createRootRoute({ notFoundComponent: NotFound, errorComponent: Failed, component: Bare });

/** Pages that show no lead, person or case: they open without a purpose of reading. */
const READS_NOBODY = { readsNobody: true };

/** Pages of a member who has signed in. */
const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search.unit === 'string' ? { unit: search.unit } : {},
  beforeLoad: async ({ location }) => {
    try {
      const { member } = await queryClient.ensureQueryData(meQuery);
      keepTabTo(member.id);
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
}).lazy(() => import('./frame/app-frame.tsx').then(({ route }) => route));

const homeRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/',
  staticData: READS_NOBODY,
  validateSearch: (search: Record<string, unknown>): { review?: 'shown' } =>
    inPractice && search.review === 'shown' ? { review: 'shown' } : {},
}).lazy(() =>
  inPractice
    ? import('./practice/practice-page.tsx').then(({ route }) => route)
    : import('./frame/home.tsx').then(({ route }) => route),
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
  staticData: READS_NOBODY,
  validateSearch: readTrendsSearch,
}).lazy(() => import('./trends/trends-page.tsx').then(({ route }) => route));

const outcomesRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/outcomes',
  staticData: READS_NOBODY,
  validateSearch: readOutcomesSearch,
}).lazy(() => import('./outcomes/outcomes-page.tsx').then(({ route }) => route));

const auditRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/audit',
  staticData: READS_NOBODY,
  validateSearch: readAuditSearch,
}).lazy(() => import('./audit/audit-page.tsx').then(({ route }) => route));

const importRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/import',
  validateSearch: readImportSearch,
}).lazy(() => import('./import/import-page.tsx').then(({ route }) => route));

const runsRoute = createRoute({ getParentRoute: () => memberRoute, path: '/runs', staticData: READS_NOBODY }).lazy(() =>
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
  staticData: READS_NOBODY,
  validateSearch: readAdministrationSearch,
  params: { parse: ({ part }) => ({ part: partOf(part) }), stringify: ({ part }) => ({ part }) },
}).lazy(() => import('./administration/administration-page.tsx').then(({ route }) => route));

const casesRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/cases',
  validateSearch: readCasesSearch,
}).lazy(() => import('./cases/cases-page.tsx').then(({ route }) => route));

const waitingRoute = createRoute({ getParentRoute: () => memberRoute, path: '/waiting' }).lazy(() =>
  import('./cases/waiting-page.tsx').then(({ route }) => route),
);

const caseRoute = createRoute({ getParentRoute: () => memberRoute, path: '/cases/$id' }).lazy(() =>
  import('./cases/case-page.tsx').then(({ route }) => route),
);

const boardRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/board',
  validateSearch: readBoardSearch,
}).lazy(() => import('./requests/board-page.tsx').then(({ route }) => route));

const timelineRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/cases/$id/timeline',
  validateSearch: readTimelineSearch,
}).lazy(() => import('./timeline/timeline-page.tsx').then(({ route }) => route));

const requestRoute = createRoute({ getParentRoute: () => memberRoute, path: '/requests/$id' }).lazy(() =>
  import('./requests/request-page.tsx').then(({ route }) => route),
);

const evidenceRoute = createRoute({ getParentRoute: () => memberRoute, path: '/evidence/$id' }).lazy(() =>
  import('./evidence/item-page.tsx').then(({ route }) => route),
);

const personRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/people/$id',
  validateSearch: readPersonSearch,
}).lazy(() => import('./people/person-page.tsx').then(({ route }) => route));

const childRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/children/$id',
  validateSearch: readPersonSearch,
}).lazy(() => import('./children/child-page.tsx').then(({ route }) => route));

const careListRoute = createRoute({ getParentRoute: () => memberRoute, path: '/care' }).lazy(() =>
  import('./care/care-list-page.tsx').then(({ route }) => route),
);

const careRoute = createRoute({ getParentRoute: () => memberRoute, path: '/care/$id' }).lazy(() =>
  import('./care/care-page.tsx').then(({ route }) => route),
);

const accountRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/account',
  staticData: READS_NOBODY,
}).lazy(() => import('./sign-in/account-page.tsx').then(({ route }) => route));

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
    casesRoute,
    caseRoute,
    timelineRoute,
    waitingRoute,
    boardRoute,
    requestRoute,
    evidenceRoute,
    personRoute,
    childRoute,
    careListRoute,
    careRoute,
    findRoute,
    trendsRoute,
    outcomesRoute,
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
  basepath: inPractice ? PRACTICE : '/',
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
  interface StaticDataRouteOption {
    readonly readsNobody?: boolean;
  }
}

function queueOf(text: string): Queue {
  if (!QUEUES.includes(text)) throw redirect({ to: '/' });
  return text === 'safeguarding' ? 'safeguarding' : 'investigation';
}
