import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import { logEntrySchema, logQuerySchema, readLog } from '../../casework/audit/read-log.ts';
import { actorOf } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

const named = z.object({ id: z.string(), name: z.string() });

/** The log, for auditors. */
export function auditRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  api.get(
    '/audit',
    {
      schema: {
        summary: 'Entries of the audit log, newest first',
        tags: ['audit'],
        querystring: logQuerySchema,
        response: { 200: z.object({ items: z.array(logEntrySchema), next: z.number().int().nullable() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'audits');
      return act(db, actor, (transaction, tell) => readLog(transaction, tell, request.query));
    },
  );

  api.get(
    '/audit/names',
    {
      schema: {
        summary:
          'Names of the members and units of the organisation, of those whose account is shut as well: the log holds identifiers',
        tags: ['audit'],
        response: { 200: z.object({ members: z.array(named), units: z.array(named) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'audits');
      return look(db, actor, async (transaction) => ({
        members: await transaction
          .selectFrom('vigie.member')
          .select(['id', 'name'])
          .orderBy('name')
          .orderBy('id')
          .execute(),
        units: await transaction.selectFrom('vigie.unit').select(['id', 'name']).orderBy('name').execute(),
      }));
    },
  );
}
