import type { Stage } from '../cases/stages.ts';
import type { EventTime } from './event-time.ts';
import { UNDATED } from './event-time.ts';
import type { Means } from './imports/import-words.ts';
import type { Lane } from './timeline-schema.ts';

/** Who stands in a row. Of a child the working name and nothing else. */
export interface Party {
  readonly kind: 'person' | 'child' | 'identifier' | 'payer' | 'payee' | 'withheld' | 'member' | 'authority';
  readonly name: string;
}

type What =
  | 'transfer'
  | 'contact'
  | 'report'
  | 'incident'
  | 'travel'
  | 'fact'
  | 'request_written'
  | `request_${string}`
  | 'case_opened'
  | 'stage'
  | 'agreed'
  | 'declined'
  | 'lead_decided'
  | 'child_status'
  | 'merged'
  | 'unmerged'
  | `custody_${string}`;

/** A row before it is put into words. */
export interface TimelineItem {
  readonly key: string;
  readonly lane: Lane;
  readonly what: What;
  readonly when: EventTime;
  readonly who: readonly Party[];
  readonly toward: readonly Party[];
  /** In the order in which they are said; `code` values have words of their own. */
  readonly details: readonly Detail[];
  readonly source: Source;
  readonly enteredAt: string | null;
  readonly enteredBy: string | null;
  readonly eventId: string | null;
  readonly about: { readonly kind: 'lead' | 'request' | 'evidence' | 'person' | 'child'; readonly id: string } | null;
  readonly corrected: { reason: string; by: string; at: string; versions: number } | null;
}

export interface Detail {
  readonly name:
    | 'amount'
    | 'channel'
    | 'service'
    | 'means'
    | 'duration'
    | 'identifiers'
    | 'country'
    | 'reference'
    | 'files'
    | 'reported'
    | 'incident'
    | 'places'
    | 'words'
    | 'request_kind'
    | 'addressee'
    | 'stage'
    | 'agreement'
    | 'decision'
    | 'child_state'
    | 'item'
    | 'record'
    | 'request_end'
    | 'until'
    | 'seal_found'
    | 'hash_found'
    | 'proposer'
    | 'proposed'
    | 'reason'
    | 'answer';
  readonly value: string | EventTime | { readonly en: string; readonly fr: string };
}

export type Source =
  | { readonly kind: 'import'; readonly file: string; readonly sha256: string; readonly row: number }
  | { readonly kind: 'hand'; readonly words: string }
  | { readonly kind: 'transfer'; readonly sha256: string; readonly row: number }
  | { readonly kind: 'vigie' };

/** All that the reader may see of a case, and nothing else: what is not here was not read. */
export interface TimelineFacts {
  readonly transfers: readonly TransferFact[];
  readonly events: readonly EventFact[];
  readonly requests: readonly RequestFact[];
  readonly decisions: readonly DecisionFact[];
  readonly custody: readonly CustodyFact[];
}

export interface TransferFact {
  readonly id: string;
  readonly leadId: string;
  readonly at: string;
  readonly payer: Party;
  readonly payee: Party;
  readonly amount: string;
  readonly currency: string;
  readonly channel: string | null;
  readonly provider: string | null;
  readonly sourceFile: string;
  readonly sourceRow: number;
}

export interface EventFact {
  readonly id: string;
  readonly kind: 'contact' | 'provider_report' | 'travel' | 'fact';
  readonly when: EventTime;
  readonly who: readonly Party[];
  readonly toward: readonly Party[];
  readonly identifiers: readonly string[];
  readonly service: string | null;
  readonly means: Means | null;
  readonly reference: string | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly otherPlace: string | null;
  readonly seconds: number | null;
  readonly files: number | null;
  readonly incident: EventTime | null;
  readonly words: string;
  readonly source: Source;
  readonly enteredAt: string;
  readonly enteredBy: string;
  readonly corrected: TimelineItem['corrected'];
}

export interface RequestFact {
  readonly id: string;
  readonly requestId: string;
  readonly what: string;
  readonly reference: string;
  readonly kind: { readonly en: string; readonly fr: string };
  readonly addressee: string;
  readonly country: string;
  readonly words: string;
  /** An instant, or a day at the addressee's. */
  readonly instant: string | null;
  readonly date: string | null;
  /** The new last day that it named. */
  readonly until: string | null;
  readonly enteredAt: string;
  readonly enteredBy: string;
}

