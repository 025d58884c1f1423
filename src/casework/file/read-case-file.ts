import { sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { ACTS, type Act } from '../audit/acts.ts';
import type { ReadCase } from '../cases/read-case.ts';
import { readCase } from '../cases/read-case.ts';
import { type Referral, referralsOf } from '../children/referrals.ts';
import { type Attachment, attachmentsOf } from '../evidence/attachments.ts';
import { evidenceWithCustody } from '../evidence/read-evidence.ts';
import { readLead } from '../leads/read-lead.ts';
import { statementsOf } from '../people/read-person.ts';
import { type Candidate, candidatesOf } from '../qualifications/read-candidates.ts';
import { type RequestRow, requestRows } from '../requests/request-rows.ts';
import type { Tables } from '../tables.ts';
import { wholeTimeline } from '../timeline/case-timeline.ts';
import type { TimelineRow } from '../timeline/timeline-schema.ts';
import type { LeftOut } from './left-out.ts';

/** All that a file of a case shows, as its maker may read it at one moment. */
export interface CaseFileData {
  /** Instant of the database. */
  readonly asOf: string;
  readonly unit: string;
  /** Of a space for practice: synthetic, and said so on each page. */
  readonly training: boolean;
  /** Of the unit of the synthetic world. */
  readonly demonstration: boolean;
  readonly maker: string;
  readonly read: ReadCase;
  /** By the id of the person. Who a child is, is in none of them. */
  readonly statements: ReadonlyMap<string, readonly Said[]>;
  /** Out of this case, by the id of the child. */
  readonly referrals: ReadonlyMap<string, readonly Referral[]>;
  readonly leads: readonly FiledLead[];
  readonly evidence: Awaited<ReturnType<typeof evidenceWithCustody>>;
  readonly attachments: readonly Attachment[];
  readonly requests: readonly FiledRequest[];
  readonly candidates: readonly Candidate[];
  /** In words, as the page of the timeline shows them. */
  readonly timeline: readonly TimelineRow['words'][];
  readonly audit: {
    /** What was done, and not only read. */
    readonly entries: readonly AuditLine[];
    readonly readings: readonly Readings[];
    /** Entries that are in neither: the log has more than a file tells of. */
    readonly left: number;
    readonly total: number;
  };
}

type Said = Awaited<ReturnType<typeof statementsOf>>[number];

interface FiledLead {
  readonly id: string;
  readonly headline: { readonly en: string; readonly fr: string };
  readonly queue: 'investigation' | 'safeguarding';
  readonly lead: FiledLeadBody;
  readonly decisions: readonly {
    readonly kind: string;
    readonly words: string;
    readonly by: string;
    readonly at: string;
  }[];
}
const two = z.object({ en: z.string(), fr: z.string() });
const person = z.object({ kind: z.enum(['payer', 'payee']), id: z.string(), name: z.string().nullable() });
const reason = z.object({
  ...{ indicator: z.string(), title: two, sentence: two, source: z.string(), trust: z.string() },
  ...{ evidence: z.array(z.string()), evidenceTotal: z.number() },
  ...{ contribution: z.number().nullable().default(null), lookAlikes: two.nullable().default(null) },
});
/** What a file shows of a line of leads.jsonl: no more, so that a lead of an older program is read too. */
const bodySchema = z.object({
  score: z.number().nullable().default(null),
  subject: person.optional(),
  members: z.array(person).default([]),
  links: z
    .array(
      z.object({
        ...{ payerId: z.string(), payeeId: z.string(), transfers: z.number(), amountEur: z.string().nullable() },
      }),
    )
    .default([]),
  reasons: z.array(reason).default([]),
  reasonsAgainst: z.array(reason).default([]),
  unknown: z.array(z.object({ indicator: z.string(), title: two, sentence: two })).default([]),
  transfers: z
    .array(
      z.object({
        ...{ transferId: z.string(), at: z.string(), payerId: z.string(), payeeId: z.string() },
        ...{ amount: z.string(), currency: z.string(), sourceFile: z.string(), sourceRow: z.number() },
      }),
    )
    .default([]),
});
export type FiledLeadBody = z.infer<typeof bodySchema>;

interface FiledRequest {
  readonly row: RequestRow;
  readonly legalBasis: string;
  readonly asked: string;
  readonly madeAt: string;
  readonly annexes: readonly string[];
  readonly events: readonly {
    readonly kind: string;
    readonly at: string;
    readonly words: string;
    readonly by: string;
    readonly enteredAt: string;
    readonly until: string | null;
    readonly struck: string | null;
  }[];
  /** Each time that somebody proposed to end it, and what a second person answered. */
  readonly ends: readonly {
    readonly how: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly answer: {
      readonly agreed: boolean;
      readonly by: string;
      readonly at: string;
      readonly words: string;
    } | null;
  }[];
}

interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly name: string | null;
  readonly act: string;
  readonly purpose: string | null;
  readonly hash: string;
}

