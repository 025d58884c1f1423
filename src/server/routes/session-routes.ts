import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import { Missing } from '../../casework/refusals.ts';
import { endSessions, staffSessionSchema, staffSessions } from '../../casework/staff-sessions.ts';
import { actorOf, freshActorOf, strong } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

const ended = z.object({ ended: z.number().int() });
const member = z.object({ id: z.string().min(1).max(100) });

/** Where one is signed in, and ending it; for administrators also of colleagues. */
export function sessionRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const tags = ['sessions'];

  api.get(
    '/sessions',
    {
      schema: {
        summary: 'The own sessions',
        tags,
        response: { 200: z.object({ items: z.array(staffSessionSchema.extend({ current: z.boolean() })) }) },
      },
    },
    async (request) => {
      const { id, memberId } = strong(await signIn.session(request));
      const items = await look(db, { memberId }, (transaction) => staffSessions(transaction, memberId));
      return { items: items.map((session) => ({ ...session, current: session.id === id })) };
    },
  );

  api.delete(
    '/sessions/:id',
    { schema: { summary: 'End one of the own sessions', tags, params: member, response: { 200: ended } } },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => {
        const number = await endSessions(transaction, tell, actor.memberId, { only: request.params.id });
        if (number === 0) throw new Missing();
        return { ended: number };
      });
    },
  );

  api.post(
    '/sessions/end-others',
    { schema: { summary: 'End all of the own sessions but this one', tags, response: { 200: ended } } },
    async (request) => {
      const { id } = strong(await signIn.session(request));
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => ({
        ended: await endSessions(transaction, tell, actor.memberId, { allBut: id }),
      }));
    },
  );

  api.get(
    '/admin/members/:id/sessions',
    {
      schema: {
        summary: 'The sessions of a member',
        tags: ['administration'],
        params: member,
        response: { 200: z.object({ items: z.array(staffSessionSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return { items: await look(db, actor, (transaction) => staffSessions(transaction, request.params.id)) };
    },
  );

  api.post(
    '/admin/members/:id/sessions/end',
    {
      schema: {
        summary: 'End all sessions of a member',
        tags: ['administration'],
        params: member,
        response: { 200: ended },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return act(db, actor, async (transaction, tell) => ({
        ended: await endSessions(transaction, tell, request.params.id, { allBut: null }),
      }));
    },
  );
}
