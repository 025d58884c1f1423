import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { tellCase } from '../cases/tell-case.ts';
import type { Tables } from '../tables.ts';
import { DECISIONS } from './candidate-words.ts';
import { eventFacts, evidenceFacts, type Fact, factSchema, requestFacts, statementFacts } from './facts.ts';
import { qualificationsInForce } from './own-qualifications.ts';
import { qualificationSchema } from './qualification-schema.ts';

const colleague = z.object({ id: z.string(), name: z.string() });
const saidSchema = z.object({ id: z.uuid(), words: z.string(), by: colleague, at: z.string() });
const struck = z
  .object({ reason: z.string(), by: colleague, at: z.string() })
  .nullable()
  .describe('Taken back, by whom and why; it stays to be read.');

const candidateSchema = z.object({
  id: z.uuid(),
  qualification: qualificationSchema.describe('As it was in force when it was offered.'),
  newer: z.boolean().describe('There is another version in force by now.'),
  words: z.string().describe('Why it was offered.'),
  by: colleague,
  at: z.string(),
  elements: z.array(
    z.object({
      id: z.string(),
      facts: z.array(saidSchema.extend({ side: z.enum(['for', 'against']), fact: factSchema, struck })),
      missing: z.array(saidSchema.extend({ struck })),
    }),
  ),
  setAside: z.array(saidSchema.extend({ struck })).describe('Looked at no longer, by whom and why.'),
  decisions: z
    .array(saidSchema.extend({ decision: z.enum(DECISIONS), on: z.string() }))
    .describe('By magistrates of the case, apart from what others say; the newest first.'),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const candidatesSchema = z.object({ items: z.array(candidateSchema) });

/** The candidates of a case, told whether it is found or not; null when it is not. */
export async function readCandidates(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
): Promise<z.infer<typeof candidatesSchema> | null> {
  const found = await tellCase(transaction, tell, 'candidates.read', caseId);
  return found ? { items: await candidatesOf(transaction, caseId) } : null;
}

/** What stands of the candidates of a case; whoever asks has told. */
export async function candidatesOf(transaction: Transaction<Tables>, caseId: string): Promise<Candidate[]> {
  const candidates = await transaction
    .selectFrom('casework.candidate as candidate')
    .innerJoin('vigie.member as by', 'by.id', 'candidate.made_by')
    .select(['candidate.id', 'candidate.content', 'candidate.words', 'candidate.made_at', 'by.id as by_id', 'by.name'])
    .where('candidate.case_id', '=', caseId)
    .orderBy('candidate.seq')
    .execute();
  if (candidates.length === 0) return [];
  const entries = await entriesOf(transaction, caseId);
  const withheld = await withheldOf(transaction, caseId);
  const decisions = await decisionsOf(transaction, caseId);
  const facts = await factsNamed(transaction, caseId, entries);
  const inForce = new Map((await qualificationsInForce(transaction)).items.map(({ id, version }) => [id, version]));
  const strikes = new Map(
    entries.flatMap((entry) => (entry.strikes === null ? [] : [[entry.strikes, entry] as const])),
  );
  return candidates.map(({ id, content, words, made_at, by_id, name }) => {
    const qualification = qualificationSchema.parse(content);
    const own = entries.filter(({ candidate_id }) => candidate_id === id);
    const saidIn = (entry: Entry) => {
      const strike = strikes.get(entry.id);
      return { ...said(entry), struck: strike === undefined ? null : struckBy(strike) };
    };
    return {
      ...{ id, qualification, words, by: { id: by_id, name }, at: made_at.toISOString() },
      newer: inForce.get(qualification.id) !== qualification.version,
      elements: qualification.elements.map((element) => {
        const about = own.filter((entry) => entry.element === element.id);
        const read = about.flatMap((entry) => {
          const fact = facts.get(entry.id);
          if (fact === undefined || (entry.kind !== 'for' && entry.kind !== 'against')) return [];
          return [{ seq: entry.seq, shown: { ...saidIn(entry), side: entry.kind, fact } }];
        });
        const unread = withheld
          .filter((entry) => entry.candidate_id === id && entry.element === element.id)
          .map((entry) => ({ seq: entry.seq, shown: withoutWords(entry) }));
        return {
          id: element.id,
          facts: [...read, ...unread].sort((a, b) => Number(a.seq) - Number(b.seq)).map(({ shown }) => shown),
          missing: about.filter(({ kind }) => kind === 'missing').map(saidIn),
        };
      }),
      setAside: own.filter(({ kind }) => kind === 'set_aside').map(saidIn),
      decisions: decisions
        .filter(({ candidate_id }) => candidate_id === id)
        .map((row) => ({ ...said(row), decision: row.decision, on: row.decided_on })),
    };
  });
}

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

async function entriesOf(transaction: Transaction<Tables>, caseId: string) {
  return transaction
    .selectFrom('casework.candidate_entry as entry')
    .innerJoin('vigie.member as by', 'by.id', 'entry.made_by')
    .selectAll('entry')
    .select('by.name')
    .where('entry.case_id', '=', caseId)
    .orderBy('entry.seq')
    .execute();
}

interface Withheld {
  readonly id: string;
  readonly seq: string;
  readonly candidate_id: string;
  readonly kind: 'for' | 'against';
  readonly element: string;
  readonly made_by: string;
  readonly name: string;
  readonly made_at: Date;
  readonly struck_by: string | null;
  readonly struck_name: string | null;
  readonly struck_at: Date | null;
}

/** Entries about leads that the member may not read: the database gives that they are there, and not a word of them. */
async function withheldOf(transaction: Transaction<Tables>, caseId: string): Promise<readonly Withheld[]> {
  const { rows } = await sql<Withheld>`
    select entry.*, by.name, striker.name as struck_name
    from casework.entries_about_leads(${caseId}::uuid) entry
    join vigie.member by on by.id = entry.made_by
    left join vigie.member striker on striker.id = entry.struck_by
    where not exists (select from casework.candidate_entry read where read.id = entry.id)`.execute(transaction);
  return rows;
}

async function decisionsOf(transaction: Transaction<Tables>, caseId: string) {
  return transaction
    .selectFrom('casework.magistrate_decision as made')
    .innerJoin('vigie.member as by', 'by.id', 'made.made_by')
    .select(['made.id', 'candidate_id', 'decision', 'words', 'made_by', 'made_at', 'by.name'])
    .select(sql<string>`decided_on::text`.as('decided_on'))
    .where('made.case_id', '=', caseId)
    .orderBy('made.seq', 'desc')
    .execute();
}

/** What each entry names, by the id of the entry. */
async function factsNamed(
  transaction: Transaction<Tables>,
  caseId: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Fact>> {
  const ids = (of: 'evidence_id' | 'request_event_id' | 'statement_id' | 'event_id') => [
    ...new Set(entries.flatMap(({ [of]: id }) => (id === null ? [] : [id]))),
  ];
  const known = new Map<string, Fact>();
  for (const fact of [
    ...(await evidenceFacts(transaction, sql`item.id = any (${ids('evidence_id')}::uuid[])`, entries.length)),
    ...(await requestFacts(transaction, sql`event.id = any (${ids('request_event_id')}::uuid[])`, entries.length)),
    ...(await statementFacts(transaction, sql`said.id = any (${ids('statement_id')}::uuid[])`, entries.length)),
    ...(await eventFacts(transaction, sql`e.id = any (${ids('event_id')}::uuid[])`, entries.length)),
  ])
    known.set(fact.id, fact);
  const leads = await transaction
    .selectFrom('casework.case_lead as part')
    .innerJoin('vigie.lead as lead', 'lead.id', 'part.lead_id')
    .select(['lead.id', 'lead.headline', 'lead.queue'])
    .where('part.case_id', '=', caseId)
    .execute();
  const headlines = new Map(leads.map((lead) => [lead.id, lead]));
  return new Map(
    entries.flatMap((entry): [string, Fact][] => {
      if (entry.lead_id !== null) {
        const lead = headlines.get(entry.lead_id);
        return lead === undefined ? [] : [[entry.id, { kind: 'lead', indicator: entry.indicator, ...lead }]];
      }
      const fact = known.get(entry.evidence_id ?? entry.request_event_id ?? entry.statement_id ?? entry.event_id ?? '');
      return fact === undefined ? [] : [[entry.id, fact]];
    }),
  );
}

function said(row: { id: string; words: string; made_by: string; name: string; made_at: Date }) {
  return { id: row.id, words: row.words, by: { id: row.made_by, name: row.name }, at: row.made_at.toISOString() };
}

/** What somebody says of a lead tells of the lead: that something was said is left, and by whom. */
function withoutWords({ id, kind, made_by, name, made_at, struck_by, struck_name, struck_at }: Withheld) {
  const struck =
    struck_by === null || struck_at === null
      ? null
      : { reason: '', by: { id: struck_by, name: struck_name ?? '' }, at: struck_at.toISOString() };
  const fact: Fact = { kind: 'lead', id: null, indicator: null, headline: null, queue: null };
  return { ...said({ id, words: '', made_by, name, made_at }), struck, side: kind, fact };
}

function struckBy({ words, made_by, name, made_at }: Entry) {
  return { reason: words, by: { id: made_by, name }, at: made_at.toISOString() };
}
