import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { SIGNER } from '../../casework/audit/keep-sealing.ts';
import { noteKeyOf } from '../../casework/audit/signed-note.ts';
import { addAttachment, attachmentSchema, readAttachment } from '../../casework/evidence/attachments.ts';
import { correctionSchema, custodyInputSchema, newItemSchema } from '../../casework/evidence/evidence-input.ts';
import { exportCustody } from '../../casework/evidence/export-custody.ts';
import { caseEvidenceSchema, evidenceOfCase, itemSchema, readItem } from '../../casework/evidence/read-evidence.ts';
import { correctItem, enterCustody, registerItem } from '../../casework/evidence/write-custody.ts';
import { safeFileName } from '../../casework/imports/file-name.ts';
import { Missing } from '../../casework/refusals.ts';
import { secretsOf } from '../../casework/secrets.ts';
import { actorOf, expectedVersion, freshActorOf, strong } from '../asking.ts';
import { receiveAttachment } from '../attachments/receive-attachment.ts';
import { writerOf } from '../once.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const version = z.object({ version: z.number().int() });
const tags = ['evidence'];
const VERIFIER = fileURLToPath(new URL('../../../scripts/verify-custody.mjs', import.meta.url));

/** Evidence of a case: items, their custody, and the texts that are attached. */
export async function evidenceRoutes(api: Api, workbench: Workbench): Promise<void> {
  const { db, signIn, dataFolder } = workbench;
  const write = writerOf(workbench);
  const today = (): string => Temporal.Now.plainDateISO('UTC').toString();

  api.get(
    '/cases/:id/evidence',
    {
      schema: {
        summary: 'The evidence of a case: items with who has them, what is overdue, and attachments',
        tags,
        params: one,
        response: { 200: caseEvidenceSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) =>
        evidenceOfCase(transaction, tell, request.params.id, today()),
      );
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/cases/:id/evidence',
    {
      schema: {
        summary: 'Register an item: it stays where it lies',
        tags,
        params: one,
        body: newItemSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell) => registerItem(transaction, tell, request.params.id, request.body)),
  );

  api.get(
    '/evidence/:id',
    {
      schema: { summary: 'One item with its whole custody', tags, params: one, response: { 200: itemSchema } },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) =>
        readItem(transaction, tell, request.params.id, today()),
      );
      if (found === null) throw new Missing();
      reply.header('etag', `"${found.row.version}"`).header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/evidence/:id/corrections',
    {
      schema: {
        summary: 'Say anew what an item is: the version before stays',
        tags,
        params: one,
        body: correctionSchema,
        response: { 200: version },
      },
    },
    (request) =>
      write(request, (transaction, tell) =>
        correctItem(transaction, tell, request.params.id, request.body, expectedVersion(request)),
      ),
  );

  api.post(
    '/evidence/:id/custody',
    {
      schema: {
        summary: 'Enter custody: a hand-over and its acknowledgements, a check, a return, a destruction agreed by two',
        tags,
        params: one,
        body: custodyInputSchema,
        response: { 200: version },
      },
    },
    (request) =>
      write(request, (transaction, tell) =>
        enterCustody(transaction, tell, request.params.id, request.body, expectedVersion(request)),
      ),
  );

  api.get(
    '/cases/:id/custody',
    {
      schema: {
        summary: 'The custody of a case as a signed file, which can be checked without Vigie',
        tags,
        params: one,
        produces: ['text/plain'],
      },
    },
    async (request, reply) => {
      const actor = await freshActorOf(request, signIn);
      const { signingKey } = secretsOf(dataFolder).audit;
      const signer = { signingKey, key: noteKeyOf(signingKey, SIGNER) };
      const made = await act(db, actor, (transaction, tell) =>
        exportCustody(transaction, tell, request.params.id, signer, new Date()),
      );
      if (made === null) throw new Missing();
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="custody-${made.reference}.jsonl"`)
        .header('cache-control', 'private, no-store')
        .send(made.text);
    },
  );

  api.get(
    '/custody/verifier',
    {
      schema: {
        summary: 'What checks such a file: one script for Node 20 or later, without Vigie, packages or network',
        tags,
        produces: ['text/javascript'],
      },
    },
    async (request, reply) => {
      strong(await signIn.session(request));
      return reply
        .header('content-type', 'text/javascript; charset=utf-8')
        .header('content-disposition', 'attachment; filename="verify-custody.mjs"')
        .send(await readFile(VERIFIER));
    },
  );

  await api.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.put(
      '/cases/:id/attachments',
      {
        // What is too large is refused while it is read, with its reason.
        bodyLimit: Number.MAX_SAFE_INTEGER,
        schema: {
          summary: 'Attach a text, a table, an XML, a JSON, or the text of a PDF',
          description:
            'What the file is, its bytes say. Of images, videos, sounds, archives and programs nothing is kept.',
          tags,
          params: one,
          querystring: z.object({
            name: z.string().min(1).max(1000),
            words: z.string().trim().min(1).max(2000).describe('What it is.'),
            item: z.uuid().optional().describe('The item of evidence that it belongs to.'),
          }),
          response: { 201: attachmentSchema },
        },
      },
      async (request, reply) => {
        const actor = await actorOf(request, signIn);
        const { name, words, item } = request.query;
        const length = request.headers['content-length'];
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        const kept = await receiveAttachment(body, length === undefined ? null : Number(length));
        const about = { itemId: item ?? null, name: safeFileName(name), words };
        const made = await act(db, actor, (transaction, tell) =>
          addAttachment(transaction, tell, request.params.id, about, kept, actor.memberId),
        );
        return reply.code(201).send(made);
      },
    );
  });

  api.get(
    '/attachments/:id',
    {
      schema: { summary: 'The text of an attachment, as a file', tags, params: one, produces: ['text/plain'] },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readAttachment(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      const name = found.kind === 'pdf_text' ? `${found.name}.txt` : found.name;
      return reply
        .header('content-type', found.kind === 'pdf_text' ? 'text/plain; charset=utf-8' : 'text/plain')
        .header('content-disposition', `attachment; filename*=UTF-8''${percent(name)}`)
        .header('cache-control', 'private, no-store')
        .send(found.content);
    },
  );
}

/** As RFC 8187 wants it. */
function percent(text: string): string {
  return encodeURIComponent(text).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
