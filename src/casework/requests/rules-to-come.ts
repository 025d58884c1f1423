import type { Transaction } from 'kysely';
import { z } from 'zod';
import { LADDER_ROLES, MEANINGS, TRUST } from '../clocks/clock-schema.ts';
import { UNITS } from '../clocks/counting.ts';
import { fittingNotices, fittingRules } from '../clocks/fitting-rules.ts';
import { ADDRESSEES, REQUEST_EVENTS } from '../clocks/request-facts.ts';
import { refusal } from '../field-refusals.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { rulesInForce } from './rules-in-force.ts';

export const rulesToComeQuerySchema = z.object({
  kind: z.string().max(60),
  addresseeKind: z.enum(ADDRESSEES),
  country: z.string().regex(/^[A-Z]{2}$/, refusal('country_form')),
  urgent: z.stringbool().default(false),
  traits: z.string().max(400).default('').describe('Ids of traits, with commas.'),
});

const bilingual = z.object({ en: z.string(), fr: z.string() });
const basis = {
  id: z.string(),
  instrument: bilingual,
  words: bilingual,
  scope: bilingual.nullable(),
  trust: z.enum(TRUST),
};

export const rulesToComeSchema = z.object({
  rules: z.array(
    z.object({
      ...basis,
      means: z.enum(MEANINGS),
      length: z.object({ amount: z.number().int(), unit: z.enum(UNITS) }),
      starts: z.array(z.enum(REQUEST_EVENTS)),
      form: bilingual.nullable(),
      from: z.string().nullable().describe('The first day on which it starts a clock.'),
      until: z.string().nullable(),
      tells: z.array(z.enum(LADDER_ROLES)).describe('Who is turned to when nobody acts, in that order.'),
    }),
  ),
  law: z.array(z.object(basis)),
});

/** Which rules a request of a case would go by, were it written down so. Throws Missing. */
export async function rulesToCome(
  transaction: Transaction<Tables>,
  caseId: string,
  asked: z.infer<typeof rulesToComeQuerySchema>,
): Promise<z.infer<typeof rulesToComeSchema>> {
  const ofCase = await transaction
    .selectFrom('casework.case_file')
    .select('country')
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!ofCase) throw new Missing();
  const { pack } = await rulesInForce(transaction);
  const facts = {
    ...{ kind: asked.kind, addressee: asked.addresseeKind, country: asked.country, region: null },
    ...{ ownCountry: ofCase.country, urgent: asked.urgent, traits: asked.traits.split(',').filter(Boolean) },
    ...{ events: [], nextOn: '', endedAt: null },
  };
  return {
    rules: fittingRules(facts, pack).map((rule) => {
      const ladder = pack.ladders[asked.urgent ? (rule.urgent_ladder ?? rule.ladder) : rule.ladder] ?? [];
      return {
        ...basisOf(rule),
        ...{ means: rule.means, starts: rule.starts, form: rule.form ?? null },
        length: asked.urgent ? (rule.urgent_length ?? rule.length) : rule.length,
        ...{ from: rule.in_force_from ?? null, until: rule.in_force_until ?? null },
        tells: LADDER_ROLES.filter((role) => ladder.some(({ to }) => to === role)),
      };
    }),
    law: fittingNotices(facts, pack).map(basisOf),
  };
}

type Basis = Awaited<ReturnType<typeof rulesInForce>>['pack']['notices'][number];

function basisOf({ id, instrument, words, scope, source }: Basis) {
  return { id, instrument, words, scope: scope ?? null, trust: source.trust };
}