export interface DecisionFact {
  readonly id: string;
  readonly what:
    | 'case_opened'
    | 'stage'
    | 'agreed'
    | 'declined'
    | 'lead_decided'
    | 'child_status'
    | 'merged'
    | 'unmerged';
  readonly at: string;
  readonly by: string;
  readonly child: { readonly id: string; readonly name: string } | null;
  /** Of the child, the name of the record on which it was written, where that stands as another one now. */
  readonly record: string | null;
  /** The names of two records: the first was found to be the person of the second. */
  readonly merge: {
    readonly record: string;
    readonly into: string;
    readonly intoId: string;
    readonly child: boolean;
  } | null;
  readonly lead: { readonly id: string } | null;
  readonly code: string | null;
  readonly words: string;
  readonly stage: Stage | null;
  /** What two people decided on: of what, how, and who proposed it when and why. `words` are the answer's. */
  readonly proposal: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    /** Of a request. */
    readonly reference: string | null;
    readonly how: string | null;
    /** The number of an item. */
    readonly item: number | null;
  } | null;
}

export interface CustodyFact {
  readonly itemId: string;
  readonly number: number;
  readonly seq: number;
  readonly act:
    | 'registered'
    | 'received'
    | 'handed_over'
    | 'acknowledged'
    | 'declined'
    | 'checked'
    | 'returned'
    | 'destroyed';
  readonly happenedOn: string;
  readonly from: string | null;
  readonly to: string | null;
  /** What a check found, by its codes. */
  readonly seal: string | null;
  readonly hash: string | null;
  readonly enteredAt: string;
  readonly enteredBy: string;
}

const LANE_OF = { contact: 'contacts', provider_report: 'reports', travel: 'travel', fact: 'facts' } as const;
const MEMBER = (name: string): Party[] => (name === '' ? [] : [{ kind: 'member', name }]);

/**
 * The one line of a case: all that is in the facts, in order of when it happened and then of entry; undated last. What is known by its day
 * (month, year) alone stands before all that is known more exactly of that day, in whatever zone it was said.
 */
export function timelineItems(facts: TimelineFacts): TimelineItem[] {
  const items = [
    ...facts.transfers.map(ofTransfer),
    ...facts.events.flatMap(ofEvent),
    ...facts.requests.map(ofRequest),
    ...facts.decisions.map(ofDecision),
    ...facts.custody.map(ofCustody),
  ];
  const first = firstWithin(items);
  return items
    .map((item) => ({ item, order: orderOf(item, first) }))
    .sort((a, b) => compare(a.order, b.order) || compare(a.item.key, b.item.key))
    .map(({ item }) => item);
}

const DAY = 'YYYY-MM-DD'.length;

/** Of each day, month and year that is said, from when on something in it can have happened. */
function firstWithin(items: readonly TimelineItem[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { when } of items) {
    if (when.said === null || when.from === null) continue;
    const from = sortable(when.from);
    for (const length of [4, 7, DAY]) {
      const within = when.said.slice(0, length);
      const known = first.get(within);
      if (known === undefined || from < known) first.set(within, from);
    }
  }
  return first;
}

function orderOf({ when, enteredAt }: TimelineItem, first: ReadonlyMap<string, string>): string {
  const entered = enteredAt === null ? '' : sortable(enteredAt);
  if (when.from === null || when.said === null) return `~ ${entered}`;
  // Of two that begin together the one that is known less exactly comes first: a year is said in fewer letters than a day.
  const exactness = when.precision === 'exact' ? '99' : String(when.said.length).padStart(2, '0');
  return `${first.get(when.said) ?? sortable(when.from)} ${exactness} ${entered}`;
}

/** Instants with and without fractions, as texts that sort. */
function sortable(instant: string): string {
  return instant.length === 20 ? `${instant.slice(0, 19)}.` : instant.slice(0, -1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function at(instant: string): EventTime {
  const said = instant.replace(/(\.\d+)?Z$/, '');
  return { precision: 'exact', said, until: null, zone: 'UTC', from: instant, to: null };
}

function onDay(day: string): EventTime {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const from = `${day}T00:00:00Z`;
  return { precision: 'day', said: day, until: null, zone: null, from, to: next.toISOString().replace('.000Z', 'Z') };
}

function details(...given: readonly (readonly [Detail['name'], Detail['value'] | number | null])[]): Detail[] {
  return given.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, value: typeof value === 'number' ? String(value) : value }],
  );
}

function ofTransfer(transfer: TransferFact): TimelineItem {
  return {
    ...{ key: `transfer:${transfer.id}`, lane: 'transfers', what: 'transfer', when: at(transfer.at) },
    ...{ who: [transfer.payer], toward: [transfer.payee], enteredAt: null, enteredBy: null, eventId: null },
    details: details(
      ['amount', `${transfer.amount} ${transfer.currency}`],
      ['service', transfer.provider],
      ['channel', transfer.channel],
    ),
    source: { kind: 'transfer', sha256: transfer.sourceFile, row: transfer.sourceRow },
    about: { kind: 'lead', id: transfer.leadId },
    corrected: null,
  };
}

