import { z } from 'zod';
import { runSummarySchema } from '../../leads/run-summary.ts';
import { inFrench } from '../../report/known-sentences.ts';
import { isLarge } from '../../report/quarantine-share.ts';

const { strayEnd, currenciesWithoutRate, known, counts, inputs, quarantineReasons } = runSummarySchema.shape;
const currencies = z.array(z.object({ currency: z.string(), transfers: z.number().int() }));

/** What of a run puts its results in question, or limits them. It tells of records alone, not of people or queues. */
export const attentionSchema = z.object({
  strayEnd: strayEnd.describe('The last transfers, when they are dated long after all others.'),
  quarantined: z
    .object({ read: z.number().int(), quarantined: z.number().int() })
    .nullable()
    .describe('When so many records were not accepted that it may change every result.'),
  knownNobody: z.number().int().nullable().describe('Entries of the list of known subjects, when it names nobody.'),
  noSuchCurrency: currencies.describe('ISO 4217 has them not: the amounts in euro are unknown.'),
  withoutRate: currencies.describe('There is no exchange rate: the amounts in euro are unknown.'),
  excluded: z
    .object({
      cancelled: z.number().int(),
      pending: z.number().int(),
      refunded: z.number().int(),
      toSelf: z.number().int(),
      afterAsOf: z.number().int(),
    })
    .describe('Transfers that took no part.'),
  withoutPayerZone: z.number().int().describe('Transfers whose local hour is unknown.'),
  byNameAlone: z.number().int().describe('People known by their name alone.'),
});
export type Attention = z.infer<typeof attentionSchema>;

/** Another version of the program may have written it: what is not there, or otherwise, says nothing. */
const writtenSchema = z.object({
  strayEnd: strayEnd.catch(null),
  currenciesWithoutRate: currenciesWithoutRate.catch([]),
  known: known.catch(null),
  inputs: z.array(inputs.element.pick({ read: true, quarantined: true })).catch([]),
  counts: z
    .object({
      read: z.number().catch(0),
      quarantined: z.number().catch(0),
      excluded: counts.shape.excluded.catch({ cancelled: 0, pending: 0, refunded: 0, toSelf: 0, afterAsOf: 0 }),
      withoutPayerZone: z.number().catch(0),
      byNameAlone: counts.shape.byNameAlone.catch({ payers: 0, payees: 0 }),
    })
    .catch({
      ...{ read: 0, quarantined: 0, withoutPayerZone: 0, byNameAlone: { payers: 0, payees: 0 } },
      excluded: { cancelled: 0, pending: 0, refunded: 0, toSelf: 0, afterAsOf: 0 },
    }),
});

/** What a reader of the results has to hear, from run.json. */
export function attentionOf(summary: unknown): Attention {
  const { strayEnd, currenciesWithoutRate, known, inputs, counts } = writtenSchema.parse(summary);
  const currencies = (inIso4217: boolean): Attention['noSuchCurrency'] =>
    currenciesWithoutRate
      .filter((each) => each.inIso4217 === inIso4217)
      .map(({ currency, transfers }) => ({ currency, transfers }));
  const { read, quarantined, excluded, withoutPayerZone, byNameAlone } = counts;
  return {
    strayEnd,
    quarantined: isLarge({ counts, inputs }) ? { read, quarantined } : null,
    knownNobody: known !== null && known.payers + known.payees === 0 ? known.entries : null,
    noSuchCurrency: currencies(false),
    withoutRate: currencies(true),
    excluded,
    withoutPayerZone,
    byNameAlone: byNameAlone.payers + byNameAlone.payees,
  };
}

export const quarantineReasonsSchema = z.array(
  z.object({ reason: z.object({ en: z.string(), fr: z.string() }), rows: z.number().int() }),
);

/** Why records of the unit are in quarantine, in both languages, most frequent first. */
export function quarantineReasonsOf(written: unknown): z.infer<typeof quarantineReasonsSchema> {
  return quarantineReasons
    .catch([])
    .parse(written)
    .map(({ reason, rows }) => ({ reason: { en: reason, fr: inFrench(reason) ?? reason }, rows }));
}
