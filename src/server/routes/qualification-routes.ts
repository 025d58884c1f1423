import { z } from 'zod';
import { act, look } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { factsOfCase, factsSchema } from '../../casework/qualifications/facts.ts';
import {
  knownQualifications,
  knownQualificationsSchema,
  ownQualificationSchema,
  qualificationsInForce,
  qualificationsSchema,
  writeQualification,
} from '../../casework/qualifications/own-qualifications.ts';
import { candidatesSchema, readCandidates } from '../../casework/qualifications/read-candidates.ts';
import {
  decideOnCandidate,
  enterForCandidate,
  newCandidateSchema,
  newDecisionSchema,
  newEntrySchema,
  offerCandidate,
} from '../../casework/qualifications/write-candidates.ts';
import { Missing } from '../../casework/refusals.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { writerOf } from '../once.ts';
import { languageOf } from '../problem.ts';
import { requirePower } from '../require-power.ts';
import { withheldName } from '../withheld-name.ts';
import type { Api, Workbench } from '../workbench.ts';

const one = z.object({ id: z.uuid() });
const made = z.object({ id: z.uuid() });

/** Candidate qualifications: offered and argued by people, decided by a magistrate apart. */
export function qualificationRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  const write = writerOf(workbench);
  const tags = ['qualifications'];

  api.get(
    '/qualifications',
    {
      schema: {
        summary: 'Qualifications that can be offered as candidates, and the elements of each',
        tags,
        response: { 200: qualificationsSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, qualificationsInForce);
    },
  );

  api.get(
    '/admin/qualifications',
    {
      schema: {
        summary: 'The qualifications in force, and every version that the organisation has written of each',
        tags: ['administration'],
        response: { 200: knownQualificationsSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return look(db, actor, knownQualifications);
    },
  );

  api.post(
    '/admin/qualifications',
    {
      schema: {
        summary: 'A new version of a qualification, or a new one; the versions before stay',
        tags: ['administration'],
        body: ownQualificationSchema,
        response: { 200: z.object({ id: z.string(), version: z.number().int() }) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        writeQualification(transaction, tell, request.body, actor.memberId),
      );
    },
  );

  api.get(
    '/cases/:id/candidates',
    {
      schema: {
        summary: 'Candidate qualifications of a case: what speaks to each element, and what a magistrate decided',
        tags,
        params: one,
        response: { 200: candidatesSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const found = await act(db, actor, (transaction, tell) => readCandidates(transaction, tell, request.params.id));
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.get(
    '/cases/:id/facts',
    {
      schema: {
        summary: 'Facts of a case that can be named for or against an element',
        tags,
        params: one,
        response: { 200: factsSchema },
      },
    },
    async (request, reply) => {
      const actor = await actorOf(request, signIn);
      const named = withheldName(languageOf(request.headers['accept-language']));
      const found = await act(db, actor, (transaction, tell) =>
        factsOfCase(transaction, tell, request.params.id, named),
      );
      if (found === null) throw new Missing();
      reply.header('cache-control', 'private, no-store');
      return found;
    },
  );

  api.post(
    '/cases/:id/candidates',
    {
      schema: {
        summary: 'Offer a qualification for a case',
        tags,
        params: one,
        body: newCandidateSchema,
        response: { 200: made },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        offerCandidate(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/candidates/:id/entries',
    {
      schema: {
        summary: 'Say how a fact speaks to an element, what is missing, or that something is taken back',
        tags,
        params: one,
        body: newEntrySchema,
        response: { 200: made },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        enterForCandidate(transaction, tell, request.params.id, request.body, memberId),
      ),
  );

  api.post(
    '/candidates/:id/decisions',
    {
      schema: {
        summary: 'Record what the magistrate of the case decided; by that magistrate alone',
        tags,
        params: one,
        body: newDecisionSchema,
        response: { 200: made },
      },
    },
    (request) =>
      write(request, (transaction, tell, { memberId }) =>
        decideOnCandidate(transaction, tell, request.params.id, request.body, memberId),
      ),
  );
}
