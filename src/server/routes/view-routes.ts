import { z } from 'zod';
import { look } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { deleteView, newViewSchema, saveView, viewSchema } from '../../casework/saved-views.ts';
import { actorOf, sentWrite } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

/** Views of the queues that members keep, for themselves or for their unit. */
export function viewRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/views',
    {
      schema: {
        summary: 'Views kept by the member, and those shared in the unit',
        tags: ['views'],
        querystring: z.object({ unit: z.uuid() }),
        response: { 200: z.object({ items: z.array(viewSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { memberId } = actor;
      const rows = await look(db, actor, (transaction) =>
        transaction
          .selectFrom('vigie.saved_view')
          .select(['id', 'name', 'shared', 'query', 'owner_id'])
          .where('unit_id', '=', request.query.unit)
          .orderBy('name')
          .orderBy('id')
          .execute(),
      );
      return { items: rows.map(({ owner_id, ...view }) => ({ ...view, mine: owner_id === memberId })) };
    },
  );

  api.post(
    '/views',
    {
      schema: {
        summary: 'Keep a view; one’s own of the same name is replaced',
        tags: ['views'],
        body: newViewSchema,
        response: { 200: z.object({ id: z.uuid() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        saveView(transaction, tell, request.body, actor.memberId),
      );
    },
  );

  api.delete(
    '/views/:id',
    {
      schema: {
        summary: 'Delete a view of one’s own',
        tags: ['views'],
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await deleteView(transaction, tell, request.params.id, actor.memberId);
        return {};
      });
    },
  );
}
