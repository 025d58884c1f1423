import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { FieldsRefused, fieldsRefused } from '../casework/field-refusals.ts';
import { Missing } from '../casework/refusals.ts';
import { programVersion } from '../program-version.ts';
import { isPractice, strong, withoutPractice } from './asking.ts';
import { ForeignOrigin, languageOf, problemOf, problemSchema } from './problem.ts';
import { administrationRoutes } from './routes/administration-routes.ts';
import { auditRoutes } from './routes/audit-routes.ts';
import { caseRoutes } from './routes/case-routes.ts';
import { childRoutes } from './routes/child-routes.ts';
import { clockRuleRoutes } from './routes/clock-rule-routes.ts';
import { dateFeedRoutes, ownDateFeedRoutes } from './routes/date-feed-routes.ts';
import { evidenceRoutes } from './routes/evidence-routes.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { indicatorRoutes } from './routes/indicator-routes.ts';
import { invitationRoutes } from './routes/invitation-routes.ts';
import { jobRoutes } from './routes/job-routes.ts';
import { leadRoutes } from './routes/lead-routes.ts';
import { outcomeRoutes } from './routes/outcome-routes.ts';
import { ownRoutes } from './routes/own-routes.ts';
import { personRoutes } from './routes/person-routes.ts';
import { practiceRoutes } from './routes/practice-routes.ts';
import { qualificationRoutes } from './routes/qualification-routes.ts';
import { requestRoutes } from './routes/request-routes.ts';
import { retentionRoutes } from './routes/retention-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { timelineRoutes } from './routes/timeline-routes.ts';
import { trendRoutes } from './routes/trend-routes.ts';
import { viewRoutes } from './routes/view-routes.ts';
import { SignInRefused } from './sign-in/refusals.ts';
import { COMES_WITHIN_MS, endSlowRequests } from './slow-requests.ts';
import type { Api, Workbench } from './workbench.ts';

export interface AppOptions extends Workbench {
  /** Where the browser finds the server: cookies and the check of origins hang on it. */
  readonly origin: string;
  /** Requests of one address in a minute. */
  readonly requestsPerMinute: number;
  /** Addresses or networks of the proxies before the server, which say for whom they ask (X-Forwarded-For). */
  readonly trustedProxies?: readonly string[];
  /** Within this the head of a request comes, and its body after that. */
  readonly comesWithinMs?: number;
}

/** Connections at once: some for each of a few hundred people. */
const MOST_CONNECTIONS = 2_000;

/** The HTTP server, not yet listening. */
export async function buildApp({
  origin,
  requestsPerMinute,
  trustedProxies = [],
  comesWithinMs = COMES_WITHIN_MS,
  ...workbench
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: 'warn', serializers: { req: ({ method }: FastifyRequest) => ({ method }), err: whereItFailed } },
    bodyLimit: 256 * 1024,
    // Of anybody else it is not believed for whom it asks.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url }) => withoutPractice(url ?? ''),
    http: { headersTimeout: comesWithinMs, connectionsCheckingInterval: comesWithinMs / 4 },
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  endSlowRequests(app, comesWithinMs);
  app.setValidatorCompiler(readerOf);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    hsts: origin.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onSend', async (request, reply) => {
    const name = reply.getHeader('content-disposition');
    if (isPractice(request) && typeof name === 'string')
      reply.header('content-disposition', name.replace('filename="', 'filename="TRAINING-ENTRAINEMENT-'));
  });
  await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 });
  app.addHook('onRequest', async (request) => refuseForeignWrites(request, origin));
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error, languageOf(request.headers['accept-language']));
    if (problem.status >= 500) request.log.error(error, 'a request failed');
    if (error instanceof SignInRefused && error.retryAfter !== null) reply.header('retry-after', error.retryAfter);
    return reply.code(problem.status).type('application/problem+json').send(problem);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const problem = problemOf(new Missing(), languageOf(request.headers['accept-language']));
    return reply.code(404).type('application/problem+json').send(problem);
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Vigie', version: programVersion(), description: 'The API of the workbench.' },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(
    async (scope) => {
      const api = scope.withTypeProvider<ZodTypeProvider>();
      api.addHook('onRoute', tellProblems);
      await api.register(swaggerUi, { routePrefix: '/docs' });
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      await workbench.signIn.routes(api);
      dateFeedRoutes(api, workbench);
      await api.register((inside) => memberRoutes(inside, workbench, origin));
    },
    { prefix: '/api' },
  );
  return app;
}

/** How a schema reads what was sent. What it refuses is said field by field, without repeating what was sent. */
function readerOf({ schema }: { readonly schema: z.ZodType }) {
  return (sent: unknown) => {
    const read = schema.safeParse(sent, { reportInput: true });
    return read.success ? { value: read.data } : { error: new FieldsRefused(fieldsRefused(read.error.issues)) };
  };
}

/** What is open to members alone: who has not signed in with a second factor gets no further, whatever a route does. */
async function memberRoutes(api: Api, workbench: Workbench, origin: string): Promise<void> {
  api.addHook('onRequest', async (request) => void strong(await workbench.signIn.session(request)));
  ownRoutes(api, workbench);
  sessionRoutes(api, workbench);
  invitationRoutes(api, workbench, origin);
  leadRoutes(api, workbench);
  indicatorRoutes(api, workbench);
  viewRoutes(api, workbench);
  trendRoutes(api, workbench);
  outcomeRoutes(api, workbench);
  practiceRoutes(api, workbench);
  administrationRoutes(api, workbench);
  retentionRoutes(api, workbench);
  healthRoutes(api, workbench);
  auditRoutes(api, workbench);
  caseRoutes(api, workbench);
  personRoutes(api, workbench);
  childRoutes(api, workbench);
  await importRoutes(api, workbench);
  jobRoutes(api, workbench);
  runRoutes(api, workbench);
  await evidenceRoutes(api, workbench);
  requestRoutes(api, workbench);
  await timelineRoutes(api, workbench);
  clockRuleRoutes(api, workbench);
  qualificationRoutes(api, workbench);
  fileRoutes(api, workbench);
  ownDateFeedRoutes(api, workbench, origin);
}

/** Every route can answer with a problem. */
function tellProblems({ schema }: RouteOptions): void {
  if (schema && !schema.hide)
    schema.response = { ...(schema.response as object), '4xx': problemSchema, '5xx': problemSchema };
}

/** A browser says where a write comes from; a cookie alone is not enough for it. */
function refuseForeignWrites({ method, headers }: FastifyRequest, origin: string): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
  const from = headers.origin;
  if ((from !== undefined && from !== origin) || headers['sec-fetch-site'] === 'cross-site') throw new ForeignOrigin();
}

/** What the log says of an error: where, not what. Messages of the database can hold names and identifiers. */
function whereItFailed(error: unknown): { type: string; message: string; stack: string; code: string | undefined } {
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
  return {
    type: name ?? 'Error',
    message: '',
    code,
    stack:
      stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n') ?? '',
  };
}
