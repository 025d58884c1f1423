import { createReadStream } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Actor, act, look } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { askImport } from '../../casework/imports/ask-import.ts';
import { safeFileName } from '../../casework/imports/file-name.ts';
import { type ImportFile, importOptionsSchema } from '../../casework/imports/import-row.ts';
import {
  deleteMapping,
  listMappings,
  mappingFor,
  readMapping,
  savedMappingSchema,
  saveMapping,
} from '../../casework/imports/mappings.ts';
import { openPlainFile } from '../../casework/imports/plain-file.ts';
import { discardFile, FileRefused, receiveFile } from '../../casework/imports/receive-file.ts';
import {
  discardReceived,
  filesOfImport,
  listFiles,
  receivedFileSchema,
  recordFile,
} from '../../casework/imports/received-files.ts';
import { requireImporter } from '../../casework/imports/require-importer.ts';
import { ServerInbox, UnitFolder } from '../../casework/imports/unit-folder.ts';
import { Missing } from '../../casework/refusals.ts';
import { headOf } from '../../transfers/sources/file-head.ts';
import { foreignKind, refusalOf, SIGNATURE_BYTES } from '../../transfers/sources/signatures.ts';
import { mappingSchema } from '../../transfers/tabular/mapping.ts';
import { RAW_FIELDS } from '../../transfers/transfer.ts';
import { actorOf, sentWrite } from '../asking.ts';
import { inBrowserWords } from '../browser-words.ts';
import { lookAtFile } from '../jobs/look-at-file.ts';
import { mayTakeLong } from '../slow-requests.ts';
import type { Api, Workbench } from '../workbench.ts';

const ofUnit = z.object({ unit: z.uuid() });
const one = z.object({ id: z.uuid() });
const fileName = z.string().min(1).max(1000);

const pickedFile = z
  .union([
    z.strictObject({ received: z.uuid().describe('Id of a file that was sent.') }),
    z.strictObject({ inbox: fileName.describe('Name of a file in the inbox of the server.') }),
  ])
  .describe('A file that was sent, or one of the inbox.');
type PickedFile = z.infer<typeof pickedFile>;

const field = z.enum(RAW_FIELDS);
const inBoth = z.object({ en: z.string(), fr: z.string() });
const look20 = z.object({
  label: z.string().describe('What was looked at; of an archive, its first file.'),
  format: z.string(),
  complete: z.boolean().describe('False: only the beginning was looked at.'),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string().nullable())).describe('Texts of the first records, by column.'),
  fields: z.array(z.object({ field, header: z.string(), certainty: z.enum(['given', 'sure', 'likely']) })),
  ambiguous: z.array(z.object({ field, headers: z.array(z.string()) })).describe('Several columns fit equally well.'),
  missing: z
    .array(z.object({ what: z.string(), oneOf: z.array(field) }))
    .describe('What is still to be said: one of the fields of each.'),
  ignored: z.array(z.string()),
  formats: z
    .object({ decimal: z.string(), thousands: z.string(), dates: z.array(z.string()), zone: z.string() })
    .nullable()
    .describe('How amounts and dates are written; null until the columns are clear.'),
  times: z.string().nullable(),
  understood: z
    .object({
      dates: z.array(z.object({ text: z.string(), at: z.string().nullable(), utc: z.boolean() })),
      amounts: z.array(z.object({ text: z.string(), value: z.string().nullable() })),
    })
    .nullable()
    .describe('How the first dates and amounts are understood; a date that is not UTC is local. Null: not at all yet.'),
  warnings: z.array(inBoth),
  trouble: inBoth.nullable().describe('Why it would not be read as it is.'),
  mapping: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe('A saved mapping that fits, by which the columns were read.'),
});

