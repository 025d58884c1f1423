import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import { Missing } from '../../casework/refusals.ts';
import { quarantineReasonsSchema } from '../../casework/runs/attention.ts';
import { compareRuns, comparisonQuerySchema, comparisonSchema } from '../../casework/runs/compare-runs.ts';
import { listRuns, readRun, runRowSchema } from '../../casework/runs/read-runs.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });

/** Scans whose leads were taken over, and what changed from one to another. */
export function runRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/runs',
    {
      schema: {
        summary: 'The runs of a unit, the newest first',
        tags: ['runs'],
        querystring: z.object({
          unit: z.uuid(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().max(400).optional().describe('`next` of the page before.'),
        }),
        response: { 200: z.object({ items: z.array(runRowSchema), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, (transaction) => listRuns(transaction, request.query));
    },
  );

  api.get(
    '/runs/:id',
    {
      schema: {
        summary: 'One run: what was read, with what, and what came of it',
        tags: ['runs'],
        params: one,
        response: {
          200: runRowSchema.extend({
            summary: z
              .record(z.string(), z.unknown())
              .nullable()
              .describe('run.json; null for who does not handle both queues, which it counts.'),
            quarantineReasons: quarantineReasonsSchema,
            before: z.uuid().nullable().describe('The run before.'),
          }),
        },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const run = await look(db, actor, (transaction) => readRun(transaction, request.params.id));
      if (run === null) throw new Missing();
      return run;
    },
  );

  api.get(
    '/runs/:id/compare',
    {
      schema: {
        summary: 'What came, went and moved from an earlier run to this one, and why',
        tags: ['runs'],
        params: one,
        querystring: comparisonQuerySchema,
        response: { 200: comparisonSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, (transaction, tell) => compareRuns(transaction, tell, request.params.id, request.query));
    },
  );
}
