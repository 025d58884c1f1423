import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { look } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { cancelImport } from '../../casework/imports/ask-import.ts';
import { isOver, jobSchema } from '../../casework/imports/import-row.ts';
import { listJobs, readJob } from '../../casework/imports/read-jobs.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf, sentWrite } from '../asking.ts';
import { TooMany } from '../problem.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
/** Between two looks at the database. */
const TICK_MS = 500;
/** Of one member at once: each asks the database twice a second. A browser has one for each tab. */
const MOST_STREAMS = 8;
/** A line without meaning, so that nobody between takes the connection for dead. */
const SIGN_OF_LIFE_MS = 15_000;

/** Imports under way, and those that ended. */
export function jobRoutes(api: Api, { db, signIn }: Workbench): void {
  /** Streams that are open, by member. */
  const listening = new Map<string, number>();
  const closing = new AbortController();
  api.addHook('preClose', async () => closing.abort());

  api.get(
    '/jobs',
    {
      schema: {
        summary: 'The imports of a unit, the newest first',
        tags: ['jobs'],
        querystring: z.object({
          unit: z.uuid(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().max(400).optional().describe('`next` of the page before.'),
        }),
        response: { 200: z.object({ items: z.array(jobSchema), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, (transaction) => listJobs(transaction, request.query));
    },
  );

  api.get(
    '/jobs/:id',
    { schema: { summary: 'One import', tags: ['jobs'], params: one, response: { 200: jobSchema } } },
    async (request) => read(request, request.params.id),
  );

  api.get(
    '/jobs/:id/events',
    {
      schema: {
        summary: 'One import as it goes on: server-sent events, each the whole job; the last one when it is over',
        tags: ['jobs'],
        params: one,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      // Whoever may not read it hears so as anywhere else, before the stream begins.
      await read(request, request.params.id);
      const { memberId } = await actorOf(request, signIn);
      const listens = listening.get(memberId) ?? 0;
      if (listens >= MOST_STREAMS) throw new TooMany();
      listening.set(memberId, listens + 1);
      reply.raw.once('close', () => {
        const others = (listening.get(memberId) ?? 1) - 1;
        if (others > 0) listening.set(memberId, others);
        else listening.delete(memberId);
      });
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(events(request, request.params.id)));
    },
  );

  api.post(
    '/jobs/:id/cancel',
    {
      schema: {
        summary: 'Stop an import; nothing of it is kept but files that the lake had taken in whole',
        tags: ['jobs'],
        params: one,
        body: z.object({}),
        response: { 200: jobSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { id } = request.params;
      await actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await cancelImport(transaction, tell, id, actor.memberId);
        return {};
      });
      return read(request, id);
    },
  );

  async function read(request: FastifyRequest, id: string, when?: 'now') {
    const job = await look(db, await actorOf(request, signIn, when), (transaction) => readJob(transaction, id));
    if (job === null) throw new Missing();
    return job;
  }

  /** Each tick asks again who is signed in and what they may read: a session that was revoked hears nothing more. */
  async function* events(request: FastifyRequest, id: string): AsyncGenerator<string> {
    let said = '';
    let saidAt = Date.now();
    while (!closing.signal.aborted && !request.raw.destroyed) {
      const job = await read(request, id, 'now').catch(() => null);
      if (job === null) return;
      const text = JSON.stringify(job);
      if (text !== said) {
        yield `event: job\ndata: ${text}\n\n`;
        said = text;
        saidAt = Date.now();
      } else if (Date.now() - saidAt > SIGN_OF_LIFE_MS) {
        yield ': \n\n';
        saidAt = Date.now();
      }
      if (isOver(job.state)) return;
      await pause(TICK_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }
}
