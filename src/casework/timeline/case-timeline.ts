import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Act } from '../audit/acts.ts';
import type { Tables } from '../tables.ts';
import { readCustody, readDecisions, readRequestFacts } from './read-acts.ts';
import { readEvents } from './read-events.ts';
import { readableLeads, readTransfers } from './read-transfers.ts';
import { type TimelineFacts, type TimelineItem, timelineItems } from './timeline-items.ts';
import { timelineMarks } from './timeline-marks.ts';
import {
  LANES,
  type Timeline,
  type TimelineFilter,
  type TimelineRow,
  type timelineQuerySchema,
} from './timeline-schema.ts';
import { LANE_WORDS, timelineRow } from './timeline-words.ts';

type Language = 'fr' | 'en';

/** All rows of the timeline of a case that the filter lets through, dated first; and its reference. For the export and the file on paper. */
export interface WholeTimeline {
  readonly reference: string;
  readonly rows: readonly TimelineRow[];
}

/**
 * The whole timeline in words, told as an export; null when the case is not there for this member. The same rows in the same order and the same words
 * as the page shows.
 */
export async function wholeTimeline(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  filter: TimelineFilter,
  language: Language,
): Promise<WholeTimeline | null> {
  const read = await readFacts(transaction, tell, 'timeline.export', caseId, filter);
  if (read === null) return null;
  const items = timelineItems(read.facts).filter((item) => isWithin(item, filter) && isOfLanes(item, filter));
  return { reference: read.reference, rows: items.map((item) => timelineRow(item, language)) };
}

/** A page of the timeline of a case with its picture; null when the case is not there for this member. */
export async function caseTimeline(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  query: z.infer<typeof timelineQuerySchema>,
  language: Language,
): Promise<Timeline | null> {
  const read = await readFacts(transaction, tell, 'timeline.read', caseId, query);
  if (read === null) return null;
  const within = timelineItems(read.facts).filter((item) => isWithin(item, query));
  const shown = within.filter((item) => isOfLanes(item, query));
  const dated = shown.filter(({ when }) => when.from !== null);
  const span = spanOf(within);
  const window = windowOf(query, span);
  const begin = Number(query.cursor ?? 0);
  const words = (item: TimelineItem): TimelineRow => timelineRow(item, language);
  return {
    rows: dated.slice(begin, begin + query.limit).map(words),
    undated: shown
      .filter(({ when }) => when.from === null)
      .slice(0, 1000)
      .map(words),
    next: begin + query.limit < dated.length ? String(begin + query.limit) : null,
    total: dated.length,
    ...{ window, span: read.span ?? span },
    marks: window === null ? [] : timelineMarks(dated, window),
    lanes: LANES.map((lane) => ({
      ...{ lane, words: LANE_WORDS[lane][language], total: within.filter((item) => item.lane === lane).length },
    })),
    works: read.works,
  };
}

interface Read {
  readonly reference: string;
  readonly works: boolean;
  readonly facts: TimelineFacts;
  readonly span: Timeline['span'];
}

/** Told before anything that a lead holds is read, and whether the case is found or not. */
async function readFacts(
  transaction: Transaction<Tables>,
  tell: Tell,
  act: Extract<Act, 'timeline.read' | 'timeline.export'>,
  caseId: string,
  { from, to }: TimelineFilter,
): Promise<Read | null> {
  const { rows } = await sql<{ unit_id: string; reference: string; works: boolean }>`
    select unit_id, reference, casework.i_work_on(id) as works from casework.case_file where id = ${caseId}::uuid`.execute(
    transaction,
  );
  const [file] = rows;
  const leads = file === undefined ? [] : await readableLeads(transaction, caseId);
  await tell({
    ...{ act, objectId: caseId, unitId: file?.unit_id ?? null },
    detail: { found: file !== undefined, leads: leads.map(({ id }) => id) },
  });
  if (file === undefined) return null;
  const whole = from === undefined && to === undefined;
  const facts: TimelineFacts = {
    transfers: await readTransfers(transaction, leads),
    events: await readEvents(transaction, caseId, { from: from ?? null, to: to ?? null }),
    requests: await readRequestFacts(transaction, caseId),
    decisions: await readDecisions(transaction, caseId),
    custody: await readCustody(transaction, caseId),
  };
  const others = spanOf(timelineItems({ ...facts, events: [] }));
  return {
    ...{ reference: file.reference, works: file.works, facts },
    span: whole ? null : joined(others, await spanOfEvents(transaction, caseId)),
  };
}

async function spanOfEvents(transaction: Transaction<Tables>, caseId: string): Promise<Timeline['span']> {
  const { rows } = await sql<{ from: Date | null; to: Date | null }>`
    select min(begins_at) as from, max(begins_at) as to from casework.event where case_id = ${caseId}::uuid`.execute(
    transaction,
  );
  const { from = null, to = null } = rows[0] ?? {};
  return from === null || to === null ? null : { from: from.toISOString(), to: to.toISOString() };
}

function joined(a: Timeline['span'], b: Timeline['span']): Timeline['span'] {
  if (a === null || b === null) return a ?? b;
  const earlier = Date.parse(a.from) < Date.parse(b.from) ? a.from : b.from;
  return { from: earlier, to: Date.parse(a.to) > Date.parse(b.to) ? a.to : b.to };
}

function isOfLanes({ lane }: TimelineItem, { lanes }: TimelineFilter): boolean {
  return lanes === undefined || lanes.includes(lane);
}

/** What is undated is within every window: it could have been. */
function isWithin({ when }: TimelineItem, { from, to }: TimelineFilter): boolean {
  if (when.from === null) return true;
  const begins = Date.parse(when.from);
  const ends = when.to === null ? begins : Date.parse(when.to) - 1;
  return (from === undefined || ends >= Date.parse(from)) && (to === undefined || begins < Date.parse(to));
}

function spanOf(items: readonly TimelineItem[]): Timeline['span'] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { when } of items) {
    if (when.from === null) continue;
    first = Math.min(first, Date.parse(when.from));
    last = Math.max(last, Date.parse(when.to ?? when.from));
  }
  return first > last ? null : { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}

/** A little room at both ends, so that nothing stands on the edge. */
function windowOf({ from, to }: TimelineFilter, span: Timeline['span']): Timeline['window'] {
  if (from !== undefined && to !== undefined) return { from, to };
  if (span === null) return null;
  const [first, last] = [Date.parse(span.from), Date.parse(span.to)];
  const room = Math.max(3_600_000, (last - first) * 0.02);
  return {
    from: from ?? new Date(first - room).toISOString(),
    to: to ?? new Date(last + room).toISOString(),
  };
}
