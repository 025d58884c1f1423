import type { Lead, LeadMember, LeadTransfer } from '../leads/lead.ts';

export type Side = LeadMember['kind'];

/** Who stands in a lead, by side and identifier: the same identifier may pay and be paid. */
export interface People {
  readonly find: (side: Side, id: string) => LeadMember | undefined;
  /** The name in the records, or the identifier when there is none. */
  readonly label: (side: Side, id: string) => string;
}

export function peopleOf(lead: Lead): People {
  const known = new Map<string, LeadMember>();
  for (const member of [lead.subject, ...lead.members]) {
    const key = `${member.kind} ${member.id}`;
    if (!known.has(key)) known.set(key, member);
  }
  const find = (side: Side, id: string): LeadMember | undefined => known.get(`${side} ${id}`);
  return {
    find,
    label: (side, id) => {
      const name = find(side, id)?.name?.trim() ?? '';
      return name === '' ? id : name;
    },
  };
}

/** The other side of a transfer of the subject. */
export function partnerOf(lead: Lead, transfer: LeadTransfer): { readonly side: Side; readonly id: string } {
  return transfer.payerId === lead.subject.id
    ? { side: 'payee', id: transfer.payeeId }
    : { side: 'payer', id: transfer.payerId };
}
