import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { textOfBytes } from '../../casework/evidence/text-of-bytes.ts';
import { safeFileName } from '../../casework/imports/file-name.ts';
import { Missing } from '../../casework/refusals.ts';
import { caseTimeline, wholeTimeline } from '../../casework/timeline/case-timeline.ts';
import { zoneName } from '../../casework/timeline/event-time.ts';
import {
  eventImportSchema,
  importAnswerSchema,
  importFile,
  importOptionsSchema,
  importPreviewSchema,
  listImports,
  previewImport,
  type SentFile,
  sha256Of,
  withdrawImport,
} from '../../casework/timeline/imports/import-file.ts';
import { ImportRefused } from '../../casework/timeline/imports/import-words.ts';
import { readImport } from '../../casework/timeline/imports/read-import.ts';
import { eventVersionsSchema, readEvent } from '../../casework/timeline/read-event.ts';
import { timelineCsv } from '../../casework/timeline/timeline-csv.ts';
import { timelineFilterSchema, timelineQuerySchema, timelineSchema } from '../../casework/timeline/timeline-schema.ts';
import {
  addEvent,
  correctEvent,
  eventCorrectionSchema,
  eventWithdrawalSchema,
  newTimelineEventSchema,
  withdrawEvent,
} from '../../casework/timeline/write-event.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { receiveBytes, refuseForeign } from '../attachments/receive-bytes.ts';
import { doerOf, writerOf } from '../once.ts';
import { languageOf } from '../problem.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const tags = ['timeline'];
/** Of a file of contacts: some 50,000 rows. */
const MOST_BYTES = 10 << 20;

/** The timeline of a case: read, exported, added to by hand and from files of which only metadata are taken. */
export async function timelineRoutes(api: Api, workbench: Workbench): Promise<void> {
  const { db, signIn } = workbench;
  const write = writerOf(workbench);
  const change = doerOf(workbench);

  api.get(
    '/cases/:id/timeline',
    {
      schema: {
        summary: 'One line for all that happened in a case, as far as the member may see it',
        tags,
        params: one,
        querystring: timelineQuerySchema,
        response: { 200: timelineSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const language = languageOf(request.headers['accept-language']);
      const found = await act(db, actor, (transaction, tell) =>
        caseTimeline(transaction, tell, request.params.id, request.query, language),
      );
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.get(
    '/cases/:id/timeline.csv',
    {
      schema: {
        summary: 'The rows that the screen shows, in its order and its words',
        tags,
        params: one,
        querystring: timelineFilterSchema,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const actor = await freshActorOf(request, signIn);
      const language = languageOf(request.headers['accept-language']);
      const found = await act(db, actor, (transaction, tell) =>
        wholeTimeline(transaction, tell, request.params.id, request.query, language),
      );
      if (found === null) throw new Missing();
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="timeline-${found.reference}.csv"`)
        .header('cache-control', 'private, no-store')
        .send(timelineCsv(found.rows, language));
    },
  );

  api.post(
    '/cases/:id/events',
    {
      schema: {
        summary: 'Enter what happened, with its source',
        tags,
        params: one,
        body: newTimelineEventSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        addEvent(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.get(
    '/events/:id',
    {
      schema: {
        summary: 'An event with all that it was before',
        tags,
        params: one,
        response: { 200: eventVersionsSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const language = languageOf(request.headers['accept-language']);
      const found = await act(db, actor, (transaction, tell) =>
        readEvent(transaction, tell, request.params.id, language),
      );
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/events/:id/corrections',
    {
      schema: {
        summary: 'Put another event in the place of this one, which stays to be read',
        tags,
        params: one,
        body: eventCorrectionSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        correctEvent(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/events/:id/withdrawal',
    {
      schema: {
        summary: 'Take an event from the timeline; it stays to be read',
        tags,
        params: one,
        body: eventWithdrawalSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        withdrawEvent(transaction, tell, request.params.id, request.body.reason, memberId),
      ),
  );

  api.get(
    '/cases/:id/event-imports',
    {
      schema: {
        summary: 'Files whose metadata were taken, and what was left at the door',
        tags,
        params: one,
        response: { 200: z.object({ items: z.array(eventImportSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const items = await act(db, actor, (transaction, tell) => listImports(transaction, tell, request.params.id));
      if (items === null) throw new Missing();
      return { items };
    },
  );

  api.post(
    '/cases/:id/event-imports/:importId/withdrawal',
    {
      schema: {
        summary: 'Take the events of a file from the timeline; they stay to be read',
        tags,
        params: one.extend({ importId: z.uuid() }),
        body: eventWithdrawalSchema,
        response: { 200: z.object({}) },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        const { id: caseId, importId } = request.params;
        await withdrawImport(transaction, tell, { caseId, importId }, request.body.reason, memberId);
      }),
  );

  await api.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const file = {
      // What is too large is refused while it is read, with its reason.
      bodyLimit: Number.MAX_SAFE_INTEGER,
      description:
        'CSV or JSON. Only what is in the list of metadata is taken, and only in its form; anything else is left at the door and counted. Nothing of the file is kept.',
      params: one,
      querystring: importOptionsSchema,
    };
    scope.put(
      '/cases/:id/event-imports/preview',
      {
        bodyLimit: file.bodyLimit,
        schema: {
          summary: 'What would be taken of a file of contacts or reports, and what would not',
          tags,
          ...{ description: file.description, params: file.params, querystring: file.querystring },
          response: { 200: importPreviewSchema },
        },
      },
      async (request) => {
        const actor = await actorOf(request, signIn);
        const language = languageOf(request.headers['accept-language']);
        const sent = await sentFile(request, request.query);
        return act(db, actor, (transaction, tell) =>
          previewImport(transaction, tell, request.params.id, sent, language),
        );
      },
    );
    scope.put(
      '/cases/:id/event-imports',
      {
        bodyLimit: file.bodyLimit,
        schema: {
          summary:
            'Take the metadata of a file of contacts or reports, whole or not at all; the same file again adds nothing',
          tags,
          ...{ description: file.description, params: file.params, querystring: file.querystring },
          response: { 200: importAnswerSchema },
        },
      },
      async (request) => {
        const actor = await actorOf(request, signIn);
        const sent = await sentFile(request, request.query);
        // The body is a stream: what was sent is known again by its hash.
        const once = { ...sentWrite(request), body: sent.sha256.toString('hex') };
        return actOnce(db, actor, once, (transaction, tell) =>
          importFile(transaction, tell, request.params.id, sent, actor.memberId),
        );
      },
    );
  });
}

async function sentFile(request: FastifyRequest, query: z.infer<typeof importOptionsSchema>): Promise<SentFile> {
  const { 'content-length': length } = request.headers;
  const body = request.body instanceof Readable ? request.body : Readable.from([]);
  try {
    const bytes = await receiveBytes(body, length === undefined ? null : Number(length), MOST_BYTES);
    if (refuseForeign(bytes) === 'pdf') throw new ImportRefused('pdf');
    const text = textOfBytes(bytes);
    if (text === null) throw new ImportRefused('not_text');
    const { kind, order, zone, service } = query;
    const options = { order, zone: zone === undefined ? null : zoneName(zone), service: service ?? null };
    const read = await readImport(text, kind, options, Temporal.Now.instant());
    return { name: safeFileName(query.name), sha256: sha256Of(bytes), bytes: bytes.length, kind, options, read };
  } catch (error) {
    body.resume();
    throw error;
  }
}
