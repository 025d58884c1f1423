import { sql, type Transaction } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { plainDate } from '../plain-date.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';

const number = z
  .number()
  .int()
  .nullable()
  .describe('None, or so many at least, in fives. Null: one to four, which are not told.');
const byDays = z.array(z.object({ days: z.number().int(), requests: number }));

export const outcomesQuerySchema = z.object({
  unit: z.uuid(),
  until: plainDate.optional().describe('Last day of a quarter that is over: as it was known then.'),
});

export const outcomesSchema = z.object({
  until: z.string(),
  quarters: z.array(z.string()).describe('Last days of the quarters that can be asked for, the newest first.'),
  children: z.object({
    safe: number.describe('Identified, protected, and in care or with their care completed.'),
    identified: number,
    protected: number,
    cared: number.describe('In care, or with their care completed.'),
    known: number.describe('All with a record, identified or not.'),
    casesWithout: number.describe('Open cases in which no child is identified yet.'),
    holders: number.describe('Members who look for the children of those cases.'),
  }),
  requests: z
    .object({
      sent: number,
      answered: number,
      answeredWithin: byDays.describe('Of those answered: within so many days of being sent.'),
      silent: number.describe('Open, and nothing was ever heard of the addressee.'),
      silentOver: byDays.describe('Of the silent ones: sent more than so many days ago.'),
      endedRefused: number.describe('By two people, as refused.'),
      endedWithoutAnswer: number.describe('By two people, with a reason, neither answered nor refused.'),
    })
    .nullable()
    .describe('Null for victim services.'),
  leads: z
    .object({
      followedUp: number,
      ordinary: number,
      explanations: z.array(z.object({ explanation: z.string(), leads: number })),
      otherExplanations: z.boolean().describe('There are others, of fewer than five leads each.'),
      foundOrdinary: number.describe('Followed up before they were found to be ordinary.'),
      foundAfterAll: number.describe('Set aside as ordinary before they were followed up.'),
    })
    .nullable()
    .describe('Null for victim services.'),
});
type Outcomes = z.infer<typeof outcomesSchema>;

/** So many quarters can be looked back on. */
const QUARTERS = 12;

/** What came of the work of a unit, as it was known at the end of a quarter. Throws Missing when the unit or the quarter is not one to ask for. */
export async function outcomes(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, until }: z.infer<typeof outcomesQuerySchema>,
  now: Temporal.Instant,
): Promise<Outcomes> {
  const quarters = quartersBefore(now.toZonedDateTimeISO('UTC').toPlainDate());
  const day = until ?? quarters[0] ?? '';
  if (!quarters.includes(day)) throw new Missing();
  const before = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  const { rows } = await sql<{ found: Pick<Outcomes, 'children'> & Partial<Outcomes> }>`
    select casework.outcomes_of(${unit}::uuid, ${before}::date) as found`.execute(transaction);
  const found = rows[0]?.found ?? null;
  if (found === null) throw new Missing();
  await tell({ act: 'outcomes.read', objectId: unit, unitId: unit, detail: { until: day } });
  return { until: day, quarters, requests: null, leads: null, ...found };
}

/** Last days of the quarters that are over, the newest first. */
function quartersBefore(today: Temporal.PlainDate): string[] {
  const first = today.with({ month: today.month - ((today.month - 1) % 3), day: 1 });
  return Array.from({ length: QUARTERS }, (_, back) =>
    first
      .subtract({ months: 3 * back })
      .subtract({ days: 1 })
      .toString(),
  );
}
