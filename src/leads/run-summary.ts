import { z } from 'zod';

const keptSchema = z.object({
  computed: z.number().int(),
  takenOver: z.number().int().describe('They have the same transfers as in the scan before.'),
  unusable: z
    .enum(['none', 'other', 'damaged'])
    .nullable()
    .describe(
      'Why nothing could be taken over: `none` was kept, it was made by `other` means (another version, --places or --link), or its file is `damaged`; null when it was used.',
    ),
  written: z.boolean().describe('Whether the facts of this scan are kept for the next one.'),
});

/**
 * run.json: what was read, with what, and what came of it. `timings` and `memory` vary between equal runs, and `kept` says what a lake spared this
 * one; all else is the same.
 */
export const runSummarySchema = z.object({
  program: z.object({ name: z.literal('vigie'), version: z.string(), engine: z.string(), node: z.string() }),
  asOf: z
    .string()
    .nullable()
    .describe(
      'Instant up to which transfers were used, ISO 8601 UTC; null when there were none and --as-of named none.',
    ),
  asOfFrom: z
    .enum(['option', 'last_transfer'])
    .nullable()
    .describe(
      'Where asOf came from: --as-of, or the last transfer, of which it is the second after; null when asOf is.',
    ),
  strayEnd: z
    .object({
      othersEndAt: z.string().describe('Day of the last transfer before them, YYYY-MM-DD.'),
      transfers: z.number().int(),
      examples: z.array(z.object({ file: z.string(), row: z.number().int(), at: z.string() })),
      suggestedAsOf: z.string().describe('What to give as --as-of to leave them out, YYYY-MM-DD.'),
    })
    .nullable()
    .describe(
      'The few last transfers when they are dated long after all others and asOf comes from them: typing errors, perhaps. Null when there are none.',
    ),
  inputs: z.array(
    z.object({
      file: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      format: z.string(),
      read: z.number().int(),
      accepted: z.number().int(),
      duplicates: z.number().int(),
      quarantined: z.number().int(),
      columns: z
        .array(z.object({ field: z.string(), header: z.string(), certainty: z.enum(['given', 'sure', 'likely']) }))
        .describe('How the columns were understood; empty for standards.'),
      ignored: z
        .array(z.string())
        .describe(
          'Headers of columns that mean nothing to Vigie, or that the mapping does not name: they were not read.',
        ),
      times: z
        .string()
        .nullable()
        .describe(
          'How times of day were taken: `offset` (each says its own), `column` (the file names zones), `UTC`, `payer` (local to the payer’s place), an IANA zone, `days` (there are none); null for standards and for a file that was not read again.',
        ),
      warnings: z.array(z.string()),
      inLake: z
        .boolean()
        .describe('True when the lake had the file already: it was not read again, and its counts are those of then.'),
    }),
  ),
  refused: z.array(z.object({ file: z.string(), reason: z.string() })).describe('Files that could not be read at all.'),
  lake: z
    .object({ files: z.number().int(), transfers: z.number().int() })
    .nullable()
    .describe('Files and accepted transfers that the lake holds after the run; null without --lake.'),
  kept: z
    .object({ payers: keptSchema, payees: keptSchema })
    .nullable()
    .describe(
      'Of how many payers (corridor by corridor) and payees the facts were computed in this run, and of how many they were taken over from the scan of the lake before; null without --lake.',
    ),
  links: z
    .object({ identifiers: z.number().int(), people: z.number().int(), transfers: z.number().int() })
    .nullable()
    .describe(
      'What the people of --link changed: identifiers that were taken for those of another one’s person, the people who have several by that, and the transfers concerned; null without --link.',
    ),
  known: z
    .object({ entries: z.number().int(), payers: z.number().int(), payees: z.number().int() })
    .nullable()
    .describe(
      'Entries of --known that were in force at the as-of instant, and the payers and payees of these records that they name, or whose phone, account or device they name; null without --known.',
    ),
  untied: z
    .object({
      rows: z.number().int(),
      payers: z.number().int(),
      payees: z.number().int(),
      unmatched: z.array(z.number().int()).describe('Lines of rows that match nobody who holds the value.'),
    })
    .nullable()
    .describe(
      'Rows of --untie, and the payers and payees of these records who hold an identifier that ties them no longer; null without --untie.',
    ),
  counts: z.object({
    read: z.number().int(),
    accepted: z.number().int(),
    duplicates: z.number().int(),
    quarantined: z.number().int(),
    excluded: z.object({
      cancelled: z.number().int(),
      pending: z.number().int(),
      refunded: z.number().int(),
      toSelf: z.number().int(),
      afterAsOf: z.number().int(),
    }),
    withoutRate: z.number().int(),
    byNameAlone: z
      .object({ payers: z.number().int(), payees: z.number().int() })
      .describe('People without identifier, account and phone: known by name, country and place alone.'),
    withoutPayerZone: z.number().int(),
    payers: z.number().int(),
    payees: z.number().int(),
    pairs: z.number().int(),
    subjectsRanked: z.number().int(),
    leads: z.number().int(),
    leadsCut: z.number().int().describe('Ranked subjects for which no lead was written out.'),
    groups: z
      .object({
        investigation: z.number().int(),
        safeguarding: z.number().int(),
        hubs: z
          .number()
          .int()
          .describe(
            'Payees with a lead who stand in no group, because they have more payers than a group can be about.',
          ),
        protectedPayees: z
          .number()
          .int()
          .describe(
            'Payees with a lead who stand in no group, because their id, phone, account or device is also that of a possible victim.',
          ),
        withoutLead: z
          .number()
          .int()
          .describe('Proposed people who stand in no group, because their leads are beyond those that are written.'),
      })
      .describe('How many there are of each queue, and who was left out of them.'),
  }),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  tiers: z.array(
    z.object({
      queue: z.enum(['investigation', 'safeguarding']),
      first: z.number().int(),
      second: z.number().int(),
      context: z.number().int(),
      inCrowds: z
        .number()
        .int()
        .optional()
        .describe(
          'Of `second`, those with the score and the independent indicators of the first tier who are one of a crowd; absent where nobody is.',
        ),
    }),
  ),
  quarantineReasons: z.array(
    z.object({
      reason: z.string(),
      column: z.string().nullable(),
      rows: z.number().int().describe('How many there are.'),
      first: z.object({ file: z.string(), row: z.number().int() }).describe('The first of them.'),
    }),
  ),
  currenciesWithoutRate: z
    .array(z.object({ currency: z.string(), transfers: z.number().int(), inIso4217: z.boolean() }))
    .describe('Currencies that have no rate on some day, or that ISO 4217 never had; most transfers first.'),
  packs: z.array(z.object({ name: z.string(), version: z.string(), sha256: z.string(), calibrated: z.boolean() })),
  rates: z.object({ source: z.string(), illustrative: z.boolean(), sha256: z.string().nullable() }),
  caps: z
    .array(z.object({ en: z.string(), fr: z.string() }))
    .describe('What was cut or capped, in sentences, in English and French.'),
  options: z.record(z.string(), z.unknown()),
  timings: z.record(z.string(), z.number()).describe('Seconds by stage.'),
  memory: z.object({ peakBytes: z.number() }),
});

export type RunSummary = z.infer<typeof runSummarySchema>;