/** How often somebody read the case in a month, and what for. */
interface Readings {
  readonly name: string | null;
  readonly month: string;
  readonly purposes: readonly string[];
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** The newest entries of the log that are counted, and those that are printed: the log itself holds all. */
const MOST_AUDIT_ENTRIES = 50_000;
const MOST_PRINTED = 2000;
/** Reading by its purpose, and yet something that leaves: told one by one. */
const TAKEN_OUT: readonly string[] = ['file.make', 'file.read', 'custody.export', 'timeline.export'] satisfies Act[];

/**
 * Everything of a case for its file. Told first, with each lead that is read; null when there is no such case for the member.
 * @param named what stands in place of a name that the member may not read
 */
export async function readCaseFile(
  transaction: Transaction<Tables>,
  tell: Tell,
  {
    caseId,
    memberId,
    language,
    leftOut,
    now,
  }: {
    readonly caseId: string;
    readonly memberId: string;
    readonly language: 'fr' | 'en';
    readonly leftOut: readonly LeftOut[];
    readonly now: Temporal.Instant;
  },
  named: (place: number) => string,
): Promise<CaseFileData | null> {
  const read = await readCase(transaction, tell, caseId, memberId, now);
  await tell({
    ...{ act: 'file.prepare', objectId: caseId, unitId: read?.unitId ?? null, detail: { found: read !== null } },
  });
  if (read === null) return null;
  const timeline = leftOut.includes('timeline') ? null : await wholeTimeline(transaction, tell, caseId, {}, language);
  const { rows } = await sql<{ as_of: Date; unit: string; training: boolean; demonstration: boolean; maker: string }>`
    select now() as as_of, unit.name as unit, unit.training_of is not null as training, unit.demonstration,
      (select name from vigie.member where id = ${memberId}) as maker
    from vigie.unit where id = ${read.unitId}::uuid`.execute(transaction);
  const asOf = rows[0]?.as_of.toISOString() ?? new Date().toISOString();
  const leads: FiledLead[] = [];
  for (const { id } of read.leads) {
    const found = await readLead(transaction, tell, id, named);
    if (found === null) continue;
    const { headline, queue } = found.row;
    leads.push({
      ...{ id, headline, queue, lead: bodySchema.parse(JSON.parse(found.body)) },
      decisions: found.decisions.map(({ kind, words, by, at }) => ({ kind, words, by: by.name, at })),
    });
  }
  return {
    ...{
      asOf,
      unit: rows[0]?.unit ?? '',
      training: rows[0]?.training ?? false,
      demonstration: rows[0]?.demonstration ?? false,
      maker: rows[0]?.maker ?? '',
      read,
      leads,
    },
    statements: await statementsIn(transaction, caseId, [...read.children, ...read.people]),
    referrals: await referralsIn(transaction, caseId, read.children),
    evidence: await evidenceWithCustody(transaction, caseId, asOf.slice(0, 10)),
    attachments: await attachmentsOf(transaction, 'case_id', caseId),
    requests: await requestsOf(transaction, caseId),
    candidates: await candidatesOf(transaction, caseId),
    timeline: timeline?.rows.map(({ words }) => words) ?? [],
    audit: await auditOf(transaction, caseId),
  };
}

/** By the id of each person the records that are known to be about it, its own first. */
async function recordsOf(
  transaction: Transaction<Tables>,
  people: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const merged = await transaction
    .selectFrom('casework.person')
    .select(['id', 'merged_into'])
    .where('merged_into', 'is not', null)
    .where(sql<boolean>`merged_into = any (${people.map(({ id }) => id)}::uuid[])`)
    .execute();
  return new Map(
    people.map(({ id }) => [
      id,
      [id, ...merged.filter(({ merged_into }) => merged_into === id).map((other) => other.id)],
    ]),
  );
}

async function referralsIn(
  transaction: Transaction<Tables>,
  caseId: string,
  children: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Referral[]>> {
  const found = new Map<string, readonly Referral[]>();
  for (const [id, records] of await recordsOf(transaction, children))
    found.set(id, await referralsOf(transaction, records, caseId));
  return found;
}

async function statementsIn(
  transaction: Transaction<Tables>,
  caseId: string,
  people: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Said[]>> {
  const found = new Map<string, readonly Said[]>();
  for (const [id, records] of await recordsOf(transaction, people)) {
    const said = await statementsOf(transaction, records, false);
    found.set(
      id,
      said.filter((each) => each.caseId === caseId),
    );
  }
  return found;
}

async function requestsOf(transaction: Transaction<Tables>, caseId: string): Promise<FiledRequest[]> {
  const rows = await requestRows(transaction, { ofCase: caseId, limit: 10_000 });
  const written = await transaction
    .selectFrom('casework.request')
    .select(['id', 'legal_basis', 'asked', 'made_at', 'annexes'])
    .where('case_id', '=', caseId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const events = await transaction
    .selectFrom('casework.request_event as event')
    .innerJoin('vigie.member as by', 'by.id', 'event.entered_by')
    .select([
      'event.id',
      'event.request_id',
      'event.kind',
      'event.words',
      'event.strikes',
      'by.name',
      'event.entered_at',
    ])
    .select(['event.at_instant', sql<string | null>`event.at_date::text`.as('at_date')])
    .select(sql<string | null>`event.until_on::text`.as('until'))
    .where('event.case_id', '=', caseId)
    .orderBy('event.seq')
    .execute();
  const ends = await transaction
    .selectFrom('casework.agreement as end')
    .innerJoin('vigie.member as by', 'by.id', 'end.proposed_by')
    .leftJoin('vigie.member as second', 'second.id', 'end.answered_by')
    .select(['end.object_id', 'end.content', 'end.reason', 'end.proposed_at', 'end.agreed', 'end.words'])
    .select(['end.answered_at', 'by.name', 'second.name as second'])
    .where('end.case_id', '=', caseId)
    .where('end.kind', '=', 'end_request')
    .orderBy('end.proposed_at')
    .orderBy('end.id')
    .execute();
  const strikes = new Map(events.flatMap((event) => (event.strikes === null ? [] : [[event.strikes, event.words]])));
  return written.flatMap(({ id, legal_basis, asked, made_at, annexes }) => {
    const row = rows.find((each) => each.id === id);
    if (row === undefined) return [];
    return [
      {
        ...{ row, legalBasis: legal_basis, asked, madeAt: made_at.toISOString(), annexes },
        events: events
          .filter((event) => event.request_id === id && event.kind !== 'struck')
          .map((event) => ({
            ...{ kind: event.kind, until: event.until, words: event.words, by: event.name },
            enteredAt: event.entered_at.toISOString(),
            at: event.at_instant?.toISOString() ?? event.at_date ?? '',
            struck: strikes.get(event.id) ?? null,
          })),
        ends: ends
          .filter((end) => end.object_id === id)
          .map((end) => ({
            ...{ how: end.content.how ?? '', reason: end.reason, by: end.name, at: end.proposed_at.toISOString() },
            answer:
              end.answered_at === null
                ? null
                : {
                    ...{ agreed: end.agreed === true, by: end.second ?? '', words: end.words },
                    at: end.answered_at.toISOString(),
                  },
          })),
      },
    ];
  });
}

async function auditOf(transaction: Transaction<Tables>, caseId: string): Promise<CaseFileData['audit']> {
  const { rows } = await sql<{
    seq: string;
    at: string;
    name: string | null;
    act: string;
    purpose: string | null;
    hash: Buffer;
    total: string;
  }>`select seq, at, name, act, purpose, hash, total from casework.audit_of_case(${caseId}::uuid, ${MOST_AUDIT_ENTRIES}) order by seq`.execute(
    transaction,
  );
  const acts = rows.filter(({ act }) => !isReading(act));
  const printed = acts.slice(-MOST_PRINTED);
  const total = Number(rows[0]?.total ?? 0);
  return {
    entries: printed.map(({ seq, at, name, act, purpose, hash }) => ({
      ...{ seq: Number(seq), at, name, act, purpose, hash: hash.toString('hex') },
    })),
    readings: readingsOf(rows.filter(({ act }) => isReading(act))),
    ...{ left: total - rows.length + acts.length - printed.length, total },
  };
}

function isReading(act: string): boolean {
  return act in ACTS && ACTS[act as Act].purpose && !TAKEN_OUT.includes(act);
}

/** In the order of the log: by month, and within one by who read first. */
function readingsOf(
  rows: readonly {
    readonly seq: string;
    readonly at: string;
    readonly name: string | null;
    readonly purpose: string | null;
  }[],
): Readings[] {
  const found = new Map<string, Readings>();
  for (const { seq, at, name, purpose } of rows) {
    const month = at.slice(0, 7);
    const key = `${month} ${name ?? ''}`;
    const known = found.get(key);
    const purposes = new Set([...(known?.purposes ?? []), ...(purpose === null ? [] : [purpose])]);
    found.set(key, {
      ...{ name, month, purposes: [...purposes].sort(), count: (known?.count ?? 0) + 1 },
      ...{ first: known?.first ?? Number(seq), last: Number(seq) },
    });
  }
  return [...found.values()];
}
