import { z } from 'zod';
import { EVIDENCE_KINDS } from './evidence.ts';
import { INDICATOR_KINDS, INDICATOR_QUEUES, SUBJECTS, SUGGESTED_ROLES, TRUST_MARKS } from './indicator.ts';

/**
 * The form of a pack as a person writes it. A pack is a folder: `pack.yaml` with the head, and any number of other
 * `*.yaml` files, each with a list of indicators. Meaning (facts exist, signs fit, sentences render) is checked in
 * `check-indicator.ts` and `check-condition.ts`; this file is also the source of the JSON Schema that editors use.
 */

const text = z.string().trim().min(1);
const bilingual = z.strictObject({
  en: text.describe('English. Both languages are required.'),
  fr: text.describe('French. Both languages are required.'),
});

const conditionSchema = z
  .strictObject({
    fact: text.optional().describe('Id of a fact of the subject, as in the catalogue of facts.'),
    from: z.number().optional().describe('Ramp: strength 0 here.'),
    to: z.number().optional().describe('Ramp: strength 1 here; from > to falls.'),
    scale: z.enum(['linear', 'log']).optional().describe('Ramp: straight in the value or in its logarithm.'),
    at_least: z.number().optional().describe('Threshold: no below this.'),
    at_most: z.number().optional().describe('Threshold: no above this.'),
    optional: z
      .boolean()
      .optional()
      .describe('Only in an `all` of an ordinary explanation: left out when the fact is unknown.'),
    get all() {
      return z.array(conditionSchema).min(1).optional().describe('As strong as the weakest part.');
    },
    get any() {
      return z.array(conditionSchema).min(1).optional().describe('As strong as the strongest part.');
    },
  })
  .describe('A ramp or a threshold over one fact, or all / any of several conditions.');

export type WrittenCondition = z.infer<typeof conditionSchema>;

const indicatorSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*(-[a-z0-9]+)*$/, 'write an id such as P04 or O04-payee')
    .describe('Unique in its pack; a later pack replaces an indicator by using its id.'),
  subject: z.enum(SUBJECTS),
  queue: z.enum(INDICATOR_QUEUES).describe('`both` only for ordinary explanations.'),
  kind: z.enum(INDICATOR_KINDS),
  family: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'write a family in small letters, such as amounts')
    .describe('Indicators of one family are not independent of each other.'),
  suggests: z.enum(SUGGESTED_ROLES).optional().describe('For a payee: the role that this pattern speaks for.'),
  title: bilingual,
  conditions: conditionSchema,
  weight: z.number().min(-10).max(10).describe('Log-odds at full strength: > 0 indicator, < 0 ordinary explanation.'),
  evidence: z.enum(EVIDENCE_KINDS).describe('Which transfers are shown as evidence.'),
  sentence: bilingual.describe('Generated sentence, with {fact} placeholders.'),
  source: z.strictObject({
    document: text.describe('Published document; never a page that nobody has read.'),
    year: z
      .number()
      .int()
      .min(1990)
      .max(2100)
      .optional()
      .describe('Year of the document; left out when nobody has checked it.'),
    trust: z.enum(TRUST_MARKS).describe('A text of the issuing body, B press or trade summary, C to be checked.'),
  }),
  look_alikes: bilingual,
});

export type WrittenIndicator = z.infer<typeof indicatorSchema>;

export const indicatorFileSchema = z.strictObject({ indicators: z.array(indicatorSchema).min(1) });

const tierSchema = z.strictObject({
  score: z.number().describe('At least this score.'),
  families: z.number().int().min(1).describe('At least so many families with an indicator at half strength or more.'),
});
export type WrittenTier = z.infer<typeof tierSchema>;

const crowdSchema = z
  .strictObject({
    at_most: z
      .number()
      .int()
      .min(0)
      .describe(
        'So many other payers who are proposed may be joined to somebody of the first tier by payees that they share.',
      ),
    unless: z
      .strictObject({ payer: conditionSchema, payee: conditionSchema })
      .describe('Of whom this holds, to whatever degree, any number may be joined.'),
  })
  .describe('How large a crowd may be of which somebody stands in the first tier; without it, any.');
const tiersSchema = z.strictObject({
  investigation: z.strictObject({ first: tierSchema, second: tierSchema, crowd: crowdSchema.optional() }),
  safeguarding: z.strictObject({ first: tierSchema, second: tierSchema }),
});

export type WrittenTiers = z.infer<typeof tiersSchema>;

export const packHeadSchema = z.strictObject({
  pack: z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'write a name in small letters, digits and hyphens'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'write a version as three numbers, such as 1.0.0'),
    title: bilingual,
    calibrated: z.boolean().describe('true only when the weights were estimated from outcomes.'),
    without: z.array(z.string()).optional().describe('Ids of indicators of earlier packs that are switched off.'),
    limits: z
      .array(z.strictObject({ id: text, en: text, fr: text }))
      .optional()
      .describe('What the records cannot tell, said beside the leads; these weigh nothing.'),
    tiers: tiersSchema.optional().describe('Score and independence needed for each tier; a later pack replaces it.'),
  }),
});

export type PackHead = z.infer<typeof packHeadSchema>['pack'];

/** JSON Schema (draft 2020-12) of a file of a pack, for editors. Kept in packs/public/schema.json by a test. */
export function packJsonSchema(): unknown {
  return z.toJSONSchema(z.union([indicatorFileSchema, packHeadSchema]).describe('A file of an indicator pack.'), {
    io: 'input',
  });
}