/** Files of transfers: how they come, what their columns mean, and the imports that are asked for. */
export async function importRoutes(api: Api, workbench: Workbench): Promise<void> {
  const { db, signIn, dataFolder } = workbench;
  await api.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    // The body is a stream, of any type and size; it is not read before it is clear who sends it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.put(
      '/imports/files',
      {
        bodyLimit: Number.MAX_SAFE_INTEGER,
        schema: {
          summary: 'Send a file of transfers, as it is, of any size',
          tags: ['imports'],
          querystring: ofUnit.extend({ name: fileName.describe('Name of the file where it comes from.') }),
          response: { 201: receivedFileSchema },
        },
      },
      async (request, reply) => {
        const actor = await actorOf(request, signIn);
        const { unit, name: given } = request.query;
        await requireImporter(db, actor, unit);
        const name = safeFileName(given);
        mayTakeLong(request);
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        const kept = await receiveFile(body, dataFolder, unit, name, announcedBytes(request));
        try {
          const file = await act(db, actor, (transaction, tell) =>
            recordFile(transaction, tell, { ...kept, name, unitId: unit, memberId: actor.memberId }),
          );
          return await reply.code(201).send(file);
        } catch (error) {
          await discardFile(dataFolder, unit, kept.id);
          throw error;
        }
      },
    );
  });

  api.get(
    '/imports/files',
    {
      schema: {
        summary: 'Files that were sent and are still kept',
        tags: ['imports'],
        querystring: ofUnit,
        response: { 200: z.object({ items: z.array(receivedFileSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return { items: await look(db, actor, (transaction) => listFiles(transaction, request.query.unit)) };
    },
  );

  api.delete(
    '/imports/files/:id',
    {
      schema: {
        summary: 'Discard a file that was sent',
        tags: ['imports'],
        params: one,
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { id } = request.params;
      const unitId = await actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        discardReceived(transaction, tell, id),
      );
      await discardFile(dataFolder, unitId, id);
      return {};
    },
  );

  api.get(
    '/inbox',
    {
      schema: {
        summary: 'Files that the operator put into the inbox of the server',
        tags: ['imports'],
        querystring: ofUnit,
        response: {
          200: z.object({ items: z.array(z.object({ name: z.string(), bytes: z.number().int(), at: z.string() })) }),
        },
      },
    },
    async (request) => {
      const { unit } = request.query;
      const actor = await actorOf(request, signIn);
      await requireImporter(db, actor, unit);
      // What the operator puts there is real.
      if (actor.practises) return { items: [] };
      const files = await new ServerInbox(dataFolder, unit).list();
      return { items: files.map(({ name, bytes, at }) => ({ name, bytes, at: at.toISOString() })) };
    },
  );

  api.post(
    '/imports/preview',
    {
      schema: {
        summary: 'What a file looks like: its columns, what they were taken for, its first records',
        description: 'Looks at the beginning alone, whatever the size of the file. It shows records, so say what for.',
        tags: ['imports'],
        body: z.object({ unit: z.uuid(), file: pickedFile, mapping: mappingSchema.nullable().optional() }),
        response: { 200: look20 },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { unit, file, mapping } = request.body;
      await requireImporter(db, actor, unit);
      const found = await find(actor, unit, file);
      try {
        await act(db, actor, (_, tell) =>
          tell({
            act: 'file.preview',
            objectId: 'received' in file ? file.received : null,
            unitId: unit,
            detail: { file },
          }),
        );
        const seen = await lookAtFile(dataFolder, unit, { ...found, mapping: mapping ?? null });
        const saved = mapping
          ? null
          : mappingFor(seen.headers, await look(db, actor, (transaction) => listMappings(transaction, unit)));
        if (saved === null) return { ...toSend(seen), mapping: null };
        const again = await lookAtFile(dataFolder, unit, { ...found, mapping: saved.mapping });
        return { ...toSend(again), mapping: { id: saved.id, name: saved.name } };
      } finally {
        await found.file.close();
      }
    },
  );

  api.post(
    '/imports',
    {
      schema: {
        summary: 'Import files: they are read into the records of the unit, and the scan of all of them begins',
        tags: ['imports'],
        body: z.object({
          unit: z.uuid(),
          files: z
            .array(pickedFile)
            .max(1000)
            .describe('None: what the records of the unit hold is scanned again, for example with another asOf.'),
          mapping: mappingSchema.nullable().optional().describe('What the columns mean; null: they are recognised.'),
          mappingId: z.uuid().nullable().optional().describe('A saved one, instead.'),
          options: importOptionsSchema.optional(),
        }),
        response: { 202: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const { unit, files, mapping, mappingId, options } = request.body;
      await requireImporter(db, actor, unit);
      if (actor.practises && files.some((file) => 'inbox' in file)) throw new Missing();
      const waiting = await waitingFiles(unit, files);
      const answer = await actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        const received = await filesOfImport(transaction, unit, files.flatMap(receivedId));
        const picked = files.map((file) =>
          'received' in file ? received.get(file.received) : waiting.get(file.inbox),
        );
        const id = await askImport(transaction, tell, {
          unitId: unit,
          files: picked.filter((file) => file !== undefined),
          mapping: mappingId ? await readMapping(transaction, unit, mappingId) : (mapping ?? null),
          options: options ?? {},
          requestedBy: actor.memberId,
        });
        return { id };
      });
      return reply.code(202).send(answer);
    },
  );

  api.get(
    '/mappings',
    {
      schema: {
        summary: 'What the unit has said of the columns of its exports',
        tags: ['imports'],
        querystring: ofUnit,
        response: { 200: z.object({ items: z.array(savedMappingSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return { items: await look(db, actor, (transaction) => listMappings(transaction, request.query.unit)) };
    },
  );

  api.post(
    '/mappings',
    {
      schema: {
        summary: 'Save what the columns of an export mean, in place of what had the name',
        tags: ['imports'],
        body: z.object({ unit: z.uuid(), name: z.string().trim().min(1).max(100), mapping: mappingSchema }),
        response: { 200: z.object({ id: z.uuid() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { unit, name, mapping } = request.body;
      await requireImporter(db, actor, unit);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => ({
        id: await saveMapping(transaction, tell, { unitId: unit, name, mapping, memberId: actor.memberId }),
      }));
    },
  );

  api.delete(
    '/mappings/:id',
    {
      schema: { summary: 'Delete a saved mapping', tags: ['imports'], params: one, response: { 200: z.object({}) } },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await deleteMapping(transaction, tell, request.params.id);
        return {};
      });
    },
  );

  api.get(
    '/imports/:id/quarantine.csv',
    {
      schema: {
        summary: 'The records that were not accepted, each with its reason',
        tags: ['imports'],
        params: one,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const { id } = request.params;
      const path = await act(db, actor, async (transaction, tell) => {
        const row = await transaction
          .selectFrom('vigie.import')
          .select('unit_id')
          .where('id', '=', id)
          .executeTakeFirst();
        await tell({ act: 'quarantine.download', objectId: id, unitId: row?.unit_id ?? null });
        return row ? join(new UnitFolder(dataFolder, row.unit_id).run(id), 'quarantine.csv') : null;
      });
      const file = path === null ? null : await stat(path).catch(() => null);
      if (path === null || file === null) throw new Missing();
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="quarantine-${id.slice(0, 8)}.csv"`)
        .header('content-length', file.size)
        .header('cache-control', 'private, no-store')
        .send(createReadStream(path));
    },
  );

  /** A file, open, and what people call it. Throws Missing. */
  async function find(actor: Actor, unit: string, file: PickedFile): Promise<{ file: FileHandle; label: string }> {
    if (actor.practises && 'inbox' in file) throw new Missing();
    const label = 'inbox' in file ? file.inbox : await nameOf(actor, unit, file.received);
    const found =
      'inbox' in file
        ? await new ServerInbox(dataFolder, unit).open(label)
        : await openPlainFile(new UnitFolder(dataFolder, unit).received(file.received, label));
    if (found === null) throw new Missing();
    return { file: found.file, label };
  }

  async function nameOf(actor: Actor, unit: string, received: string): Promise<string> {
    const files = await look(db, actor, (transaction) => filesOfImport(transaction, unit, [received]));
    return files.get(received)?.name ?? '';
  }

  /** The files of the inbox by name. Throws Missing, or FileRefused for what Vigie never opens. */
  async function waitingFiles(unit: string, files: readonly PickedFile[]): Promise<ReadonlyMap<string, ImportFile>> {
    const inbox = new ServerInbox(dataFolder, unit);
    const found = new Map<string, ImportFile>();
    for (const file of files) {
      if (!('inbox' in file)) continue;
      const { inbox: name } = file;
      const waiting = await inbox.open(name);
      if (waiting === null) throw new Missing();
      const { bytes } = await headOf(waiting.file, SIGNATURE_BYTES).finally(() => waiting.file.close());
      const foreign = foreignKind(bytes);
      if (foreign) throw new FileRefused(`${refusalOf(foreign)}.`);
      found.set(name, { name, bytes: waiting.bytes, sha256: null, from: { inbox: name } });
    }
    return found;
  }
}

function receivedId(file: PickedFile): string[] {
  return 'received' in file ? [file.received] : [];
}

function announcedBytes({ headers }: FastifyRequest): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

function toSend(seen: Awaited<ReturnType<typeof lookAtFile>>) {
  return {
    ...seen,
    headers: [...seen.headers],
    sample: seen.sample.map((row) => [...row]),
    fields: [...seen.fields],
    ambiguous: seen.ambiguous.map(({ field, headers }) => ({ field, headers: [...headers] })),
    missing: seen.missing.map(({ what, oneOf }) => ({ what, oneOf: [...oneOf] })),
    ignored: [...seen.ignored],
    formats: seen.formats && { ...seen.formats, dates: [...seen.formats.dates] },
    understood: seen.understood && { dates: [...seen.understood.dates], amounts: [...seen.understood.amounts] },
    warnings: seen.warnings.map(inBrowserWords),
    trouble: seen.trouble === null ? null : inBrowserWords(seen.trouble),
  };
}
