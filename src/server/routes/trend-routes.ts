import { act } from '../../casework/act.ts';
import { trend, trendQuerySchema, trendSchema } from '../../casework/leads/trends.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

/** Months, corridors, channels and payout places, by leads. */
export function trendRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/trends',
    {
      schema: {
        summary: 'How many leads share a month, a corridor, a channel or a payout place; small numbers are not told',
        tags: ['trends'],
        querystring: trendQuerySchema,
        response: { 200: trendSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { unit, ...filter } = request.query;
      return act(db, actor, async (transaction, tell) => {
        const found = await trend(transaction, request.query);
        await tell({ act: 'leads.count', objectId: filter.queue, unitId: unit, detail: { filter } });
        return found;
      });
    },
  );
}
