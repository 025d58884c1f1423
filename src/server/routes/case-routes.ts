import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { act } from '../../casework/act.ts';
import { AGREEMENT_EFFECTS } from '../../casework/cases/agreement-effects.ts';
import { answerProposal, proposalAnswerSchema, proposalSchema, propose } from '../../casework/cases/agreements.ts';
import { linkCases, newLinkSchema } from '../../casework/cases/case-links.ts';
import { caseListSchema, caseRowSchema, listCases } from '../../casework/cases/case-list.ts';
import {
  addCaseMember,
  barFromCase,
  barSchema,
  endBar,
  endCaseMember,
  newCaseMemberSchema,
} from '../../casework/cases/case-members.ts';
import { moveStage, stageSchema } from '../../casework/cases/case-stage.ts';
import { searchStepSchema, setSearch } from '../../casework/cases/child-search.ts';
import { lockOpenCase } from '../../casework/cases/lock-case.ts';
import { addLeadsToCase, newCaseSchema, openCase } from '../../casework/cases/open-case.ts';
import { caseSchema, readCase } from '../../casework/cases/read-case.ts';
import { renameCase, renameSchema } from '../../casework/cases/rename-case.ts';
import { readWaiting, waitingSchema } from '../../casework/cases/waiting-for-me.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf, expectedVersion } from '../asking.ts';
import { doerOf, writerOf } from '../once.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const done = z.object({});
const made = z.object({ id: z.uuid() });

/** Cases: opened, staffed, carried from stage to stage, and closed by two people. */
export function caseRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const write = writerOf(workbench);
  const change = doerOf(workbench);
  const tags = ['cases'];

  api.get(
    '/cases',
    {
      schema: {
        summary: 'Cases on which the member works, newest first',
        tags,
        querystring: caseListSchema,
        response: { 200: z.object({ items: z.array(caseRowSchema), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return act(db, actor, (transaction, tell) => listCases(transaction, tell, request.query));
    },
  );

  api.get(
    '/me/work',
    {
      schema: {
        summary: 'What waits for the member over all cases: decisions to answer, and what is in their name',
        tags,
        response: { 200: waitingSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readWaiting(transaction, tell, Temporal.Now.instant()));
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.get(
    '/cases/:id',
    { schema: { summary: 'A case, its children first', tags, params: one, response: { 200: caseSchema } } },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) =>
        readCase(transaction, tell, request.params.id, actor.memberId, Temporal.Now.instant()),
      );
      if (found === null) throw new Missing();
      reply.header('etag', `"${found.version}"`).header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/cases',
    {
      schema: {
        summary: 'Open a case, by hand or from leads',
        tags,
        body: newCaseSchema,
        response: { 200: z.object({ id: z.uuid(), reference: z.string() }) },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) => openCase(transaction, tell, request.body, memberId)),
  );

  api.post(
    '/cases/:id/name',
    { schema: { summary: 'Call it otherwise', tags, params: one, body: renameSchema, response: { 200: done } } },
    (request) =>
      change(request, async (transaction, tell) => {
        await renameCase(transaction, tell, request.params.id, request.body, expectedVersion(request));
      }),
  );

  api.post(
    '/cases/:id/stage',
    {
      schema: { summary: 'Move it to another stage', tags, params: one, body: stageSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await moveStage(transaction, tell, request.params.id, request.body, memberId, expectedVersion(request));
      }),
  );

  api.post(
    '/cases/:id/search',
    {
      schema: {
        summary: 'Who looks for the children, what comes next, and when',
        tags,
        params: one,
        body: searchStepSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await setSearch(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/cases/:id/proposals',
    {
      schema: {
        summary: 'Propose an end without a result, which a second person agrees to',
        tags,
        params: one,
        body: proposalSchema,
        response: { 200: made },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        propose(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/cases/:id/proposals/:proposal/answer',
    {
      schema: {
        summary: 'Agree or decline, as the second person',
        tags,
        params: one.extend({ proposal: z.uuid() }),
        body: proposalAnswerSchema,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        const { id: caseId, proposal: agreementId } = request.params;
        const ids = { caseId, agreementId };
        await answerProposal(transaction, tell, ids, request.body, memberId, AGREEMENT_EFFECTS);
      }),
  );

  api.post(
    '/cases/:id/members',
    {
      schema: { summary: 'Take a colleague in', tags, params: one, body: newCaseMemberSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await addCaseMember(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/cases/:id/members/:part/end',
    {
      schema: {
        summary: 'End the part of a colleague',
        tags,
        params: one.extend({ part: z.uuid() }),
        body: done,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await endCaseMember(transaction, tell, request.params.id, request.params.part, memberId);
      }),
  );

  api.post(
    '/cases/:id/bars',
    {
      schema: { summary: 'Keep a colleague out', tags, params: one, body: barSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await barFromCase(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/cases/:id/bars/:bar/end',
    {
      schema: {
        summary: 'Keep a colleague out no longer',
        tags,
        params: one.extend({ bar: z.uuid() }),
        body: done,
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await endBar(transaction, tell, request.params.id, request.params.bar, memberId);
      }),
  );

  api.post(
    '/cases/:id/links',
    {
      schema: { summary: 'Link it with another case', tags, params: one, body: newLinkSchema, response: { 200: done } },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        await linkCases(transaction, tell, request.params.id, request.body, memberId);
      }),
  );

  api.post(
    '/cases/:id/leads',
    {
      schema: {
        summary: 'Add a lead that it goes back to',
        tags,
        params: one,
        body: z.object({ lead: z.uuid() }),
        response: { 200: done },
      },
    },
    (request) =>
      change(request, async (transaction, tell, { memberId }) => {
        const { unit_id } = await lockOpenCase(transaction, request.params.id, null);
        await addLeadsToCase(transaction, request.params.id, [request.body.lead], memberId);
        const detail = { lead: request.body.lead };
        await tell({ act: 'case.lead_add', objectId: request.params.id, unitId: unit_id, detail });
      }),
  );
}
