import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { filesOf, filesSchema, keepFile, newFileSchema, readFile } from '../../casework/file/keep-file.ts';
import { readCaseFile } from '../../casework/file/read-case-file.ts';
import { Missing, PurposeMissing } from '../../casework/refusals.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { makeFile } from '../make-file.ts';
import { withheldName } from '../withheld-name.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
/** On each page of a file of what is made up, whatever its maker would have there. */
const TRAINING_MARKING = 'ENTRAÎNEMENT · TRAINING · fictif · synthetic';
const DEMONSTRATION_MARKING = 'DÉMONSTRATION, DONNÉES FICTIVES · DEMONSTRATION, SYNTHETIC DATA';

/** The file of a case as PDF: made by who reads the case, with what they may read of it, and kept. */
export function fileRoutes(api: Api, { db, signIn }: Workbench): void {
  const tags = ['files'];

  api.get(
    '/cases/:id/files',
    {
      schema: {
        summary: 'Files of a case that were made, newest first',
        tags,
        params: one,
        response: { 200: filesSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) =>
        filesOf(transaction, tell, request.params.id, actor.memberId),
      );
      if (found === null) throw new Missing();
      return found;
    },
  );

  api.post(
    '/cases/:id/files',
    {
      schema: {
        summary: 'Make the file of a case as PDF/A, with what the maker may read, and keep it',
        tags,
        params: one,
        body: newFileSchema,
        response: { 200: z.object({ id: z.uuid(), sha256: z.string() }) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      const { purpose, memberId } = actor;
      if (purpose === null) throw new PurposeMissing('file.make');
      const { id: caseId } = request.params;
      const { language, leftOut } = request.body;
      const data = await act(db, actor, (transaction, tell) =>
        readCaseFile(
          transaction,
          tell,
          { caseId, memberId, language, leftOut, now: Temporal.Now.instant() },
          withheldName(language),
        ),
      );
      if (data === null) throw new Missing();
      const forced = actor.practises ? TRAINING_MARKING : data.demonstration ? DEMONSTRATION_MARKING : null;
      const body = forced === null ? request.body : { ...request.body, marking: forced };
      // No transaction waits for the layout; a kill in between leaves the entry that tells of the reading.
      const made = await makeFile(data, { ...body, purpose });
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        keepFile(
          transaction,
          tell,
          body,
          {
            ...{ caseId, unitId: data.read.unitId, purpose, asOf: data.asOf, ...made },
            leads: data.leads.map(({ id }) => id),
          },
          memberId,
        ),
      );
    },
  );

  api.get(
    '/files/:id',
    {
      schema: { summary: 'The bytes of a file, for who made it', tags, params: one, produces: ['application/pdf'] },
    },
    async (request, reply) => {
      const actor = await freshActorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readFile(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      const name = `vigie-${found.reference}-${found.asOf.slice(0, 10)}-${found.language}.pdf`;
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .send(found.content);
    },
  );
}
