import type { Lead } from '../../leads/lead.ts';
import { lastActiveAt, urgencyOf } from '../../leads/recency.ts';
import type { LeadChange, LeadFacts } from '../tables.ts';

/** A lead of leads.jsonl as its row in the database; names are those of the columns. */
export function leadRecord(lead: Lead) {
  const { subject, activity } = lead;
  return {
    lead_id: lead.leadId,
    queue: lead.queue,
    tier: lead.tier,
    rank_in_queue: lead.rankInQueue,
    score: lead.score,
    role: subject.role,
    subject_kind: subject.kind,
    subject_id: subject.id,
    subject_name: subject.name,
    country: subject.country,
    transfers: subject.transfers,
    amount_eur: subject.amountEur,
    first_transfer_at: activity.firstAt,
    last_transfer_at: activity.lastAt,
    last_active_at: lastActiveAt(lead),
    urgency: lead.queue === 'safeguarding' ? urgencyOf(lead) : null,
    payee_countries: payeeCountries(lead),
    indicators: lead.reasons.map(({ indicator }) => indicator),
    headline: headline(lead),
    facts: leadFacts(lead),
  };
}

function leadFacts({ reasons, reasonsAgainst, subject, activity }: Lead): LeadFacts {
  const strengths = [...reasons, ...reasonsAgainst].map(({ indicator, strength }) => [indicator, strength] as const);
  return {
    transfers: subject.transfers,
    lastTransferAt: activity.lastAt,
    reasons: Object.fromEntries(strengths),
  };
}

/** Who is named in a lead, each once, the subject first. */
export function peopleOf({ subject, members }: Lead) {
  const seen = new Set<string>();
  return [subject, ...members].flatMap(({ kind, id, name, role }) => {
    const key = `${kind} ${id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ kind, person_id: id, name, role }];
  });
}

/** A reason is stronger from this much more strength on: less is within what a few days change. */
const STRONGER = 0.25;

/** What is new since a decision was made about the lead; null when nothing is that a reader would want to see it for. */
export function changeSince(then: LeadFacts, now: LeadFacts): LeadChange | null {
  const before = (indicator: string): number => then.reasons[indicator] ?? 0;
  const reasons = Object.entries(now.reasons);
  const newReasons = reasons.filter(([indicator]) => before(indicator) === 0).map(([indicator]) => indicator);
  const strongerReasons = reasons
    .filter(([indicator, strength]) => before(indicator) > 0 && strength >= before(indicator) + STRONGER)
    .map(([indicator]) => indicator);
  const moreTransfers = now.transfers - then.transfers;
  const isNew = moreTransfers > 0 || newReasons.length > 0 || strongerReasons.length > 0;
  return isNew ? { moreTransfers, lastTransferAt: now.lastTransferAt, newReasons, strongerReasons } : null;
}

/** The two reasons that weigh most, as one line. */
function headline({ reasons }: Lead): { en: string; fr: string } {
  const strongest = [...reasons].sort((a, b) => b.contribution - a.contribution).slice(0, 2);
  const joined = (language: 'en' | 'fr'): string => strongest.map(({ title }) => title[language]).join(' · ');
  return { en: joined('en'), fr: joined('fr') };
}

function payeeCountries({ subject, members }: Lead): string[] {
  const paid = subject.kind === 'payee' ? [subject] : members.filter(({ kind }) => kind === 'payee');
  return [...new Set(paid.map(({ country }) => country).filter((country) => country !== null))].sort();
}
