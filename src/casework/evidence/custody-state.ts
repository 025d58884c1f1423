import type { CustodyContent, Party } from './custody-content.ts';

/** Calendar days that a hand-over may wait for its second acknowledgement: longer than a weekend with its Monday. */
const DAYS_TO_ACKNOWLEDGE = 3;

/** Where a chain of custody has a hole, or what is due and not done. */
type Gap =
  | {
      readonly what: 'not_acknowledged';
      readonly seq: number;
      readonly side: 'giver' | 'taker';
      readonly days: number;
    }
  | { readonly what: 'check_overdue'; readonly nextCheckOn: string; readonly days: number }
  | { readonly what: 'custody_break'; readonly seq: number; readonly expected: string; readonly given: string }
  | { readonly what: 'seal_broken' | 'hash_different' | 'out_of_order'; readonly seq: number };

interface OpenOffer {
  readonly seq: number;
  readonly since: string;
  readonly from: Party;
  readonly to: Party;
  readonly giverAcknowledged: boolean;
  readonly takerAcknowledged: boolean;
}

/** How it stands with an item by its entries. */
export interface CustodyState {
  readonly custodian: Party;
  readonly place: string;
  readonly offer: OpenOffer | null;
  readonly gaps: readonly Gap[];
}

/**
 * Reads a chain of custody from its beginning.
 *
 * @param entries of one item, in order, the first of which registers it
 * @param nextCheckOn `YYYY-MM-DD`; null: the item is no longer held
 * @param today `YYYY-MM-DD`
 */
export function custodyState(
  entries: readonly CustodyContent[],
  nextCheckOn: string | null,
  today: string,
): CustodyState {
  let custodian: Party = { member: null, name: '', service: '' };
  let place = '';
  let offer = null as (OpenOffer & { readonly place: string }) | null;
  let latest = '';
  const gaps: Gap[] = [];
  const requireCustodian = (seq: number, giver: Party): void => {
    if (!isSame(custodian, giver))
      gaps.push({ what: 'custody_break', seq, expected: custodian.name, given: giver.name });
  };
  for (const { act, seq, by, happenedOn, detail } of entries) {
    if (act !== 'corrected' && act !== 'planned') {
      if (happenedOn < latest) gaps.push({ what: 'out_of_order', seq });
      else latest = happenedOn;
    }
    switch (act) {
      case 'registered':
        custodian = { member: null, name: detail.said.custodian, service: detail.said.custodianService };
        place = detail.said.place;
        break;
      case 'corrected':
        // Until a first hand-over the custodian is who the description names: it was wrong there, and is right now.
        if (!entries.some((other) => other.seq < seq && isMove(other))) {
          custodian = { member: null, name: detail.said.custodian, service: detail.said.custodianService };
          place = detail.said.place;
        }
        break;
      case 'received':
        requireCustodian(seq, detail.from);
        ({ to: custodian, place } = detail);
        break;
      case 'handed_over':
        requireCustodian(seq, detail.from);
        offer = {
          ...{ seq, since: happenedOn, from: detail.from, to: detail.to, place: detail.place },
          giverAcknowledged: detail.from.member === by,
          takerAcknowledged: false,
        };
        break;
      case 'acknowledged':
        if (offer === null) break;
        offer = {
          ...offer,
          giverAcknowledged: offer.giverAcknowledged || detail.side === 'giver',
          takerAcknowledged: offer.takerAcknowledged || detail.side === 'taker',
        };
        if (offer.giverAcknowledged && offer.takerAcknowledged) {
          ({ to: custodian, place } = offer);
          offer = null;
        }
        break;
      case 'declined':
        offer = null;
        break;
      case 'checked':
        if (detail.seal === 'broken') gaps.push({ what: 'seal_broken', seq });
        if (detail.hash === 'different') gaps.push({ what: 'hash_different', seq });
        break;
      case 'returned':
        requireCustodian(seq, detail.from);
        custodian = detail.to;
        break;
      case 'planned':
      case 'destroyed':
        break;
    }
  }
  if (offer !== null) {
    const days = daysBetween(offer.since, today);
    if (days > DAYS_TO_ACKNOWLEDGE) {
      if (!offer.giverAcknowledged) gaps.push({ what: 'not_acknowledged', seq: offer.seq, side: 'giver', days });
      if (!offer.takerAcknowledged) gaps.push({ what: 'not_acknowledged', seq: offer.seq, side: 'taker', days });
    }
  }
  if (nextCheckOn !== null && nextCheckOn < today)
    gaps.push({ what: 'check_overdue', nextCheckOn, days: daysBetween(nextCheckOn, today) });
  return { custodian, place, offer: offer && withoutPlace(offer), gaps };
}

function isMove({ act }: CustodyContent): boolean {
  return act === 'received' || act === 'acknowledged';
}

/** A colleague is who the id says; somebody from outside, whom the same name and service say. */
function isSame(one: Party, other: Party): boolean {
  if (one.member !== null || other.member !== null) {
    if (one.member !== null && other.member !== null) return one.member === other.member;
    // The first custodian is stated by name, and may be a colleague.
    return nameOf(one) === nameOf(other);
  }
  return nameOf(one) === nameOf(other) && folded(one.service) === folded(other.service);
}

const folded = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
const nameOf = ({ name }: Party): string => folded(name);

function withoutPlace({ place: _, ...offer }: OpenOffer & { readonly place: string }): OpenOffer {
  return offer;
}

/** Whole days between two calendar dates. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}
