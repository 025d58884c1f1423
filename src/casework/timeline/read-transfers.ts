import type { Transaction } from 'kysely';
import { withheldOf } from '../leads/withheld-of.ts';
import type { Withheld } from '../leads/withhold.ts';
import type { Tables } from '../tables.ts';
import type { Party, TransferFact } from './timeline-items.ts';

interface Body {
  readonly members?: readonly { readonly kind: 'payer' | 'payee'; readonly id: string; readonly name: string | null }[];
  readonly transfers?: readonly {
    readonly transferId: string;
    readonly at: string;
    readonly payerId: string;
    readonly payeeId: string;
    readonly amount: string;
    readonly currency: string;
    readonly channel: string | null;
    readonly provider: string | null;
    readonly sourceFile: string;
    readonly sourceRow: number;
  }[];
}

interface CaseLead {
  readonly id: string;
  readonly unit_id: string;
}

/** Leads of the case that the member may read: whoever may read none sees no transfer. */
export async function readableLeads(transaction: Transaction<Tables>, caseId: string): Promise<CaseLead[]> {
  return transaction
    .selectFrom('casework.case_lead as part')
    .innerJoin('vigie.lead as lead', 'lead.id', 'part.lead_id')
    .select(['lead.id', 'lead.unit_id'])
    .where('part.case_id', '=', caseId)
    .orderBy('part.added_at')
    .orderBy('lead.id')
    .execute();
}

/** The transfers of leads, each once, in a transaction that has told of reading these leads. Who is withheld from the member stays so. */
export async function readTransfers(
  transaction: Transaction<Tables>,
  leads: readonly CaseLead[],
): Promise<TransferFact[]> {
  if (leads.length === 0) return [];
  const bodies = await transaction
    .selectFrom('vigie.lead_body')
    .select(['lead_id', 'body'])
    .where(
      'lead_id',
      'in',
      leads.map(({ id }) => id),
    )
    .execute();
  const read = new Map(bodies.map(({ lead_id, body }) => [lead_id, JSON.parse(body) as Body]));
  const withheld = await withheldIn(transaction, leads, read);
  const transfers = new Map<string, TransferFact>();
  for (const { id } of leads) {
    const body = read.get(id);
    const names = new Map((body?.members ?? []).map((member) => [`${member.kind} ${member.id}`, member.name]));
    const party = (kind: 'payer' | 'payee', of: string): Party => {
      const place = withheld.get(of);
      if (place !== undefined) return { kind: 'withheld', name: String(place) };
      const name = names.get(`${kind} ${of}`);
      return { kind, name: name ? `${name} (${of})` : of };
    };
    for (const one of body?.transfers ?? [])
      if (!transfers.has(one.transferId))
        transfers.set(one.transferId, {
          ...{ id: one.transferId, leadId: id, at: one.at, amount: one.amount, currency: one.currency },
          ...{ payer: party('payer', one.payerId), payee: party('payee', one.payeeId) },
          ...{ channel: one.channel, provider: one.provider, sourceFile: one.sourceFile, sourceRow: one.sourceRow },
        });
  }
  return [...transfers.values()];
}

/** Who in these transfers has a record that the member may not read, with a number that is the same in all of them. */
async function withheldIn(
  transaction: Transaction<Tables>,
  leads: readonly CaseLead[],
  read: ReadonlyMap<string, Body>,
): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const unit of new Set(leads.map(({ unit_id }) => unit_id))) {
    const people = new Map<string, Withheld>();
    for (const { id } of leads.filter(({ unit_id }) => unit_id === unit))
      for (const { payerId, payeeId } of read.get(id)?.transfers ?? []) {
        people.set(`payer ${payerId}`, { kind: 'payer', id: payerId });
        people.set(`payee ${payeeId}`, { kind: 'payee', id: payeeId });
      }
    for (const { id } of await withheldOf(transaction, unit, [...people.values()]))
      if (!places.has(id)) places.set(id, places.size + 1);
  }
  return places;
}