function ofEvent(event: EventFact): TimelineItem[] {
  const { id, kind, when, incident } = event;
  const item = eventItem(event);
  if (kind !== 'provider_report' || incident === null) return [item];
  const common = eventDetails(event);
  const reported: Detail[] = when.from === null ? common : [...common, { name: 'reported', value: when }];
  return [item, { ...item, key: `incident:${id}`, what: 'incident', when: incident, details: reported }];
}

/** The row of an event itself. What a provider reports has a row of its own on the line besides. */
export function eventItem(event: EventFact): TimelineItem {
  const { id, kind, when, who, toward, incident } = event;
  const common = eventDetails(event);
  return {
    ...{ key: `event:${id}`, what: kind === 'provider_report' ? 'report' : kind, when },
    ...{ lane: LANE_OF[kind], who, toward, source: event.source, eventId: id, about: null },
    ...{ enteredAt: event.enteredAt, enteredBy: event.enteredBy, corrected: event.corrected },
    details: incident === null ? common : [...common, { name: 'incident', value: incident }],
  };
}

function eventDetails(event: EventFact): Detail[] {
  const places = [event.place, event.otherPlace].filter((place) => place !== null).join(' → ');
  return details(
    ['reference', event.reference],
    ['service', event.service],
    ['means', event.means],
    ['duration', event.seconds],
    ['identifiers', event.identifiers.join(', ')],
    ['places', places],
    ['country', event.country],
    ['files', event.files],
    ['words', event.words],
  );
}

function ofRequest(request: RequestFact): TimelineItem {
  return {
    ...{ key: `request:${request.id}`, lane: 'requests', what: `request_${request.what}` },
    when: request.instant !== null ? at(request.instant) : request.date === null ? UNDATED : onDay(request.date),
    ...{ who: [], toward: [{ kind: 'authority', name: request.addressee }], source: { kind: 'vigie' }, eventId: null },
    details: details(
      ['reference', request.reference],
      ['request_kind', request.kind],
      ['country', request.country],
      ['until', request.until === null ? null : onDay(request.until)],
      ['words', request.words],
    ),
    ...{ enteredAt: request.enteredAt, enteredBy: request.enteredBy, corrected: null },
    about: { kind: 'request', id: request.requestId },
  };
}

function ofDecision(decision: DecisionFact): TimelineItem {
  const { id, what, child, record, merge, lead, code, stage, proposal } = decision;
  const name = {
    agreed: 'agreement',
    declined: 'agreement',
    lead_decided: 'decision',
    child_status: 'child_state',
    case_opened: 'stage',
    stage: 'stage',
    merged: 'reason',
    unmerged: 'reason',
  } as const;
  const said = details(
    [name[what], what === 'case_opened' || what === 'stage' ? stage : merge === null ? code : decision.words],
    ['record', record],
  );
  const named = (of: string): Party => ({ kind: merge?.child === false ? 'person' : 'child', name: of });
  return {
    ...{ key: `${what}:${id}`, lane: 'decisions', what, when: at(decision.at) },
    ...{
      who: MEMBER(decision.by),
      toward: merge !== null ? [named(merge.record), named(merge.into)] : child === null ? [] : [named(child.name)],
    },
    details: [
      ...said,
      ...(proposal === null
        ? details(['words', merge === null ? decision.words : null])
        : details(
            ['reference', proposal.reference],
            ['request_end', proposal.how],
            ['item', proposal.item],
            ['proposer', proposal.by],
            ['proposed', at(proposal.at)],
            ['reason', proposal.reason],
            ['answer', decision.words],
          )),
    ],
    ...{ source: { kind: 'vigie' }, enteredAt: decision.at, enteredBy: decision.by, eventId: null, corrected: null },
    about:
      merge !== null
        ? { kind: merge.child ? 'child' : 'person', id: merge.intoId }
        : child !== null
          ? { kind: 'child', id: child.id }
          : lead !== null
            ? { kind: 'lead', id: lead.id }
            : null,
  };
}

function ofCustody(entry: CustodyFact): TimelineItem {
  const party = (name: string | null): Party[] => (name === null ? [] : [{ kind: 'authority', name }]);
  return {
    ...{ key: `custody:${entry.itemId}:${entry.seq}`, lane: 'custody', what: `custody_${entry.act}` },
    ...{ when: onDay(entry.happenedOn), who: entry.act === 'checked' ? MEMBER(entry.enteredBy) : party(entry.from) },
    toward: party(entry.to),
    details: details(['item', String(entry.number)], ['seal_found', entry.seal], ['hash_found', entry.hash]),
    ...{ source: { kind: 'vigie' }, enteredAt: entry.enteredAt, enteredBy: entry.enteredBy, eventId: null },
    ...{ about: { kind: 'evidence', id: entry.itemId }, corrected: null },
  };
}
