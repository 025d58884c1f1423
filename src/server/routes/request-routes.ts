import type { FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import {
  boardQuerySchema,
  boardSchema,
  caseRequestsSchema,
  requestBoard,
  requestsOfCase,
} from '../../casework/requests/board.ts';
import { readRequest, requestSchema } from '../../casework/requests/read-request.ts';
import { rulesToCome, rulesToComeQuerySchema, rulesToComeSchema } from '../../casework/requests/rules-to-come.ts';
import {
  addRequest,
  addRequestEvent,
  changeRequest,
  type Doing,
  newEventSchema,
  newRequestSchema,
  proposeRequestEnd,
  requestChangeSchema,
  requestEndSchema,
  strikeRequestEvent,
  strikeSchema,
} from '../../casework/requests/write-request.ts';
import { actorOf, expectedVersion } from '../asking.ts';
import { writerOf } from '../once.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const nothing = z.object({});
const tags = ['requests'];

/** Requests of cases: written, sent, answered, asked again, and ended by two people. */
export function requestRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const writeOnce = writerOf(workbench);
  const write = <T>(request: FastifyRequest, work: (doing: Doing) => Promise<T>): Promise<T> =>
    writeOnce(request, (transaction, tell, { memberId }) =>
      work({ transaction, tell, memberId, now: Temporal.Now.instant() }),
    );

  api.get(
    '/requests',
    {
      schema: {
        summary: 'The board: where the requests of a unit stand, as far as the member may see them',
        tags,
        querystring: boardQuerySchema,
        response: { 200: boardSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, (transaction, tell) =>
        requestBoard(transaction, tell, request.query, Temporal.Now.instant()),
      );
    },
  );

  api.get(
    '/cases/:id/requests',
    { schema: { summary: 'The requests of a case', tags, params: one, response: { 200: caseRequestsSchema } } },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, (transaction, tell) =>
        requestsOfCase(transaction, tell, request.params.id, Temporal.Now.instant()),
      );
    },
  );

  api.post(
    '/cases/:id/requests',
    {
      schema: {
        summary: 'Write a request down; that it was sent is an event',
        tags,
        params: one,
        body: newRequestSchema,
        response: { 200: z.object({ id: z.uuid(), reference: z.string() }) },
      },
    },
    (request) => write(request, (doing) => addRequest(doing, request.params.id, request.body)),
  );

  api.get(
    '/cases/:id/request-rules',
    {
      schema: {
        summary: 'Which rules a request would go by, were it written down so',
        tags,
        params: one,
        querystring: rulesToComeQuerySchema,
        response: { 200: rulesToComeSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, (transaction) => rulesToCome(transaction, request.params.id, request.query));
    },
  );

  api.get(
    '/requests/:id',
    { schema: { summary: 'One request with its clocks', tags, params: one, response: { 200: requestSchema } } },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) =>
        readRequest(transaction, tell, request.params.id, Temporal.Now.instant()),
      );
      reply.header('etag', `"${found.version}"`);
      return found;
    },
  );

  api.put(
    '/requests/:id',
    {
      schema: {
        summary: 'Set the holder and the next date',
        tags,
        params: one,
        body: requestChangeSchema,
        response: { 200: nothing },
      },
    },
    (request) =>
      write(request, async (doing) => {
        await changeRequest(doing, request.params.id, request.body, expectedVersion(request));
        return {};
      }),
  );

  api.post(
    '/requests/:id/events',
    { schema: { summary: 'Enter what happened', tags, params: one, body: newEventSchema, response: { 200: one } } },
    (request) =>
      write(request, (doing) => addRequestEvent(doing, request.params.id, request.body, expectedVersion(request))),
  );

  api.post(
    '/requests/:id/events/:event/strike',
    {
      schema: {
        summary: 'Strike what was entered wrongly; it stays to be read',
        tags,
        params: z.object({ id: z.uuid(), event: z.uuid() }),
        body: strikeSchema,
        response: { 200: nothing },
      },
    },
    (request) =>
      write(request, async (doing) => {
        const { id, event } = request.params;
        await strikeRequestEvent(doing, { requestId: id, eventId: event }, request.body.reason);
        return {};
      }),
  );

  api.post(
    '/requests/:id/end',
    {
      schema: {
        summary: 'Propose to end a request; a second person of the case agrees or declines',
        tags,
        params: one,
        body: requestEndSchema,
        response: { 200: one },
      },
    },
    (request) => write(request, (doing) => proposeRequestEnd(doing, request.params.id, request.body)),
  );
}
