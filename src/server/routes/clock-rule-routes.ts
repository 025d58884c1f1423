import { z } from 'zod';
import { look } from '../../casework/act.ts';
import { actOnce } from '../../casework/act-once.ts';
import { clockRules, clockRulesSchema, ownRuleSchema, writeClockRule } from '../../casework/requests/own-rules.ts';
import { shippedClocks } from '../../casework/requests/rules-in-force.ts';
import { actorOf, freshActorOf, sentWrite } from '../asking.ts';
import { requirePower } from '../require-power.ts';
import type { Api, Workbench } from '../workbench.ts';

const bilingual = z.object({ en: z.string(), fr: z.string() });
const kindsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: bilingual,
      addressees: z.array(z.string()),
      traits: z.array(z.object({ id: z.string(), name: bilingual })),
    }),
  ),
});

/** The kinds of requests, and the rules that their clocks go by. */
export function clockRuleRoutes(api: Api, workbench: Workbench): void {
  const { db, signIn } = workbench;
  api.get(
    '/request-kinds',
    {
      schema: {
        summary: 'Kinds of requests, and to whom each is made',
        tags: ['requests'],
        response: { 200: kindsSchema },
      },
    },
    async (request) => {
      await actorOf(request, signIn);
      return { items: shippedClocks().pack.kinds };
    },
  );

  api.get(
    '/clock-rules',
    {
      schema: {
        summary: 'The rules of clocks that are in force for the organisation',
        tags: ['requests'],
        response: { 200: clockRulesSchema },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, clockRules);
    },
  );

  api.post(
    '/admin/clock-rules',
    {
      schema: {
        summary: 'A new version of a rule of clocks, or a new one; the versions before stay',
        tags: ['administration'],
        body: ownRuleSchema,
        response: { 200: z.object({ id: z.string(), version: z.number().int() }) },
      },
    },
    async (request) => {
      const actor = await freshActorOf(request, signIn);
      await requirePower(workbench, actor, 'administers');
      return actOnce(db, actor, sentWrite(request), (transaction, tell) =>
        writeClockRule(transaction, tell, request.body, actor.memberId),
      );
    },
  );
}
