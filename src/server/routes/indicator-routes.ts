import { z } from 'zod';
import { loadPacks } from '../../indicators/load-packs.ts';
import { PUBLIC_PACK } from '../../scan-options.ts';
import { actorOf } from '../asking.ts';
import type { Api, Workbench } from '../workbench.ts';

const indicator = z.object({
  id: z.string(),
  title: z.object({ en: z.string(), fr: z.string() }),
  against: z.boolean().describe('An ordinary explanation: it speaks against.'),
});

/** What the codes of indicators mean. */
export function indicatorRoutes(api: Api, { signIn }: Workbench): void {
  const items = loadPacks([PUBLIC_PACK]).indicators.map(({ id, title, weight }) => ({
    id,
    title,
    against: weight < 0,
  }));
  api.get(
    '/indicators',
    {
      schema: {
        summary: 'Indicators of the public pack and what they say',
        tags: ['leads'],
        response: { 200: z.object({ items: z.array(indicator) }) },
      },
    },
    async (request) => {
      await actorOf(request, signIn);
      return { items };
    },
  );
}
