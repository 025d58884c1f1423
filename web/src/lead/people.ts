import type { Lead, LeadMember, LeadTransfer } from '../api/schema.ts';
import { nameOf } from '../look/shown-text.tsx';

export type Side = LeadMember['kind'];

/** The name in the records of whoever stands in a lead, or the identifier when there is none. */
export type LabelOf = (side: Side, id: string) => string;

/** The same identifier may pay and be paid: names are kept by side. */
export function labelsOf(lead: Lead): LabelOf {
  const names = new Map(
    [...lead.members, lead.subject].map((member) => [`${member.kind} ${member.id}`, nameOf(member)]),
  );
  return (side, id) => names.get(`${side} ${id}`) ?? id;
}

/** The other side of a transfer of the subject. */
export function partnerOf(lead: Lead, transfer: LeadTransfer): { readonly side: Side; readonly id: string } {
  return transfer.payerId === lead.subject.id
    ? { side: 'payee', id: transfer.payeeId }
    : { side: 'payer', id: transfer.payerId };
}

/** A facilitator can stand on both sides of its own transfers: then both are named. */
export function sidesShown(lead: Lead): readonly Side[] {
  const { kind, id } = lead.subject;
  const isMixed = lead.transfers.some((transfer) => (kind === 'payer' ? transfer.payerId : transfer.payeeId) !== id);
  if (isMixed) return ['payer', 'payee'];
  return [kind === 'payer' ? 'payee' : 'payer'];
}

export function idOn(side: Side, transfer: LeadTransfer): string {
  return side === 'payer' ? transfer.payerId : transfer.payeeId;
}
