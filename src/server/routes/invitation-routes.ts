import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, look, type Tell } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import {
  invitationSchema,
  invite,
  type MadeInvitation,
  newInvitationSchema,
  offerRecovery,
  openInvitations,
  withdrawInvitation,
} from '../../casework/invitations.ts';
import type { Tables } from '../../casework/tables.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import { linkOf, newLinkToken } from '../sign-in/one-time-links.ts';
import type { Api, Workbench } from '../workbench.ts';

const made = z.object({
  id: z.uuid(),
  link: z
    .url()
    .nullable()
    .describe(
      'Shown here once: it is kept nowhere. Null when the same write was sent again; then withdraw it and make another.',
    ),
  expiresAt: z.iso.datetime(),
});

/** One-time links that administrators make: for who is to join, and for who lost access. Passed on by hand: no mail is sent. */
export function invitationRoutes(api: Api, workbench: Workbench, origin: string): void {
  const { db, signIn } = workbench;
  const tags = ['administration'];

  api.get(
    '/admin/invitations',
    {
      schema: {
        summary: 'Links that can still be used',
        tags,
        response: { 200: z.object({ items: z.array(invitationSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return { items: await look(db, actor, openInvitations) };
    },
  );

  api.post(
    '/admin/invitations',
    {
      schema: {
        summary: 'Invite somebody to a role in a unit',
        tags,
        body: newInvitationSchema,
        response: { 200: made },
      },
    },
    (request) =>
      withLink(request, (transaction, tell, hash, { memberId }) =>
        invite(transaction, tell, request.body, hash, memberId),
      ),
  );

  api.post(
    '/admin/members/:id/recovery',
    {
      schema: {
        summary: 'A link for a member who lost password or second factor',
        description: 'Used, it ends all sessions, removes the second factors and sets a new password.',
        tags,
        params: z.object({ id: z.string().min(1).max(100) }),
        response: { 200: made },
      },
    },
    (request) =>
      withLink(request, (transaction, tell, hash, { memberId }) =>
        offerRecovery(transaction, tell, request.params.id, hash, memberId),
      ),
  );

  api.post(
    '/admin/invitations/:id/withdraw',
    {
      schema: {
        summary: 'Take a link back',
        tags,
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await withdrawInvitation(transaction, tell, request.params.id);
        return {};
      });
    },
  );

  /** The token stays out of what is written down for a write that is sent twice. */
  async function withLink(
    request: FastifyRequest,
    make: (transaction: Transaction<Tables>, tell: Tell, hash: Buffer, actor: Actor) => Promise<MadeInvitation>,
  ): Promise<z.infer<typeof made>> {
    const actor = await freshActorOf(request, signIn);
    await requirePower(workbench, actor, 'administers');
    const { token, hash } = newLinkToken();
    let here = false;
    const invitation = await actOnce(db, actor, sentWrite(request), (transaction, tell) => {
      here = true;
      return make(transaction, tell, hash, actor);
    });
    return { ...invitation, link: here ? linkOf(origin, token) : null };
  }
}
