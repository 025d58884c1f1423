import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import {
  addHold,
  daysSchema,
  endHold,
  eraseDue,
  holdSchema,
  retentionOf,
  retentionSchema,
  setRetention,
} from '../../casework/retention.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const nothing = z.object({});

/** How long what a unit no longer works on is kept, and what is held. */
export function retentionRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  api.get(
    '/admin/units/:id/retention',
    {
      schema: {
        summary: 'What is kept how long, and what an erasure would take now',
        tags: ['administration'],
        params: one,
        response: { 200: retentionSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      const { id } = request.params;
      return act(db, actor, async (transaction, tell) => {
        const retention = await retentionOf(transaction, id);
        await tell({ act: 'retention.preview', objectId: id, unitId: id });
        return retention;
      });
    },
  );

  api.put(
    '/admin/units/:id/retention',
    {
      schema: {
        summary: 'Set how many days are kept',
        tags: ['administration'],
        params: one,
        body: daysSchema,
        response: { 200: nothing },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await setRetention(transaction, tell, request.params.id, request.body.days, actor.memberId);
        return {};
      });
    },
  );

  api.post(
    '/admin/units/:id/retention/erase',
    {
      schema: {
        summary: 'Erase what the preview shows; it cannot be undone',
        tags: ['administration'],
        params: one,
        body: nothing,
        response: { 200: z.object({ leads: z.number().int() }) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), async (transaction) => ({
        leads: await eraseDue(transaction, request.params.id),
      }));
    },
  );

  api.post(
    '/admin/units/:id/holds',
    {
      schema: {
        summary: 'Keep all of a unit from being erased',
        tags: ['administration'],
        params: one,
        body: holdSchema,
        response: { 200: one },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        addHold(transaction, tell, { unitId: request.params.id }, request.body.reason, actor.memberId),
      );
    },
  );

  api.post(
    '/leads/:id/holds',
    {
      schema: {
        summary: 'Keep a lead from being erased',
        tags: ['leads'],
        params: one,
        body: holdSchema,
        response: { 200: one },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        addHold(transaction, tell, { leadId: request.params.id }, request.body.reason, actor.memberId),
      );
    },
  );

  api.post(
    '/holds/:id/end',
    {
      schema: { summary: 'End a hold', tags: ['leads'], params: one, body: nothing, response: { 200: nothing } },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await endHold(transaction, tell, request.params.id, actor.memberId);
        return {};
      });
    },
  );
}
