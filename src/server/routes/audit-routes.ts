import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { logEntrySchema, logQuerySchema, readLog } from '../../casework/audit/read-log.ts';
import { actorOf } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

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
}
