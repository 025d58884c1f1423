import { look } from '../../casework/act.ts';
import { healthSchema, serverHealth } from '../../casework/health.ts';
import { actorOf } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

/** Whether the server has what it needs, for administrators. */
export function healthRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn, dataFolder } = workbench;
  api.get(
    '/admin/health',
    {
      schema: {
        summary: 'Database, schema, last checkpoint, last backup, disk',
        tags: ['administration'],
        response: { 200: healthSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return look(db, actor, (transaction) => serverHealth(transaction, dataFolder));
    },
  );
}
