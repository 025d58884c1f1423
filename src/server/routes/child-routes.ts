import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { careRowSchema, careSchema, childrenInCare, readCare } from '../../casework/children/care.ts';
import { newStatusSchema, setStatus } from '../../casework/children/child-status.ts';
import {
  answerRelease,
  askRelease,
  endRelease,
  newReleaseSchema,
  readIdentity,
  releaseAnswerSchema,
} from '../../casework/children/identity.ts';
import { childRecordSchema, readChildRecord } from '../../casework/children/read-child-record.ts';
import { answerReferral, newReferralSchema, refer, referralAnswerSchema } from '../../casework/children/referrals.ts';
import { statementSchema } from '../../casework/people/read-person.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { doerOf, writerOf } from '../once.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const done = z.object({});

/** Children: how it stands with each, who may read who they are, and the services that care for them. */
export function childRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const write = writerOf(workbench);
  const change = doerOf(workbench);
  const tags = ['children'];

  api.get(
    '/children/:id',
    {
      schema: {
        summary: 'A child: history of the three statuses, releases, referrals; not who it is',
        tags,
        params: one,
        response: { 200: childRecordSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readChildRecord(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      return found;
    },
  );

  api.get(
    '/children/:id/identity',
    {
      schema: {
        summary: 'Who a child is, to whom a release names; empty to all others',
        tags,
        params: one,
        response: { 200: z.object({ items: z.array(statementSchema) }) },
      },
    },
    async (request, reply) => {
      const actor = await freshActorOf(request, signIn);
      const items = await act(db, actor, (transaction, tell) => readIdentity(transaction, tell, request.params.id));
      if (items === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return { items };
    },
  );

  api.post(
    '/children/:id/statuses',
    {
      schema: {
        summary: 'How it stands with a child, who carries it, what comes next and when',
        tags,
        params: one,
        body: newStatusSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await setStatus(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/children/:id/releases',
    {
      schema: {
        summary: 'Ask that a colleague may read who a child is',
        tags,
        params: one,
        body: newReleaseSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        askRelease(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/releases/:id/answer',
    {
      schema: {
        summary: 'Agree or decline, as the second person',
        tags,
        params: one,
        body: releaseAnswerSchema,
        response: { 200: done },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      return actOnce(db, actor, sentWrite(request), async (transaction, tell) => {
        await answerRelease(transaction, tell, request.params.id, request.body, actor.memberId);
        return {};
      });
    },
  );

  api.post(
    '/releases/:id/end',
    { schema: { summary: 'End a release', tags, params: one, body: done, response: { 200: done } } },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await endRelease(transaction, tell, request.params.id, memberId);
      }),
  );

  api.post(
    '/children/:id/referrals',
    {
      schema: {
        summary: 'Refer a child to a service, on a consent or another legal basis',
        tags,
        params: one,
        body: newReferralSchema,
        response: { 200: one },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        refer(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/referrals/:id/answer',
    {
      schema: {
        summary: 'Accept, decline, revoke or end a referral',
        tags,
        params: one,
        body: referralAnswerSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await answerReferral(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.get(
    '/care',
    {
      schema: {
        summary: 'Children who are referred to the member’s service',
        tags,
        response: { 200: z.object({ items: z.array(careRowSchema) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, async (transaction, tell) => ({ items: await childrenInCare(transaction, tell) }));
    },
  );

  api.get(
    '/care/:id',
    {
      schema: {
        summary: 'A child as the service that cares sees it: nothing of the case',
        tags,
        params: one,
        response: { 200: careSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readCare(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      return found;
    },
  );
}
