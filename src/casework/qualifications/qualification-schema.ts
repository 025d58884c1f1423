import { z } from 'zod';
import { TRUST_MARKS } from '../../indicators/indicator.ts';
import { refusal } from '../field-refusals.ts';

/**
 * The form of qualifications as a person writes them: a folder with `pack.yaml` and any number of other `*.yaml` files. It is also the
 * source of the JSON Schema that editors use.
 */

const text = z.string().trim().min(1).max(2000);
const bilingual = z.strictObject({ en: text, fr: text });
const id = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, refusal('id_form'));
const trust = z
  .enum([...TRUST_MARKS, 'unit'])
  .describe('A text of the issuing body, B summary, C from memory, to be checked; unit: words of the organisation.');

const elementSchema = z.strictObject({
  id,
  words: bilingual.describe('What must be shown, in one sentence of our own.'),
  trust,
});

export const qualificationSchema = z.strictObject({
  id,
  version: z.number().int().min(1).describe('A change is a new version.'),
  country: z.string().regex(/^[A-Z]{2}$/, refusal('country_form')),
  instrument: bilingual.describe('Code and article, as a reader would cite it.'),
  name: bilingual,
  source: z.strictObject({ document: text, trust }),
  scope: bilingual.optional().describe('What else must be known.'),
  elements: z
    .array(elementSchema)
    .min(1)
    .max(50)
    .superRefine((elements, context) => {
      for (const [index, { id: own }] of elements.entries())
        if (elements.findIndex((other) => other.id === own) < index)
          context.addIssue({ code: 'custom', path: [index, 'id'], message: refusal('id_twice') });
    }),
});
export type Qualification = z.output<typeof qualificationSchema>;

export const qualificationFileSchema = z.strictObject({ qualifications: z.array(qualificationSchema) });

export const qualificationHeadSchema = z.strictObject({
  pack: z.strictObject({
    name: id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, refusal('version_form')),
    title: bilingual,
  }),
});

/** JSON Schema (draft 2020-12) of a file of qualifications, for editors. Kept in packs/qualifications/schema.json by a test. */
export function qualificationsJsonSchema(): unknown {
  return z.toJSONSchema(
    z.union([qualificationFileSchema, qualificationHeadSchema]).describe('A file of qualifications.'),
    {
      io: 'input',
    },
  );
}
