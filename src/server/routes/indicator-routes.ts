import { z } from 'zod';
import { loadPacks } from '../../indicators/load-packs.ts';
import { FACT_NAMES } from '../../report/fact-names.ts';
import { PUBLIC_PACK } from '../../scan-options.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

const fact = z.object({ id: z.string(), name: z.object({ en: z.string(), fr: z.string() }) });
const indicator = z.object({
  id: z.string(),
  title: z.object({ en: z.string(), fr: z.string() }),
  against: z.boolean().describe('An ordinary explanation: it speaks against.'),
  subject: z.enum(['payer', 'payee', 'pair', 'group']).describe('Whom it is about.'),
  queue: z.enum(['investigation', 'safeguarding', 'both']),
  victim: z
    .boolean()
    .describe('It says that the person may be a victim: not an ordinary explanation to set a lead aside with.'),
});

/** Families of what weighs against a lead because the person may be a victim. */
const VICTIM_FAMILIES: readonly string[] = ['fraud_victim', 'possible_victim'];

/** What the codes of indicators and of facts mean. */
export function indicatorRoutes(api: Api, { signIn }: Workbench): void {
  const items = loadPacks([PUBLIC_PACK]).indicators.map(({ id, title, weight, subject, queue, family }) => ({
    ...{ id, title, subject, queue },
    against: weight < 0,
    victim: VICTIM_FAMILIES.includes(family),
  }));
  const facts = Object.entries(FACT_NAMES).map(([id, name]) => ({ id, name }));
  api.get(
    '/indicators',
    {
      schema: {
        summary: 'Indicators of the public pack and what they say, and the names of facts',
        tags: ['leads'],
        response: { 200: z.object({ items: z.array(indicator), facts: z.array(fact) }) },
      },
    },
    async (request) => {
      await actorOf(request, signIn);
      return { items, facts };
    },
  );
}
