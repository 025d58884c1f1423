import { Temporal } from 'temporal-polyfill';
import { act } from '../../casework/act.ts';
import { outcomes, outcomesQuerySchema, outcomesSchema } from '../../casework/outcomes/outcomes.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

/** What came of the work of a unit: children safe first. */
export function outcomeRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/outcomes',
    {
      schema: {
        summary: 'Outcomes of a unit, in fives, as they stood at the end of a quarter',
        tags: ['outcomes'],
        querystring: outcomesQuerySchema,
        response: { 200: outcomesSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      // What is practised comes to nothing.
      if (actor.practises) throw new Missing();
      return act(db, actor, (transaction, tell) => outcomes(transaction, tell, request.query, Temporal.Now.instant()));
    },
  );
}
